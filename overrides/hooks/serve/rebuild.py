"""The builds of `mkdocs serve` after the first: in a process of their own, which is replaced when Python changes.

A running Python does not see that a module has changed, and MkDocs loads hooks once. So the server
stays as it is, and a worker (worker.py) builds. When a file of demos/ or overrides/hooks/ changes,
a new worker takes over the old one's Memory.

After a change there are two builds:

    partial  writes the pages that browsers asked for lately, changed scripts and style sheets into the site.
             Browsers are answered when it is done.
    full     builds the whole site into another folder while browsers are answered. The next change interrupts
             it; when it is done, its folder takes the place of the site.
"""

import atexit
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from overrides.hooks import ROOT
from overrides.hooks.framework import PROGRAM, Abort, LiveReloadServer
from overrides.hooks.serve import failure_page, versions
from overrides.hooks.serve.memory import Memory

_log = logging.getLogger(f"{PROGRAM}.serve")
# So many of the pages that browsers asked for last are built first.
RECENT = 4


def install(server: LiveReloadServer, config, memory: Memory) -> LiveReloadServer:
    """Let a server build in a worker from now on.

    config  of the first build
    memory  what the first build left
    """
    server.builder = _Rebuilder(server, config, memory).build
    return server


class _RecentPages:
    """The pages that browsers asked for last, as files below the site's folder.

    While the last build has failed, every page says why in its own place.

    failure  the lines that say why
    """

    def __init__(self, server: LiveReloadServer) -> None:
        self.files: list[str] = []
        self.failure: list[str] = []
        self._server = server
        self._mount_path = server.mount_path
        self._serve = server.serve_request
        server.set_app(self._app)

    def _app(self, environ: dict, start_response: Callable) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").removeprefix(self._mount_path)
        if not path or path.endswith("/"):
            file = f"{path}index.html"
            self.files = [file, *(other for other in self.files if other != file)][:RECENT]
            with self._server._epoch_cond:  # as MkDocs does: wait for the build that is under way
                self._server._epoch_cond.wait_for(lambda: self._server._visible_epoch == self._server._wanted_epoch)
            if self.failure:
                page = self._server._inject_js_into_html(failure_page.html(self.failure).encode(), self._server._visible_epoch)
                start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))])
                return [page]
        return self._serve(environ, start_response)


