"""A static host whose owner can deploy, lose the network, and read the log."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.support.static_host import Handler, serving


@dataclass
class Host:
    """What is served and how; all of it may be changed while the host runs.

    folder   the built site
    online   whether requests are answered
    left     bytes of bodies after which the network breaks off, in the middle of whatever is on its way
    log      (path with query, bytes of body sent) of every request that was answered, in order
    address  where the site begins
    """

    folder: Path
    online: bool = True
    left: float = float("inf")
    log: list[tuple[str, int]] = field(default_factory=list)
    address: str = ""

    def bytes_of(self, part: str) -> int:
        """Return how many bytes were sent of files whose path holds this."""
        return sum(size for path, size in self.log if part in path)


class _Logged(Handler):
    host: Host
    base: str

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
        super().do_GET()

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
def serve(folder: Path, base: str = "/") -> Iterator[Host]:
    """Serve a built site in the folder `base` of a host, and yield the Host."""
    host = Host(folder)
    handler = type("Logged", (_Logged,), {"host": host, "base": base})
    with serving(partial(handler, directory=folder)) as address:
        host.address = address.rstrip("/") + base
        yield host
