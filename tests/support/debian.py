"""Debian's packages, for tests that need a browser."""

import os
import shutil
import subprocess
import sys
from functools import cache

# A package mirror that does not answer is given up: seconds for the lists, for a download, and for unpacking it.
UPDATE, DOWNLOAD, UNPACK = 60, 180, 300
APT = ["apt-get", "--quiet=2", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15", "-o", "DPkg::Lock::Timeout=30"]


def install(packages: list[str]) -> bool:
    """Install packages if this is Debian and the user is root, and return whether they are installed."""
    if not shutil.which("apt-get") or os.geteuid() != 0 or not _update():
        return False
    command = ["install", "--yes", "--no-install-recommends", *packages]
    print("installing", *packages, file=sys.stderr)
    # A download may be cut off at any time; unpacking should not be, and needs no network.
    return _apt(DOWNLOAD, *command, "--download-only") and _apt(UNPACK, *command)


@cache
def _update() -> bool:
    """Fetch the lists of packages, once, and return whether that took no longer than it may."""
    return _apt(UPDATE, "update")


def _apt(seconds: int, *arguments: str) -> bool:
    """Run apt-get, but not longer, and return whether it succeeded."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run([*APT, *arguments], check=False, capture_output=True, stdin=subprocess.DEVNULL, env=environment, timeout=seconds)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