class _Rebuilder:
    def __init__(self, server: LiveReloadServer, config, memory: Memory) -> None:
        self._server = server
        self._request = {
            "config_file": config.config_file_path,
            "site_url": config.site_url,
            "log_level": logging.getLogger(PROGRAM).level,
        }
        # MkDocs loads the file first, then the options of the command line.
        self._options = config.user_configs[1]
        self._site = Path(config.site_dir)
        self._recent = _RecentPages(server)
        self._python = versions.of_python()
        self._sources: dict[Path, int] = {}  # of the last build
        # The temporary files of all workers, removed when the server ends.
        self._folder = TemporaryDirectory(prefix="mkdocs_serve_")
        atexit.register(lambda: self._worker.end())  # before the folder is removed
        self._memory_file = Path(self._folder.name, "memory")
        self._next_site = Path(self._folder.name, "site")
        memory.save(self._memory_file)
        self._worker = self._new_worker()
        self._worker.ask({"load": str(self._memory_file)})
        # Makes the same site again, so that the worker has read every page before the first change.
        self._full: _FullBuild | None = self._begin_full(lambda: None)

    def build(self) -> None:
        """Show what has changed, or why it cannot be built. MkDocs's loop calls this, and lets browsers wait meanwhile.

        Raises Abort if a build failed.
        """
        try:
            self._build()
            self._recent.failure = []
        except BuildFailed as failed:
            self._recent.failure = failed.lines
            with self._server._epoch_cond:  # MkDocs would let browsers wait until a build succeeds
                self._server._visible_epoch = self._server._wanted_epoch
                self._server._epoch_cond.notify_all()
            raise

    def _build(self) -> None:
        sources = versions.of_sources(self._server._watched_paths)
        if sources == self._sources and self._full:
            self._show_full(self._full)
            return
        self._sources = sources
        if self._full:
            self._full.interrupt()
            self._full = None
        python = versions.of_python()
        if python != self._python or self._worker.has_ended():
            self._python = python
            self._replace_worker()
        _raise_error(self._worker.ask(self._request_of(self._site, self._recent.files)))
        self._full = self._begin_full(self._call_again)

    def _begin_full(self, then: Callable[[], None]) -> "_FullBuild":
        return _FullBuild(self._worker, self._request_of(self._next_site, None), then)

    def _call_again(self) -> None:
        """Let MkDocs's loop call build(), as after a change."""
        with self._server._rebuild_cond:
            self._server._want_rebuild = True

    def _show_full(self, full: "_FullBuild") -> None:
        """Put what a full build has made in the place of the site, if it has ended. Raises Abort if it failed."""
        _raise_error(full.answer or {})
        if full.answer is None or not self._next_site.exists():
            # Nothing has changed that a build reads: it was Python's bytecode. An epoch that browsers know does not reload them.
            self._server._wanted_epoch = self._server._visible_epoch
            return
        old = Path(self._folder.name, "old")
        self._site.rename(old)
        self._next_site.rename(self._site)
        if all(_same(old / file, self._site / file) for file in self._recent.files):
            self._server._wanted_epoch = self._server._visible_epoch
        shutil.rmtree(old)
        _log.info("All pages are up to date")

    def _request_of(self, site: Path, partial: list[str] | None) -> dict:
        return {**self._request, "options": {**self._options, "site_dir": str(site)}, "partial": partial}

    def _new_worker(self) -> "_Worker":
        return _Worker(self._request["config_file"], self._folder.name)

    def _replace_worker(self) -> None:
        # The new one imports everything while the old one saves. If the old one has failed, there is an older file.
        new, old = self._new_worker(), self._worker
        old.ask({"save": str(self._memory_file)})
        old.end()
        self._worker = new
        new.ask({"load": str(self._memory_file)})


class _FullBuild:
    """A full build in the background. `answer` is the worker's, and None until then.

    then  called when the build has ended, unless it was interrupted
    """

    def __init__(self, worker: "_Worker", request: dict, then: Callable[[], None]) -> None:
        self.answer: dict | None = None
        self._worker = worker
        self._request = request
        self._then = then
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        answer = self._worker.ask(self._request)
        if "interrupted" not in answer:
            self.answer = answer
            self._then()

    def interrupt(self) -> None:
        """End the build, if it has not ended."""
        while self._thread.is_alive():
            self._worker.interrupt()  # does nothing before the build begins, so it may take more than one
            self._thread.join(0.05)


class _Worker:
    """A process of worker.py: a line of JSON in, a line of JSON out. It ends when this process does."""

    def __init__(self, config_file: str, temporary: str) -> None:
        command = [sys.executable, "-m", "overrides.hooks.serve.worker", config_file]
        environment = {**os.environ, "TMPDIR": temporary}
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, request: dict) -> dict:
        assert self._process.stdin and self._process.stdout
        line = ""
        try:
            self._process.stdin.write(json.dumps(request, default=str) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            pass  # it has ended
        # Python's own message, such as a SyntaxError in a hook, is on the terminal already.
        return json.loads(line) if line else {"error": "The build's Python ended; its message is above. It starts again after the next change."}

    def interrupt(self) -> None:
        self._process.send_signal(signal.SIGINT)

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def end(self) -> None:
        self._process.terminate()
        self._process.wait()


class BuildFailed(Abort):
    """A build stopped; `lines` say why."""

    def __init__(self, answer: dict) -> None:
        super().__init__(answer["error"])
        self.lines: list[str] = answer.get("problems") or [answer["error"]]


def _raise_error(answer: dict) -> None:
    if "error" in answer:
        raise BuildFailed(answer)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()
