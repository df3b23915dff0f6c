"""A static host whose owner can deploy, lose the network, and read the log."""

import socket
import threading
import time
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.conftest import Handler


class Host:
    """Serves a folder below `base`; `folder` and `online` may be changed while it runs.

    left  bytes of bodies after which the network breaks off, in the middle of whatever is on its way
    log   (path with query, bytes of body sent) of every request that was answered, in order
    drops_slashes  whether /x/ is redirected to /x, which shows x/index.html
    delay  seconds before every answer; `most` is how many requests waited at the same time
    """

    def __init__(self, folder: Path, base="/"):
        self.folder = folder
        self.base = base
        self.online = True
        self.left: float = float("inf")
        self.log = []
        self.delay = 0.0
        self.drops_slashes = False
        self.waiting = self.most = 0
        lock = threading.Lock()
        host = self

        class Logged(Handler):
            def translate_path(self, path):
                self.directory = str(host.folder)
                return super().translate_path(path.removeprefix(base.rstrip("/")))

            def handle_one_request(self):
                self.sent = 0
                super().handle_one_request()
                if getattr(self, "requestline", ""):
                    host.log.append((getattr(self, "path", ""), self.sent))

            def do_GET(self):  # noqa: N802
                # No answer at all, as where there is no network.
                if not host.online:
                    self.requestline = ""
                    self.close_connection = True
                    return
                if host.folder != folder:
                    # Builds are made within a second, and dates have whole seconds: after a deploy, send everything.
                    del self.headers["If-Modified-Since"]
                with lock:
                    host.waiting += 1
                    host.most = max(host.most, host.waiting)
                time.sleep(host.delay)
                with lock:
                    host.waiting -= 1
                if host.drops_slashes and self.path.endswith("/") and self.path != base:
                    self.send_response(301)
                    self.send_header("Location", self.path.rstrip("/"))
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                if host.drops_slashes and Path(self.translate_path(self.path), "index.html").exists() and self.path != base:
                    self.path += "/index.html"
                super().do_GET()

            def copyfile(self, source, target):
                data = source.read()
                cut = len(data) > host.left
                data = data[: int(host.left)] if cut else data
                host.left -= len(data)
                self.sent = len(data)
                target.write(data)
                if cut:
                    host.online = False
                    self.connection.shutdown(socket.SHUT_RDWR)

        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Logged, directory=folder))
        threading.Thread(target=self._httpd.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._httpd.server_port}{base}"

    def close(self):
        self._httpd.shutdown()
        self._httpd.server_close()

    def bytes_of(self, part):
        """Return how many bytes were sent of files whose path holds this."""
        return sum(size for path, size in self.log if part in path)
