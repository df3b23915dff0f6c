"""This project as a maintainer has it: its root, a copy that a test may change, and the strict build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("docs", "demos", "overrides")
FILES = ("mkdocs.yml", "pyproject.toml", "README.md", "LICENSE")


def environment(project: Path) -> dict[str, str]:
    """Return the environment of a command that works on a project; all projects share this one's cache."""
    return {
        **os.environ,
        # Material's notice to maintainers, which names this variable; tests look for the word WARNING.
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": str(project),
        "SITE_CACHE": str(ROOT / ".cache"),
    }


def build(project: Path, target: Path) -> subprocess.CompletedProcess:
    """Run the strict build of a project, as a maintainer would."""
    command = [sys.executable, "-m", "overrides.hooks", "build", "--strict", "--clean", "--site-dir", target]
    return subprocess.run(command, cwd=project, env=environment(project), capture_output=True, text=True, check=False)


def build_or_fail(project: Path, target: Path) -> Path:
    """Build a project that has no mistakes, and return the site's folder."""
    done = build(project, target)
    assert done.returncode == 0, done.stderr
    return target


def copy_project(target: Path) -> Path:
    """Copy the project into a folder, for a test to change, and return that folder."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, target / name)
    return target


def append(path: Path, text: str) -> None:
    """Write a text at the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")
