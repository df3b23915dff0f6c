"""All browsers of the tests: `python -m tests.support.browsers` installs those that are missing, where it may.

Only Chromium is needed. The tests of an engine that is not here are passed over.
"""

import os
import shutil
import subprocess
import sys

from tests.support import chromium
from tests.support.engines import ENGINES

# Debian's packages of each engine.
PACKAGES = {"chromium": ["chromium"], "firefox": ["firefox-esr"], "webkit": ["webkit2gtk-driver", "xvfb"]}


def missing() -> list[str]:
    """Return the names of the engines that this machine does not have."""
    return [name for name, (_, available) in ENGINES.items() if not available()]


def install() -> None:
    """Install what is missing from Debian's packages, as root, all at once."""
    packages = [package for name in missing() for package in PACKAGES[name]]
    if not packages or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "--quiet=2", *command], check=False, stdout=sys.stderr, env=environment)


if __name__ == "__main__":
    install()
    if chromium.find() is None and chromium.install() is None:
        sys.exit("No Chromium was found and none could be installed; install one, or set CHROMIUM to its path.")
    for name in missing():
        print(f"{name}: not here, so its tests are passed over")
