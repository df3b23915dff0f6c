"""Our own scripts and style sheets, in folders that are named by what is in them.

assets/javascripts/demo/live-demo.js is served as assets/javascripts-1a2b3c4d5e6f/live-demo.js. Pages
name no other, and within the folders everything refers to its neighbours, so that a page gets
scripts, styles and Python of one build or none at all: whichever copies a browser, a proxy or a
reader's open tab still holds. Fonts, vendor/ and Material's own files are named by their
versions already; the runtime's are asked for with their hashes.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

import rjsmin

FOLDERS = ("javascripts", "stylesheets")
# It begins with what is rare in a page, so that a thousand of them are gone through in no time.
_LINK = re.compile(r'assets/(javascripts|stylesheets)/([^"?#]+)')
_ATTRIBUTES = (' href="', ' src="')


def stamp(site: Path, themes: Iterable[str | Path]) -> str:
    """Move our files into folders of their version, scripts without comments, and return the version.

    site    the built site, with its runtime staged
    themes  the folders of the themes that ours stands upon: what they bring stays where it is
    """
    assets = site / "assets"
    _take_manifest(assets)
    ours = {file.relative_to(assets).as_posix(): file for folder in FOLDERS for file in _own(assets / folder, site, themes)}
    for file in ours.values():
        # Style sheets stay as they are: what makes them smaller does not know nested rules, and saved 2 kB.
        if file.suffix == ".js":
            file.write_text(rjsmin.jsmin(file.read_text("utf-8")), "utf-8")
    version = _digest(ours)
    for path, file in ours.items():
        folder, _, name = path.partition("/")
        target = assets / f"{folder}-{version}" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    for page in site.rglob("*.html"):
        _relink(page, ours, version)
    return version


def _take_manifest(assets: Path):
    """Put the list of the runtime's files beside our scripts: which Python a page starts is part of its version.

    It gains `addresses`, relative to assets/, which name the content too.
    """
    old = assets / "runtime" / "manifest.json"
    manifest = json.loads(old.read_text("utf-8"))
    places = {file.name: file.relative_to(assets).as_posix() for folder in ("demos", "runtime") for file in (assets / folder).iterdir()}
    manifest["addresses"] = {name: f"{places[name]}?sha256={digest}" for name, digest in manifest["sha256"].items()}
    new = assets / "javascripts" / "manifest.json"
    new.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    old.unlink()


def _own(folder: Path, site: Path, themes):
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(site)
        if file.is_file() and not any(Path(theme, path).exists() for theme in themes):
            yield file


def _digest(files: dict[str, Path]) -> str:
    listed = hashlib.sha256()
    for path, file in sorted(files.items()):
        listed.update(f"{path} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return listed.hexdigest()[:12]


def _relink(page: Path, ours, version):
    def versioned(link):
        value = before.rfind('"', 0, link.start()) + 1
        known = f"{link[1]}/{link[2]}" in ours and before.endswith(_ATTRIBUTES, 0, value)
        return f"assets/{link[1]}-{version}/{link[2]}" if known else link[0]

    before = page.read_text("utf-8")
    after = _LINK.sub(versioned, before)
    if after != before:
        page.write_text(after, "utf-8")
