"""Move our own scripts and style sheets into folders that are named by a hash of their contents.

assets/javascripts/demo/live-demo.js is served as assets/javascripts-1a2b3c4d5e6f/demo/live-demo.js.
Pages only name these folders, and files in them refer to each other by relative paths. So a page
gets scripts, styles and Python of one build, or nothing, whatever older copies a browser, a
proxy or an open tab still has. Fonts, vendor/ and Material's own files have versions in their
names already. Each of Python's files lies in a folder named by its own hash, so that a host can keep
the files of several builds beside each other (tools/keep_previous.py).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import rjsmin

FOLDERS = ("javascripts", "stylesheets")
# Patterns of all folders below assets/ whose names change with their contents.
HASHED_FOLDERS = tuple(start + 12 * "[0-9a-f]" for start in ("runtime/", "demos/", "files/", "answers/", "search/*-", *(f"{name}-" for name in FOLDERS)))
# It begins with a text that is rare in a page, so that searching a thousand pages is fast.
_LINK = re.compile(r'assets/(javascripts|stylesheets)/([^"?#]+)')
_ATTRIBUTES = (' href="', ' src="', ' data-src="')
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.S)


def stamp(site: Path, themes: Iterable[str | Path]) -> str:
    """Move our files into folders named by their version, remove comments from them, return the version.

    site    the built site, including assets/runtime
    themes  the folders of the themes that ours extends: their files are not moved
    """
    assets = site / "assets"
    _move_manifest(assets)
    ours = {file.relative_to(assets).as_posix(): file for folder in FOLDERS for file in _own(assets / folder, site, themes)}
    _minify(ours.values())
    version = _digest(ours)
    for path, file in ours.items():
        folder, _, name = path.partition("/")
        target = assets / f"{folder}-{version}" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    for page in site.rglob("*.html"):
        _relink(page, ours, version)
    return version


def folders(site: Path) -> dict[str, Path]:
    """Return where the files of each of FOLDERS are in a stamped site."""
    return {name: next(path for path in (site / "assets").glob(f"{name}-*") if not path.is_symlink()) for name in FOLDERS}


def moved(site: Path) -> dict[str, Path]:
    """Return our files in a stamped site by the path that each had before, below assets/."""
    return {f"{name}/{file.relative_to(folder).as_posix()}": file for name, folder in folders(site).items() for file in folder.rglob("*") if file.is_file()}


def stamp_again(site: Path, pages: Iterable[Path]) -> None:
    """Give a stamped site the version of files that have changed since.

    pages  new pages, not stamped yet. The others keep the old names of the folders, which become links.
    """
    ours = moved(site)
    _minify(ours.values())
    version = _digest(ours)
    for name, folder in folders(site).items():
        new = folder.with_name(f"{name}-{version}")
        if new != folder:
            new.unlink(missing_ok=True)  # a link, if this version was there before
            folder.replace(new)
            folder.symlink_to(new.name, target_is_directory=True)
    for page in pages:
        _relink(page, ours, version)


def _minify(files: Iterable[Path]) -> None:
    for file in files:
        # Style sheets only lose their comments: the minifier that was tried does not know nested rules, and saved no more.
        if file.suffix == ".js":
            file.write_text(rjsmin.jsmin(file.read_text("utf-8")), "utf-8")
        elif file.suffix == ".css":
            file.write_text(_COMMENT.sub("", file.read_text("utf-8")), "utf-8")


def _move_manifest(assets: Path) -> None:
    """Move Python's files into folders named by their hashes, and the list of them beside our scripts, so that the version covers it."""
    old = assets / "runtime" / "manifest.json"
    manifest = json.loads(old.read_text("utf-8"))
    for file in manifest["files"]:
        before = assets / file["path"]
        after = before.parent / file["sha256"][:12] / before.name
        after.parent.mkdir(exist_ok=True)
        before.replace(after)
        file["path"] = after.relative_to(assets).as_posix()
    new = assets / "javascripts" / "manifest.json"
    new.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    old.unlink()


def _own(folder: Path, site: Path, themes: Iterable[str | Path]) -> Iterator[Path]:
    """Yield the files of a folder that do not come from another theme."""
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(site)
        if file.is_file() and not any(Path(theme, path).exists() for theme in themes):
            yield file


def _digest(files: dict[str, Path]) -> str:
    digest = hashlib.sha256()
    for path, file in sorted(files.items()):
        digest.update(f"{path} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def _relink(page: Path, ours: dict[str, Path], version: str) -> None:
    """Let a page's links to our files name the folders with the version."""

    def versioned(link: re.Match) -> str:
        value = before.rfind('"', 0, link.start()) + 1
        known = f"{link[1]}/{link[2]}" in ours and before.endswith(_ATTRIBUTES, 0, value)
        return f"assets/{link[1]}-{version}/{link[2]}" if known else link[0]

    before = page.read_text("utf-8")
    after = _LINK.sub(versioned, before)
    if after != before:
        page.write_text(after, "utf-8")
