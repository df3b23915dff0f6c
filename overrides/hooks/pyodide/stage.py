"""Put the third-party files that the site serves into it, after checking them against pins.toml.

A file comes from the cache, else from the mirror that SITE_RUNTIME_MIRROR names, else from
the sources that pins.toml lists, in this order. A file with another SHA-256 than the pinned
one is refused, wherever it comes from. This module does not depend on MkDocs.
"""

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from overrides.hooks import ROOT, cache
from overrides.hooks.pyodide import demos_wheel, worker_script
from overrides.hooks.pyodide.commands import Unavailable
from overrides.hooks.pyodide.pins import PINS, Pin, Pins, read
from overrides.hooks.pyodide.sources import FetchSession, Inside, Source, folder_or_url

Log = Callable[[str], None]
# A child of MkDocs's logger, so that MkDocs shows it. The level is "info": a warning would fail a strict build.
notice: Log = logging.getLogger("mkdocs.hooks.runtime").info


class Unobtainable(Exception):
    """No source gave the bytes that pins.toml names. The message lists every source with the reason."""


def stage(site: Path, *, project: Path = ROOT, pins: Path = PINS, mirror: str | None = None, log: Log = notice) -> None:
    """Put everything that a page with demos needs into site/assets.

    site     the folder that MkDocs builds into
    project  the folder of pyproject.toml and demos/
    mirror   a folder or a URL that has the pinned files by name; by default $SITE_RUNTIME_MIRROR
    log      called with one line for every download, every refusal and every damaged file
    raises   Unobtainable

    Besides the pinned files it writes the wheel of demos/ (into demos/), our script of the Python worker
    (runtime/python-worker-*.js), Pyodide's list of packages (runtime/pyodide-lock.json) and the list of all
    these files (runtime/manifest.json).
    """
    pinned = read(pins)
    assets = site / "assets"
    for target, path in obtain(pinned, mirror or os.environ.get("SITE_RUNTIME_MIRROR"), log).items():
        (assets / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, assets / target)
    wheel = demos_wheel.build(project, assets / "demos")
    worker_script.write(assets)
    _write_json(assets / "runtime" / "pyodide-lock.json", package_lock(pinned, wheel))
    write_manifest(assets, [*pinned.lock["packages"], "demos"])


@lru_cache
def download_size(pins: Path = PINS) -> int:
    """Return how many bytes a reader's first start downloads, compressed as most hosts compress."""
    return read(pins).start


def obtain(pins: Pins, mirror: str | None, log: Log) -> dict[str, Path]:
    """Return {path under site/assets: checked file in the cache} for every pinned file."""
    mirrors: list[Source] = []
    if mirror:
        mirrors.append(folder_or_url(mirror))
    by_name = {pin.name: (group, pin) for group in pins.group for pin in group.files}
    with TemporaryDirectory() as scratch:

        def get(name: str) -> Path:
            group, pin = by_name[name]
            sources = [(source, pin.name) for source in mirrors]
            sources += [(source, pin.member or pin.name) for source in group.sources]
            _remove_damaged(pin, log)
            return cache.entry("runtime", pin.sha256, lambda target: _fetch(pin, sources, target, session, log))

        session = FetchSession(Path(scratch), pins.node, pinned=get)
        return {f"{group.folder}/{name}": get(name) for name, (group, _) in by_name.items()}


def _remove_damaged(pin: Pin, log: Log) -> None:
    path = cache.folder("runtime") / pin.sha256
    if path.exists() and _sha256(path) != pin.sha256:
        log(f"{pin.name}: the copy in the cache is damaged; it is removed and fetched again ({path})")
        path.unlink()


def _fetch(pin: Pin, sources: list[tuple[Source, str]], target: Path, session: FetchSession, log: Log) -> None:
    """Try the sources in order until one gives the pinned bytes. Raises Unobtainable."""
    reasons = []
    for source, member in sources:
        try:
            source.save(member, target, session)
        except Unavailable as failure:
            reasons.append(f"{source}: {failure}")
            continue
        found = _sha256(target)
        if found == pin.sha256:
            if not isinstance(source, Inside):
                log(f"{pin.name}: fetched from {source} ({pin.size:,} bytes)")
            return
        reasons.append(
            f"{source}: refused, it gave other bytes than the pinned ones: expected SHA-256 {pin.sha256} "
            f"({pin.size} bytes), found {found} ({target.stat().st_size} bytes)"
        )
        log(f"{pin.name}: {reasons[-1]}")
    raise Unobtainable(
        "\n  ".join([f"{pin.name}: no source gave the file that {PINS.name} names:", *reasons])
        + "\nGo online, or set SITE_RUNTIME_MIRROR to a folder or URL that has the file. "
        "If a source that you trust was refused, first find out why its bytes differ; only then change the pin."
    )


def package_lock(pins: Pins, wheel: Path) -> dict:
    """Return pyodide-lock.json. Pyodide refuses a wheel whose hash differs from the one given here.

    wheel  the wheel of demos/
    """
    by_name = {pin.name: pin.sha256 for group in pins.group for pin in group.files}
    packages = {name: {**entry, "sha256": by_name[entry["file_name"]]} for name, entry in pins.lock["packages"].items()}
    packages["demos"] = {
        "name": "demos",
        "version": wheel.name.split("-")[1],
        "file_name": f"../demos/{wheel.name}",
        "install_dir": "site",
        "package_type": "package",
        "imports": ["demos"],
        "depends": sorted(packages),
        "unvendored_tests": False,
        "sha256": _sha256(wheel),
    }
    return {"info": pins.lock["info"], "packages": packages}


def write_manifest(assets: Path, packages: list[str], fast: dict | None = None, when: dict[str, str] | None = None) -> None:
    """Write runtime/manifest.json: every file that a page with demos may fetch, with its path below assets/, size in bytes and hash.

    packages  what an ordinary start installs
    fast      what a fast start needs (bytecode_image.py); None if there are no images
    when      {file name: when a fast start fetches it}, "start" or "later" (after the start);
              every other file is "ordinary": fetched where there is no fast start, or when a program imports from it
    """
    folders = (assets / "runtime", assets / "demos")
    found = sorted(path for folder in folders for path in folder.iterdir() if path.suffix not in (".css", ".br", ".gz"))
    files: list[dict[str, Any]] = [
        {
            "path": path.relative_to(assets).as_posix(),
            "size": path.stat().st_size,
            "sha256": _sha256(path),
            "when": (when or {}).get(path.name, "ordinary"),
        }
        for path in found
        if path.name != "manifest.json"
    ]
    manifest = {
        "version": hashlib.sha256("".join(sorted(file["sha256"] for file in files)).encode()).hexdigest()[:12],
        "packages": packages,
        "worker": next((assets / "runtime").glob(worker_script.PATTERN)).name,
        "files": files,
        "fast": fast,
    }
    _write_json(assets / "runtime" / "manifest.json", manifest)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_json(path: Path, data: dict) -> None:
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
