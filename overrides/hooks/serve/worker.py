"""python -m overrides.hooks.serve.worker CONFIG_FILE: builds when rebuild.py asks for it.

Each line of standard input is a request, each line of standard output its answer. Everything else
that a build prints goes to standard error. The signal SIGINT ends a build; between builds it does nothing.
"""

import contextlib
import json
import logging
import shutil
import signal
import sys
import traceback
from dataclasses import replace
from pathlib import Path

from overrides.hooks.framework import PROGRAM, build, load_config, log_to_stderr
from overrides.hooks.serve.memory import Memory
from overrides.hooks.serve.session import Session


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers, sys.stdout = sys.stdout, sys.stderr
    log = log_to_stderr()
    log.logger.addHandler(warnings := _Warnings(logging.WARNING))
    logging.getLogger(f"{PROGRAM}.commands.build").addFilter(is_no_warning_of_a_dirty_build)
    with contextlib.suppress(Exception, SystemExit):  # the first build will report it
        # Imports the hooks and their libraries while the worker before this one saves its Memory.
        load_config(config_file=sys.argv[1])
    session = Session()
    for request in map(json.loads, sys.stdin):
        answer = {}
        if "load" in request:
            session = replace(session, memory=Memory.load(Path(request["load"])))
        elif "save" in request:
            session.memory.save(Path(request["save"]))
        else:
            log.logger.setLevel(request["log_level"])
            warnings.lines.clear()
            answer = _build(request, session)
            if answer.get("problems") == []:
                answer["problems"] = warnings.lines
        print(json.dumps(answer), file=answers, flush=True)


class _Warnings(logging.Handler):
    """The warnings of a build: in strict mode MkDocs stops for them, and then says only how many they are."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def is_no_warning_of_a_dirty_build(record: logging.LogRecord) -> bool:
    """Leave out MkDocs's warning that a dirty build leaves pages as they are, which is what a partial build is for."""
    return not str(record.msg).startswith(("A 'dirty' build", "The directory contains stale files"))


def _build(request: dict, session: Session) -> dict:
    """Build the site, unless SIGINT ends the build: then return {"interrupted": True}, else what _answer() returns."""
    try:
        signal.signal(signal.SIGINT, _interrupt)
        try:
            return _answer(request, session)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        return {"interrupted": True}


def _answer(request: dict, session: Session) -> dict:
    """Build the site and return {}, or {"error": why it stopped, maybe "problems": [line, ...]}."""
    partial = request["partial"]
    if partial is None:
        shutil.rmtree(request["options"]["site_dir"], ignore_errors=True)
    # mkdocs-static-i18n reads here whether the builds of the other languages are dirty.
    sys.argv[1:] = [] if partial is None else ["--dirty"]
    try:
        config = load_config(config_file=request["config_file"], **request["options"])
        config.site_url = request["site_url"]
        vars(config)["session"] = replace(session, partial=None if partial is None else frozenset(partial))
        build(config, serve_url=config.site_url, dirty=partial is not None)
    except SystemExit as error:  # MkDocs's Abort, raised while it handles what stopped the build
        problems = getattr(error.__context__, "problems", ())
        return {"error": str(error), "problems": [problem.for_editor() for problem in problems if problem.level == "error"]}
    except Exception as error:
        traceback.print_exc()
        return {"error": f"{type(error).__name__}: {error}"}
    return {}


def _interrupt(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
    raise KeyboardInterrupt


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # the server has ended meanwhile
        main()
