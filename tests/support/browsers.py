"""All browsers of the tests: `python -m tests.support.browsers` installs those that are missing, where it may.

Only Chromium is needed. The tests of another engine that is not here are skipped.
"""

import sys

from tests.support import chromium, debian
from tests.support.engines import ENGINES

# Debian's packages of each other engine.
PACKAGES = {"firefox": ["firefox-esr"], "webkit": ["webkit2gtk-driver", "xvfb"]}

if __name__ == "__main__":
    if chromium.find() is None and chromium.install() is None:
        sys.exit("No Chromium was found and none could be installed; install one, or set CHROMIUM to its path.")
    for name, packages in PACKAGES.items():
        _, available = ENGINES[name]
        if not available():
            debian.install(packages)
        if not available():
            print(f"{name}: not here and not installed, so its tests are skipped")
