"""Run programs that this project did not write: pip, npm, Node. Nothing here trusts what they bring."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile


class Unavailable(Exception):
    """A source cannot give a file, or a program could not do its work. The message says why."""


def run(command: list[str], folder: Path) -> str:
    """Run a program in a folder, and return what it prints. Raises Unavailable with the program's own error message."""
    try:
        done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
    except OSError as error:
        raise Unavailable(str(error)) from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        errors = [line for line in lines if "error" in line.lower()] or lines
        raise Unavailable(" / ".join(errors[:4]) or f"ended with {done.returncode}")
    return done.stdout


def pip_download(package: str, folder: Path) -> None:
    """Let pip put one package's wheel into a folder. Raises Unavailable."""
    # Only the files in the wheel are needed: not its dependencies, nor the Python version that it supports.
    run([*_pip("download"), "--dest", str(folder), "--no-deps", "--only-binary=:all:", "--ignore-requires-python", package], folder)


def pip_install(requirement: str, folder: Path) -> None:
    """Let pip unpack one package into a new folder. Raises Unavailable, also if its wheel has none of the hashes.

    requirement  a line of a requirements file, with hashes
    """
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(requirement)
        file.flush()
        run([*_pip("install"), "--target", str(folder), "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", file.name], folder.parent)


def pip_newest(package: str) -> str:
    """Return the version of the newest release that has a wheel. Raises Unavailable."""
    options = ["--dry-run", "--report=-", "--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--ignore-installed"]
    report = json.loads(run([*_pip("install"), *options, package], Path.cwd()))
    return report["install"][0]["metadata"]["version"]


def _pip(command: str) -> list[str]:
    return [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check", "--no-input"]
