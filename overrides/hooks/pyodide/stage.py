"""What the site serves of others: fetched, checked against pins.toml, and staged.

A file comes from the cache, else from the mirror that SITE_RUNTIME_MIRROR names, else from
the sources that pins.toml lists. Whatever it comes from, its SHA-256 has to be the pinned
one. Nothing here knows of MkDocs.
"""

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from overrides.hooks import cache as site_cache
from overrides.hooks.pyodide import demos_wheel
from overrides.hooks.pyodide.pins import PINS, Pin, Pins, read
from overrides.hooks.pyodide.sources import Folder, Inside, Outside, Source, Unavailable, Url

ROOT = Path(__file__).resolve().parents[3]

Log = Callable[[str], None]
# MkDocs shows what is said under its own name; a notice is no reason to fail a strict build.
notice: Log = logging.getLogger("mkdocs.hooks.runtime").info


class Unobtainable(Exception):
    """No source gave a file the bytes that pins.toml asks for. The message lists each and why."""


@dataclass(frozen=True)
class Staged:
    """A file of site/assets: its path there (`runtime/pyodide.mjs`), its bytes, its hash."""

    path: str
    size: int
    sha256: str


def stage(
    site: Path,
    *,
    project: Path = ROOT,
    pins: Path = PINS,
    cache: Path | None = None,
    mirror: str | None = None,
    log: Log = notice,
) -> list[Staged]:
    """Put everything a live page needs into site/assets.

    site     the folder that MkDocs builds into
    project  the folder of pyproject.toml and demos/
    cache    where checked files are kept, by hash; by default $SITE_CACHE/runtime, else .cache/runtime
    mirror   a folder or a URL that has the pinned files by name; by default $SITE_RUNTIME_MIRROR
    log      told of every download and of every refusal
    raises   Unobtainable

    Beside the pinned files it writes the wheel of demos/ (demos/), Pyodide's list of
    packages (runtime/pyodide-lock.json), and runtime/manifest.json, which tells a page
    how many bytes a start fetches.
    """
    pinned = read(pins)
    cache = cache or cache_folder(project) / "runtime"
    mirror = mirror or os.environ.get("SITE_RUNTIME_MIRROR")
    assets = site / "assets"
    paths = obtain(pinned, cache, mirror, log)
    for target, path in paths.items():
        (assets / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, assets / target)
    demos = demos_wheel.build(project, assets / "demos")
    lock = assets / "runtime" / "pyodide-lock.json"
    _write_json(lock, package_lock(pinned, demos))
    write_manifest(assets, [*pinned.lock["packages"], "demos"])
    return [_staged(assets, assets / target) for target in [*paths, _below(assets, demos), _below(assets, lock)]]


@cache
def download_size(pins: Path = PINS) -> int:
    """Return how many bytes a reader's first start fetches, compressed as hosts do."""
    return read(pins).start


def obtain(pins: Pins, cache: Path, mirror: str | None, log: Log) -> dict[str, Path]:
    """Return {path under site/assets: checked file in the cache} for every pinned file."""
    cache.mkdir(parents=True, exist_ok=True)
    first: list[Source] = []
    if mirror:
        first.append(Url(url=mirror) if "://" in mirror else Folder(path=Path(mirror)))
    places = {pin.name: (group, pin) for group in pins.group for pin in group.files}
    with TemporaryDirectory(dir=cache) as scratch:

        def get(name: str) -> Path:
            group, pin = places[name]
            sources = [(source, pin.name) for source in first]
            sources += [(source, pin.member or pin.name) for source in group.sources]
            return _kept(pin, cache, log) or _fetched(pin, sources, cache, outside, log)

        outside = Outside(Path(scratch), pins.node, pinned=get)
        return {f"{group.folder}/{name}": get(name) for name, (group, _) in places.items()}


