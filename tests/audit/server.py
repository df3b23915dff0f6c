"""A host as the site's readers meet it: _headers, and text packed with gzip."""

import gzip
import threading
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.support.header_host import Guarded, rules

PACKED = (".html", ".css", ".js", ".mjs", ".svg", ".json", ".xml", ".txt")


class Packed(Guarded):
    """Keeps connections open, and packs text for who takes it packed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in PACKED or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().do_GET()
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve(site: Path, port: int):
    """Serve a built site on a port of this machine."""
    handler = type("Site", (Packed,), {"rules": rules((site / "_headers").read_text("utf-8"))})
    httpd = ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=site))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        httpd.shutdown()
