"""A plain static host."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder; answers with the 404.html of the address's language where there is no file."""

    def log_message(self, *_):
        pass

    def list_directory(self, path):
        """Answer as for a file that is not there: what it would list is a page of no build."""
        self.send_error(404)

    def send_error(self, code, message=None, explain=None):
        language = "en/" if self.path.startswith("/en/") else ""
        body = Path(self.directory, f"{language}404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler] | partial) -> Iterator[str]:
    """Answer requests with this handler, on a free port of this machine, and yield the address."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    # The default interval at which it looks for a shutdown, half a second, is a wait at the end of every test.
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/"
    finally:
        httpd.shutdown()
        httpd.server_close()


def serve(site: Path):
    """Serve a built site, and yield its address."""
    return serving(partial(Handler, directory=site))
