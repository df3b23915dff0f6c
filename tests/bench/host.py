"""A static host on this machine: sends what is compressed beforehand, as a good one does, and counts."""

import contextlib
import mimetypes
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("text/javascript", ".mjs")


class Line:
    """A line between host and reader: an answer begins after `latency` seconds, and all bodies share `rate` bits a second."""

    def __init__(self, rate: float, latency: float):
        self._rate, self._latency = rate, latency
        self._lock, self._free = threading.Lock(), 0.0

    def send(self, body: bytes, write) -> None:
        time.sleep(self._latency)
        for start in range(0, len(body), 16_384):
            piece = body[start : start + 16_384]
            with self._lock:
                self._free = max(self._free, time.monotonic()) + len(piece) * 8 / self._rate
                wait = self._free - time.monotonic()
            time.sleep(max(wait, 0))
            write(piece)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Or the kernel keeps each small body back for 40 ms, until its headers have been acknowledged.
    disable_nagle_algorithm = True
    sent = 0
    online = True
    line: Line | None = None

    def log_message(self, *_):
        pass

    def handle(self):
        with contextlib.suppress(OSError):  # a page that was closed needs no answer
            super().handle()

    def do_GET(self):
        if not _Handler.online:  # no answer at all, as where there is no network
            self.close_connection = True
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        kind = self.guess_type(path)
        self.send_response(200)
        sibling = path.with_name(path.name + ".br")
        if sibling.is_file() and "br" in self.headers.get("Accept-Encoding", ""):
            self.send_header("Content-Encoding", "br")
            path = sibling
        body = path.read_bytes()
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        if _Handler.line:
            _Handler.line.send(body, self.wfile.write)
        else:
            self.wfile.write(body)
        _Handler.sent += len(body)


class Host:
    def __init__(self, address):
        self.address = address

    @property
    def sent(self) -> int:
        """Bytes of all bodies sent so far, as they went over the wire."""
        return _Handler.sent

    @property
    def online(self) -> bool:
        """Whether requests are answered."""
        return _Handler.online

    @online.setter
    def online(self, now: bool):
        _Handler.online = now

    @property
    def line(self) -> Line | None:
        """How fast answers go out; None: as fast as this machine can."""
        return _Handler.line

    @line.setter
    def line(self, now: Line | None):
        _Handler.line = now


@contextmanager
def serve(folder: Path):
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=folder))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield Host(f"http://127.0.0.1:{httpd.server_port}/")
    httpd.shutdown()
