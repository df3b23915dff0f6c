"""A static host whose owner can deploy, lose the network, damage a file, and read the log."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.support.header_host import headers_for, rules
from tests.support.static_host import Handler, serving

# Where browsers send what the policy has forbidden, on a host with headers.
REPORTS = "/policy-reports"
FAULTS = ("missing", "empty", "stalled", "truncated", "altered", "of another type", "a page")


@dataclass
class Host:
    """What is served and how; all of it may be changed while the host runs.

    folder   the built site
    online   whether requests are answered
    left     bytes of bodies after which the network breaks off, in the middle of whatever is on its way
    delay    seconds before every answer; `most` is how many requests waited at the same time
    drops_slashes  whether /x/ is redirected to /x, which shows x/index.html
    fault    a path and what is wrong with its file, one of FAULTS; `mended` ends it, and lets go of requests that stall
    headers  whether files are sent with what _headers says of them
    log      (path with query, bytes of body sent) of every request that was answered, in order
    reports  what browsers reported of the policy, on a host with headers
    address  where the site begins
    """

    folder: Path
    online: bool = True
    left: float = float("inf")
    delay: float = 0.0
    waiting: int = 0
    most: int = 0
    drops_slashes: bool = False
    fault: tuple[str, str] = ("", "")
    mended: threading.Event = field(default_factory=threading.Event)
    headers: bool = False
    log: list[tuple[str, int]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    address: str = ""

    def damage(self, path: str, fault: str) -> None:
        self.mended.clear()
        self.fault = (path, fault)

    def mend(self) -> None:
        """Answer again as a host in order does."""
        self.online, self.left, self.fault = True, float("inf"), ("", "")
        self.mended.set()

    def bytes_of(self, part: str) -> int:
        """Return how many bytes were sent of files whose path holds this."""
        return sum(size for path, size in self.log if part in path)


class _Logged(Handler):
    host: Host
    base: str
    first: Path  # the folder before any deploy
    lock: threading.Lock

    def translate_path(self, path):
        self.directory = str(self.host.folder)
        return super().translate_path(path.removeprefix(self.base.rstrip("/")))

    def handle_one_request(self):
        self.sent = 0
        super().handle_one_request()
        if getattr(self, "requestline", ""):
            self.host.log.append((getattr(self, "path", ""), self.sent))

    def do_GET(self):  # noqa: N802
        # No answer at all, as where there is no network.
        if not self.host.online:
            self.requestline = ""
            self.close_connection = True
            return
        host = self.host
        if host.folder != self.first:
            # Builds are made within a second, and dates have whole seconds: after a deploy, send everything.
            del self.headers["If-Modified-Since"]
        with self.lock:
            host.waiting += 1
            host.most = max(host.most, host.waiting)
        time.sleep(host.delay)
        with self.lock:
            host.waiting -= 1
        path, fault = host.fault
        if path and self.path.partition("?")[0] == path:
            self.send_damaged(fault)
            return
        if host.drops_slashes and self.path != self.base:
            if self.path.endswith("/"):
                self.send_response(301)
                self.send_header("Location", self.path.rstrip("/"))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if Path(self.translate_path(self.path), "index.html").exists():
                self.path += "/index.html"
        super().do_GET()

    def send_damaged(self, fault: str) -> None:
        if fault == "missing":
            self.send_error(404)
            return
        if fault == "stalled":
            self.host.mended.wait()
        file = Path(self.translate_path(self.path))
        data = file.read_bytes()
        half = len(data) // 2
        altered = data[:half] + bytes(byte ^ 1 for byte in data[half : half + 1]) + data[half + 1 :]
        data = {"empty": b"", "altered": altered, "a page": b"<!doctype html><p>"}.get(fault, data)
        self.send_response(200)
        self.send_header("Content-Type", {"of another type": "text/plain", "a page": "text/html"}.get(fault) or self.guess_type(file))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.close_connection = fault == "truncated"
        self.wfile.write(data[:half] if fault == "truncated" else data)

    def do_POST(self):  # noqa: N802
        self.host.reports.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def end_headers(self):
        if self.host.headers:
            found = rules((self.host.folder / "_headers").read_text("utf-8"))
            for name, value in headers_for(self.path.partition("?")[0], found):
                self.send_header(name, f"{value}; report-uri {REPORTS}" if name == "Content-Security-Policy" else value)
        super().end_headers()

    def copyfile(self, source, target):
        data = source.read()
        cut = len(data) > self.host.left
        data = data[: int(self.host.left)] if cut else data
        self.host.left -= len(data)
        self.sent = len(data)
        target.write(data)
        if cut:
            self.host.online = False
            self.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serve(folder: Path, base: str = "/", *, headers: bool = False) -> Iterator[Host]:
    """Serve a built site in the folder `base` of a host, and yield the Host."""
    host = Host(folder, headers=headers)
    handler = type("Logged", (_Logged,), {"host": host, "base": base, "first": folder, "lock": threading.Lock()})
    with serving(partial(handler, directory=folder)) as address:
        host.address = address.rstrip("/") + base
        yield host
