"""python -m overrides.hooks.serve.worker SITE_DIR [MEMORY]: builds when rebuild.py asks for it.

Each line of standard input is a request, each line of standard output its answer. Everything else
that a build prints goes to standard error.
"""

import contextlib
import json
import sys
import traceback
from pathlib import Path

from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config

from overrides.hooks.search.index import BackgroundWriter, Writer, write_index
from overrides.hooks.serve.memory import Memory
from overrides.hooks.serve.session import Session


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    log = State()  # MkDocs's log, on standard error
    site, memory = Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] and sys.argv[2] else None
    session = Session(Memory.load(memory) if memory else Memory(), _index_writer(site))
    requests = map(json.loads, sys.stdin)
    answer: dict = {"ready": True}
    while True:
        print(json.dumps(answer), file=answers, flush=True)
        request = next(requests, None)
        if request is None:
            return
        if "save" in request:
            session.memory.save(Path(request["save"]))
            answer = {}
        else:
            log.logger.setLevel(request["log_level"])
            answer = _build(request, session)


def _index_writer(site: Path) -> Writer:
    """Return what writes the search index: in the background, if there is an index to show until then."""
    try:
        return BackgroundWriter(site).write
    except OSError:  # there is none, or the worker before this one is replacing it just now
        return write_index


def _build(request: dict, session: Session) -> dict:
    """Build the site and return {"stale": whether another build is needed}, or {"error": why it stopped}."""
    session.memory.begin(request["hurried"])
    config = load_config(config_file=request["config_file"], **request["options"])
    config.site_url = request["site_url"]
    vars(config)["session"] = session
    try:
        build(config, serve_url=config.site_url)
    except SystemExit as error:  # MkDocs's Abort
        return {"error": str(error)}
    except Exception as error:
        traceback.print_exc()
        return {"error": f"{type(error).__name__}: {error}"}
    return {"stale": session.memory.stale}


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
