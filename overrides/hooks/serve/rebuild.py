"""The builds of `mkdocs serve` after the first: in a process of their own, which is replaced when Python changes.

A running Python does not see that a module has changed, and MkDocs loads hooks once. So the server
stays as it is, and a worker (worker.py) builds. When a file of demos/ or overrides/hooks/ changes,
a new worker takes over the old one's Memory.

A build is hurried: only the pages that browsers asked for lately are sure to be up to date. If
others are not, a second build follows at once and brings everything up to date.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from overrides.hooks.serve import versions
from overrides.hooks.serve.memory import Memory

_log = logging.getLogger("mkdocs.serve")
# So many of the pages that browsers asked for last are built first.
RECENT = 8


def install(server: LiveReloadServer, config, memory: Memory) -> LiveReloadServer:
    """Let a server build in a worker from now on.

    config  of the first build
    memory  what the first build left
    """
    recent = _RecentPages(server)
    rebuilder = _Rebuilder(config, memory, recent)

    def build() -> None:
        if not rebuilder.build():
            _log.info("All pages are up to date")
            return
        # MkDocs's loop waits for a change of a file; this starts it once more.
        with server._rebuild_cond:
            server._want_rebuild = True

    server.builder = build
    return server


class _RecentPages:
    """The pages that browsers asked for last, as files below the site's folder."""

    def __init__(self, server: LiveReloadServer) -> None:
        self.files: list[str] = []
        self._mount_path = server.mount_path
        self._serve = server.serve_request
        server.set_app(self._app)

    def _app(self, environ: dict, start_response: Callable) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").removeprefix(self._mount_path)
        if not path or path.endswith("/"):
            file = f"{path}index.html"
            self.files = [file, *(other for other in self.files if other != file)][:RECENT]
        return self._serve(environ, start_response)


class _Rebuilder:
    def __init__(self, config, memory: Memory, recent: _RecentPages) -> None:
        self._request = {
            "config_file": config.config_file_path,
            # MkDocs loads the file first, then the options of the command line.
            "options": config.user_configs[1],
            "site_url": config.site_url,
            "log_level": logging.getLogger("mkdocs").level,
        }
        self._recent = recent
        self._python = versions.of_python()
        self._hurry = True
        # The temporary files of all workers, removed when the server ends.
        self._folder = TemporaryDirectory(prefix="mkdocs_serve_")
        memory.save(self._memory_file)
        self._worker = _Worker(self._memory_file, config.site_dir, self._folder.name)

    @property
    def _memory_file(self) -> Path:
        return Path(self._folder.name, "memory")

    def build(self) -> bool:
        """Build once, and return whether another build is needed. Raises Abort if the build failed."""
        python = versions.of_python()
        if python != self._python:
            self._python = python
            self._restart()
        hurried = self._recent.files if self._hurry else None
        answer = self._worker.ask({**self._request, "build": True, "hurried": hurried})
        self._hurry = not answer.get("stale", False)
        if "error" in answer:
            raise Abort(answer["error"])
        return answer["stale"]

    def _restart(self) -> None:
        path = self._memory_file
        saved = "error" not in self._worker.ask({"save": str(path)})
        self._worker.end()
        self._worker = _Worker(path if saved else None, self._request["options"]["site_dir"], self._folder.name)


class _Worker:
    """A process of worker.py: a line of JSON in, a line of JSON out. It ends when this process does."""

    def __init__(self, memory: Path | None, site_dir: str, temporary: str) -> None:
        command = [sys.executable, "-m", "overrides.hooks.serve.worker", site_dir, str(memory or "")]
        environment = {**os.environ, "TMPDIR": temporary}
        self._process = subprocess.Popen(command, cwd=versions.ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._ready = self._read()

    def ask(self, request: dict) -> dict:
        if "error" in self._ready or self._process.stdin is None:
            return self._ready
        try:
            self._process.stdin.write(json.dumps(request, default=str) + "\n")
            self._process.stdin.flush()
        except OSError as error:
            return {"error": str(error)}
        return self._read()

    def end(self) -> None:
        # Not by closing its input: it may be making a search index, which is of no use any more.
        self._process.terminate()
        self._process.wait()

    def _read(self) -> dict:
        line = self._process.stdout.readline() if self._process.stdout else ""
        # Python's own message, such as a SyntaxError in a hook, is on the terminal already.
        return json.loads(line) if line else {"error": "The build's Python ended; its message is above. It starts again after the next change."}
