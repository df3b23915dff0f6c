"""Hashes of the project's own files: when one of them changes, what `mkdocs serve` remembers is no longer valid."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from overrides.hooks import ROOT


def of_content() -> str:
    """Return a hash of all that turns Markdown into HTML, demos left out."""
    return _hash([ROOT / "mkdocs.yml", *ROOT.glob("overrides/hooks/**/*.py"), *ROOT.glob("overrides/strings/*.toml")])


def of_templates() -> str:
    """Return a hash of our templates."""
    return _hash(ROOT.glob("overrides/**/*.html"))


def of_python() -> dict[Path, int]:
    """Return the times of all that a running Python has imported or read once, demos included."""
    folders = {"demos": ("*.py", "*.toml", "*.npz"), "overrides/hooks": ("*.py", "*.toml")}
    files = [path for folder, patterns in folders.items() for pattern in patterns for path in (ROOT / folder).rglob(pattern)]
    return {path: path.stat().st_mtime_ns for path in files}


def of_sources(watched: Iterable[str]) -> dict[Path, int]:
    """Return the times of all files in the folders that MkDocs watches, or of the files themselves; not of Python's bytecode."""
    times = {}
    for name in watched:
        for path in [Path(name), *Path(name).rglob("*")]:
            with suppress(FileNotFoundError):  # an editor has removed it meanwhile
                if path.is_file() and path.parent.name != "__pycache__":
                    times[path] = path.stat().st_mtime_ns
    return times


def _hash(paths: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(paths))).hexdigest()
