"""A host that reads _headers, as Netlify and Cloudflare Pages do."""

from fnmatch import fnmatchcase
from functools import cache, partial
from pathlib import Path

from tests.support import static_host
from tests.support.static_host import Handler, serving


@cache
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


def serve(site: Path):
    """Serve a built site on this machine, and yield its address."""
    handler = type("GuardedSite", (Guarded,), {"rules": rules((site / "_headers").read_text("utf-8"))})
    return serving(partial(handler, directory=site))


# What is said of safety has to hold on a host that sends no headers of its own, too.
HOSTS = {"plain host": static_host.serve, "host with headers": serve}
