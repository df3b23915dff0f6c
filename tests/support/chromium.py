"""The browser of the tests: one that is there, or one that this machine can install.

`python -m tests.support.chromium` makes sure that there is one, and prints where.
"""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.support import debian

# Seconds that a download of Chromium may take.
PATIENCE = 300
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Playwright's own list, which this flag replaces, and at its end two pages of Chromium's address
# field, which it would load into every new window: no test shows that field, and they cost half a second each time.
DISABLED_FEATURES = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # A process in reserve for every new window, which the tests close unused.
    "SpareRendererForSitePerProcess",
]
# As root in a container Chromium has no sandbox; the rest keeps it from calling home.
FLAGS = [
    f"--disable-features={','.join(DISABLED_FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# In tests, WebAssembly is compiled by V8's quick compiler alone. The optimizing one costs a second of a processor at
# every start of Python, and pays only in pages that run for minutes. What is measured runs without this flag.
TEST_FLAGS = [*FLAGS, "--js-flags=--liftoff-only"]


def find() -> str | None:
    """Return the path of a Chromium, or None. The variable CHROMIUM names one of your own."""
    for name in filter(None, (os.environ.get("CHROMIUM"), *NAMES)):
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Install Chromium from Debian's packages as root, else Playwright's own build, and return its path."""
    if not debian.install(["chromium"]):
        with suppress(subprocess.TimeoutExpired):
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, stdout=sys.stderr, timeout=PATIENCE)
    return find()


if __name__ == "__main__":
    path = find() or install()
    if path is None:
        sys.exit("No Chromium was found and none could be installed; install one, or set CHROMIUM to its path.")
    print(path)
