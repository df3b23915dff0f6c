"""Make a fast start possible: everything that a demo's first picture imports, as bytecode, in a few files.

Python compiles what it imports, and a browser starts with nothing compiled: that is half of
an ordinary start. So while the site is built, Pyodide itself, under Node, runs every demo once,
records what it imports, compiles it and packs it into images (bytecode_image.mjs,
image_in_pyodide.py). In the browser image_importer.py imports from the images. A module that is
in no image stays in the official files, which are fetched when a program imports it.

Why not `pyodide py-compile` of pyodide-build (0.30.9 was tried)? It compiles with the Python that
it runs in and renames the wheel to match. Under 3.13 numpy becomes a cp313 wheel, whose
bytecode Pyodide's 3.14 ignores. On Python 3.11, which is enough for everything else here,
only 0.25.1 can be installed, and it does not start. It also packs whole wheels, where a start
needs a third of one. Its commands for lock files need a whole distribution of Pyodide; our lock
has two packages (stage.py).

Without Node the site is complete too; its demos start in the ordinary way.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import zopfli.gzip

import demos
from overrides.hooks import cache
from overrides.hooks.pyodide import node, stage
from overrides.hooks.pyodide.commands import Unavailable, run
from overrides.hooks.pyodide.pins import PINS, Pins, read

HERE = Path(__file__).parent
SCRIPTS = ("bytecode_image.mjs", "node_pyodide.mjs", "image_in_pyodide.py", "image_importer.py")
# A picture does not need these, but a button that many readers press does: fetched after the start.
LATER = ["numpy.random", "demos.attention.corpus.data", "demos.cell.exercise", "demos.cell.exercise_view", "demos.cell.picture", "demos.cell.completion", "demos.plot"]
CORE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]


def add_to(site: Path, *, pins: Path = PINS, quick: bool = False, log: stage.Log = stage.notice) -> None:
    """Add the images to a site that stage.stage() has filled, and to its manifest.

    quick  whether to compress them fast, not well
    log    called with the reason if no images can be made
    """
    pinned = read(pins)
    assets = site / "assets"
    manifest = assets / "runtime" / "manifest.json"
    staged = json.loads(manifest.read_text("utf-8"))
    wheels = _wheels(assets, pinned)
    job = {"info": pinned.lock["info"], "requests": cache.value("requests", [], _requests), "later": LATER}
    scripts = [(HERE / name).read_text("utf-8") for name in SCRIPTS]
    files = {Path(file["path"]).name: file["sha256"] for file in staged["files"] if not file["path"].endswith((".bin", ".js"))}
    paths = {"runtime": str(assets / "runtime"), "wheels": {name: str(path) for name, path in wheels.items()}}
    name = cache.key(job, scripts, files)
    try:
        images = cache.entry("images", name, lambda target: _make(job | paths, target, pinned.node))
    except Unavailable as failure:
        log(f"demos will start in the ordinary way, about three times slower, because their images need Node: {failure}")
        return
    names = _copy(images, assets / "runtime", partial(gzip.compress, mtime=0) if quick else _compress)
    libraries = json.loads((images / "libraries.json").read_text("utf-8"))
    fast: dict[str, Any] = {
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
    at_start = [*CORE, staged["worker"], fast["boot"], *fast["images"], *fast["libraries"].values()]
    stage.write_manifest(assets, staged["packages"], fast, {**dict.fromkeys(at_start, "start"), fast["parts"]["later"]: "later"})


def _wheels(assets: Path, pinned: Pins) -> dict[str, Path]:
    numpy = pinned.lock["packages"]["numpy"]["file_name"]
    (demos_wheel,) = (assets / "demos").glob("demos-*.whl")
    return {"numpy": assets / "runtime" / numpy, "demos": demos_wheel}


def _requests() -> list[dict]:
    """Return the requests to demos.call that draw every demo in every language, after its first ready event if it has one.

    So a snapshot also has what a demo loads for its first event: the chatbot's rules take a second on a slow phone.
    """
    return [
        {"demo": name, "language": language, "state": state, "events": getattr(demo, "ready", lambda _: [])(state)[:1]}
        for name in demos.REGISTRY
        for language in demos.LANGUAGES
        for demo in [demos.load(name)]
        for state in [demo.start(demo.Options(), language)]
    ]


def _make(job: dict, target: Path, node_package: str) -> None:
    """Let Node write the images into a new folder. Raises Unavailable."""
    command = node.find(node_package)
    target.mkdir()
    description = target / "job.json"
    description.write_text(json.dumps(job), "utf-8")
    run([*command, str(HERE / "bytecode_image.mjs"), str(description)], target)
    description.unlink()


def _copy(images: Path, folder: Path, compress: Callable[[bytes], bytes]) -> dict[str, str]:
    """Copy the images into a folder, compressed, with their hashes in their names; return {name: name with hash}."""
    for old in folder.glob("*-????????????.bin"):
        old.unlink()
    names = {}
    for path in sorted(images.iterdir()):
        if path.suffix != ".json":
            content = compress(path.read_bytes())
            names[path.name] = f"{path.stem}-{hashlib.sha256(content).hexdigest()[:12]}.bin"
            (folder / names[path.name]).write_bytes(content)
    return names


def _compress(image: bytes) -> bytes:
    """Return an image as gzip: many hosts do not compress files of an unknown type. Zopfli makes it a twentieth smaller than others do."""
    name = hashlib.sha256(image).hexdigest()
    return cache.entry("compressed", name, lambda path: path.write_bytes(zopfli.gzip.compress(image, numiterations=1))).read_bytes()
