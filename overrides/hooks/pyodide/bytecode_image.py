"""A fast start: what the first picture of every demo imports, as bytecode, in three files.

Python compiles what it imports, and a browser starts with nothing compiled: that is half of
an ordinary start. So Pyodide itself, under Node, runs the demos once while the site is
built, notes what they import, compiles it and packs it (bytecode_image.mjs, image_in_pyodide.py); in the
browser image_importer.py imports from there. What is in no image stays where it was, in the
official files, which are fetched when a program asks for it.

Why not `pyodide py-compile` of pyodide-build (0.30.9 was tried): it compiles with the Python that
it runs in and renames a wheel to match, so that under 3.13 numpy becomes a cp313 wheel with
bytecode that Pyodide's 3.14 passes over; on the Python 3.11 that is enough for everything else
only 0.25.1 installs, and does not start. It packs whole wheels, too, where a start needs a
third of one. Its lock-file commands want a distribution; ours is of two packages (runtime.py).

Without Node the site is complete all the same; its demos start in the ordinary way.
"""

import hashlib
import json
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import demos
from overrides.hooks import cache as site_cache
from overrides.hooks.pyodide import node, stage
from overrides.hooks.pyodide.pins import PINS, read
from overrides.hooks.pyodide.sources import Unavailable, run

HERE = Path(__file__).parent
SCRIPTS = ("bytecode_image.mjs", "image_in_pyodide.py", "image_importer.py")
# Not needed for a picture, but by a button that most readers press: fetched ahead of it.
LATER = ["numpy.random"]
CORE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]


def add_to(site: Path, *, pins: Path = PINS, cache: Path | None = None, log: stage.Log = stage.notice) -> None:
    """Add the images to a site that runtime.stage() has filled, and to its manifest.

    cache  where images are kept by the hash of what they are made of; by default
           $SITE_CACHE/images, else .cache/images
    log    told why, if there are to be none
    """
    pinned = read(pins)
    cache = cache or stage.cache_folder() / "images"
    assets = site / "assets"
    manifest = assets / "runtime" / "manifest.json"
    staged = json.loads(manifest.read_text("utf-8"))
    wheels = _wheels(assets, pinned)
    job = {"info": pinned.lock["info"], "requests": site_cache.value("requests", [], _requests), "later": LATER}
    made = cache / _key(job, staged["sha256"])
    if not made.exists():
        job |= {"runtime": str(assets / "runtime"), "wheels": {name: str(path) for name, path in wheels.items()}}
        try:
            _make(job, made, node.find(cache.parent / "node", pinned.node))
        except Unavailable as failure:
            log(f"demos will start in the ordinary way, about three times slower, because their images need Node: {failure}")
            return
    names = _copy(made, assets / "runtime")
    libraries = json.loads((made / "libraries.json").read_text("utf-8"))
    fast = {
        "boot": names["boot.zip"],
        "images": [names["python.image"], names["demos.image"]],
        "libraries": {origin: names[f"{module}.so"] for module, origin in libraries.items()},
        "lock": {"info": pinned.lock["info"], "packages": {}},
        "parts": {
            "later": names["later.image"],
            "stdlib": "python_stdlib.zip",
            **{name: os.path.relpath(path, assets / "runtime") for name, path in wheels.items()},
        },
    }
    started = [*CORE, fast["boot"], *fast["images"], *fast["libraries"].values()]
    stage.write_manifest(assets, staged["packages"], fast, {**dict.fromkeys(started, "start"), fast["parts"]["later"]: "later"})


def _wheels(assets, pinned):
    numpy = pinned.lock["packages"]["numpy"]["file_name"]
    (own,) = (assets / "demos").glob("demos-*.whl")
    return {"numpy": assets / "runtime" / numpy, "demos": own}


def _requests():
    """Return what a page's first pictures ask of demos.call."""
    for_all = [(name, language) for name in demos.REGISTRY for language in demos.LANGUAGES]
    return [
        {"demo": name, "language": language, "state": demo.start(demo.Options(), language), "events": []}
        for name, language in for_all
        for demo in [demos.load(name)]
    ]


def _key(job, hashes):
    scripts = [(HERE / name).read_text("utf-8") for name in SCRIPTS]
    files = {name: digest for name, digest in hashes.items() if not name.endswith(".bin")}
    wanted = json.dumps([job, scripts, files], sort_keys=True)
    return hashlib.sha256(wanted.encode()).hexdigest()[:32]


def _make(job, target, command):
    """Run Node, and keep what it made only if it came to its end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent) as scratch:
        made = Path(scratch, "made")
        made.mkdir()
        described = Path(scratch, "job.json")
        described.write_text(json.dumps({**job, "target": str(made)}), "utf-8")
        run([*command, str(HERE / "bytecode_image.mjs"), str(described)], Path(scratch))
        shutil.copytree(made, target, dirs_exist_ok=True)


def _copy(made, folder):
    """Copy images under their hashes; return {name: name there}."""
    for old in folder.glob("*-????????????.bin"):
        old.unlink()
    names = {}
    for path in sorted(made.iterdir()):
        if path.suffix != ".json":
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            names[path.name] = f"{path.stem}-{digest}.bin"
            shutil.copyfile(path, folder / names[path.name])
    return names
