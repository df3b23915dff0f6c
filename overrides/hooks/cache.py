"""The cache: what takes long to fetch or to compute, in files named by a hash of all that they come from.

It lies in the folder that SITE_CACHE names, else in .cache. A folder in it is a kind ("pictures",
"runtime"), an entry is one file or one folder. An entry that no build has used for MAX_AGE_DAYS
is removed by the next build; `make clean-cache` removes everything.
"""

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

import demos
from overrides.hooks import ROOT

MAX_AGE_DAYS = 90
_DAY = 86_400  # seconds


def folder(kind: str = "") -> Path:
    """Return the cache's folder, or that of one kind of entries."""
    return Path(os.environ.get("SITE_CACHE") or ROOT / ".cache") / kind


def key(*came_from: Any) -> str:
    """Return the name of the entry that comes from these things, which are JSON or bytes."""
    parts = [["bytes", part.hex()] if isinstance(part, bytes) else part for part in came_from]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def entry(kind: str, name: str, make: Callable[[Path], object]) -> Path:
    """Return the entry of that name. Where there is none, make(path) writes it, whole or not at all.

    name  made by key(), or a hash of the contents; with a suffix if somebody reads it
    """
    path = folder(kind) / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as scratch:
            made = Path(scratch, name)
            make(made)
            # Another process may have made the same meanwhile; a file replaces it, a folder cannot.
            if made.is_dir() and path.exists():
                return path
            made.replace(path)
    os.utime(path)  # its age is the time since its last use
    return path


def value(kind: str, came_from: Any, compute: Callable[[], Any], names: Collection[str] = ()) -> Any:
    """Return compute(), which is JSON, or what it returned before for the same things.

    came_from  all that it depends on, as JSON, except the code of demos/, Python and numpy
    names      the demos that it depends on; by default all
    """
    name = f"{key(came_from, demos_version(*names), sys.version, np.__version__)}.json"
    path = entry(kind, name, lambda path: path.write_text(json.dumps(compute()), "utf-8"))
    return json.loads(path.read_text("utf-8"))


@cache
def demos_version(*names: str) -> str:
    """Return a hash of all files that draw these demos: a picture of another version may not fit this one's style sheet.

    names  by default all demos
    """
    package = Path(demos.__file__).parent
    others = [package / name for name in demos.REGISTRY if names and name not in names]
    files = sorted(
        path for path in package.rglob("*") if path.suffix in (".py", ".toml", ".css", ".npz") and not any(other in path.parents for other in others)
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def remove_old(now: float | None = None) -> None:
    """Remove every entry that was not used for MAX_AGE_DAYS.

    now  seconds since the epoch; by default the clock's
    """
    oldest = (now or time.time()) - MAX_AGE_DAYS * _DAY
    for path in folder().glob("*/*"):
        # Another build may have moved or removed it meanwhile.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def clear() -> None:
    """Remove the whole cache: `make clean-cache`."""
    shutil.rmtree(folder(), ignore_errors=True)


if __name__ == "__main__":
    clear()