def _kept(pin: Pin, cache: Path, log: Log) -> Path | None:
    """Return the cache's copy of a file, if it has one that is whole."""
    path = cache / pin.sha256
    if not path.exists():
        return None
    if _sha256(path) == pin.sha256:
        return path
    log(f"{pin.name}: the copy in the cache is damaged; it is removed and fetched again ({path})")
    path.unlink()
    return None


def _fetched(pin: Pin, sources: list[tuple[Source, str]], cache: Path, outside: Outside, log: Log) -> Path:
    """Ask each source in turn until one gives the pinned bytes, and keep those in the cache."""
    reasons = []
    for source, member in sources:
        part = outside.folder() / pin.sha256
        try:
            source.save(member, part, outside)
        except Unavailable as failure:
            reasons.append(f"{source}: {failure}")
            continue
        found = _sha256(part)
        if found == pin.sha256:
            if not isinstance(source, Inside):
                log(f"{pin.name}: fetched from {source} ({pin.size:,} bytes)")
            return part.replace(cache / pin.sha256)
        reasons.append(
            f"{source}: refused, it gave other bytes than the pinned ones: expected SHA-256 {pin.sha256} "
            f"({pin.size} bytes), found {found} ({part.stat().st_size} bytes)"
        )
        log(f"{pin.name}: {reasons[-1]}")
    raise Unobtainable(
        "\n  ".join([f"{pin.name} cannot be had as {PINS.name} pins it:", *reasons])
        + "\nBring the file as it is pinned: go online, or set SITE_RUNTIME_MIRROR to a folder or URL that has it. "
        "If a source refused is one that you trust, find out first why its bytes differ; only then change the pin."
    )


def package_lock(pins: Pins, demos: Path) -> dict:
    """Return pyodide-lock.json: Pyodide refuses a wheel whose hash is not the one written here."""
    by_name = {pin.name: pin.sha256 for group in pins.group for pin in group.files}
    packages = {name: {**entry, "sha256": by_name[entry["file_name"]]} for name, entry in pins.lock["packages"].items()}
    packages["demos"] = {
        "name": "demos",
        "version": demos.name.split("-")[1],
        "file_name": f"../demos/{demos.name}",
        "install_dir": "site",
        "package_type": "package",
        "imports": ["demos"],
        "depends": sorted(packages),
        "unvendored_tests": False,
        "sha256": _sha256(demos),
    }
    return {"info": pins.lock["info"], "packages": packages}


def write_manifest(assets: Path, packages: list[str], fast: dict | None = None, when: dict[str, str] | None = None) -> None:
    """Write runtime/manifest.json: every file that a live page may fetch, and what a start fetches.

    packages  what an ordinary start installs
    fast      what a fast start needs to know (bytecode_image.py), if there are images
    when      {file name: "start", with a fast start; "later", when it runs}; any other file
              is "ordinary": fetched if there is no fast start, or if a program asks for it
    """
    folders = (assets / "runtime", assets / "demos")
    found = sorted(path for folder in folders for path in folder.iterdir() if path.suffix not in (".css", ".br", ".gz"))
    staged = [_staged(assets, path) for path in found if path.name != "manifest.json"]
    hashes = {Path(file.path).name: file.sha256 for file in staged}
    written = {
        "version": hashlib.sha256("".join(sorted(hashes.values())).encode()).hexdigest()[:12],
        "packages": packages,
        "files": [{**asdict(file), "when": (when or {}).get(Path(file.path).name, "ordinary")} for file in staged],
        "sizes": {Path(file.path).name: file.size for file in staged},
        "sha256": hashes,
        "fast": fast,
    }
    _write_json(assets / "runtime" / "manifest.json", written)


def cache_folder(project: Path = ROOT) -> Path:
    """Return where builds keep what they would have to fetch or make again."""
    return site_cache.folder()


def _below(assets: Path, path: Path) -> str:
    return path.relative_to(assets).as_posix()


def _staged(assets: Path, path: Path) -> Staged:
    return Staged(_below(assets, path), path.stat().st_size, _sha256(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_json(path: Path, data: dict) -> None:
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
