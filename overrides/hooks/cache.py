"""What takes long to compute is computed once: kept in the cache under a hash of all that it comes from."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import demos
from overrides.hooks.pyodide.stage import cache_folder


def remembered(kind: str, came_from: Any, compute: Callable[[], Any]) -> Any:
    """Return compute(), which is JSON, or what it returned for the same things before.

    kind       the folder of the cache that it goes into
    came_from  all that it depends on but the code of demos/, Python and numpy, as JSON
    """
    everything = json.dumps([came_from, edition(), sys.version, np.__version__], sort_keys=True)
    path = cache_folder() / kind / f"{hashlib.sha256(everything.encode()).hexdigest()}.json"
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        found = compute()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(found), "utf-8")
    part.replace(path)
    return found


@cache
def edition() -> str:
    """Return a hash of all that draws a demo: what another edition drew may not fit this one's page."""
    folder = Path(demos.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".toml", ".css", ".npz"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
