"""A host that reads _headers, as Netlify and Cloudflare Pages do."""

import threading
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.conftest import Handler


def rules(text):
    """Return {path pattern: {header: value}} of a _headers file."""
    found, fields = {}, None
    for line in text.splitlines():
        if line.startswith("/"):
            fields = found.setdefault(line, {})
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            fields[name] = value
    return found


def headers_for(path, found):
    """Return the (header, value) pairs of every rule that fits a path."""
    return [field for pattern, fields in found.items() if fnmatchcase(path, pattern) for field in fields.items()]


class Guarded(Handler):
    """Serves every file with what _headers says of it."""

    def end_headers(self):
        for name, value in headers_for(self.path.partition("?")[0], self.rules):
            self.send_header(name, value)
        super().end_headers()


@contextmanager
def serve(site: Path, *, with_headers: bool):
    """Serve a built site on this machine, and yield its address."""
    handler = Handler
    if with_headers:
        handler = type("GuardedSite", (Guarded,), {"rules": rules((site / "_headers").read_text("utf-8"))})
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=site))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/"
    finally:
        httpd.shutdown()
