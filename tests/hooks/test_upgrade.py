"""`make raise`: newer versions are checked before pins.toml is changed."""

import hashlib
import json
import shutil

import pytest

from overrides.hooks.pyodide.commands import Unavailable
from overrides.hooks.pyodide.pins import read
from overrides.hooks.pyodide.upgrade import raise_pins
from tests.support.project import ROOT

NUMPY = "numpy-9.9.9-cp399-cp399-pyemscripten_2099_0_wasm32.whl"


@pytest.fixture
def root(tmp_path):
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def registry(wheel=b"the released wheel", has_wheel=lambda source: True):
    """Return a fetch() for which everything is at version 9.9.9, and the contents of a file are its name."""
    lock = {"info": {"python": "3.99.0"}, "packages": {"numpy": {"file_name": NUMPY, "version": "9.9.9", "sha256": hashlib.sha256(b"the released wheel").hexdigest()}}}

    def fetch(source, member):
        if member == "package/package.json":
            return json.dumps({"version": "9.9.9"}).encode()
        if member == "package/pyodide-lock.json":
            return json.dumps(lock).encode()
        if member == NUMPY and not has_wheel(source):
            raise Unavailable(f"{source} holds no {member}")
        return wheel if member == NUMPY else member.encode()

    return fetch


def pinned(root):
    return {pin.name: pin for group in read(root / "overrides/hooks/pyodide/pins.toml").group for pin in group.files}


def test_a_package_of_npm_gets_new_hashes_and_a_new_folder_in_every_file_that_names_it(root):
    assert raise_pins({"idiomorph": "latest"}, root, registry()) == ["idiomorph: 0.7.4 -> 9.9.9"]
    pin = pinned(root)["idiomorph-9.9.9/idiomorph.esm.js"]
    assert pin.sha256 == hashlib.sha256(b"package/dist/idiomorph.esm.js").hexdigest()
    assert "idiomorph-9.9.9/" in (root / "overrides/assets/javascripts/demo/render.js").read_text("utf-8")
    assert not [path for path in root.rglob("*.js") if "idiomorph-0.7.4" in path.read_text("utf-8")]


def test_pyodide_and_its_numpy_get_the_hashes_of_the_release(root):
    raise_pins({"pyodide": "latest"}, root, registry())
    pins = pinned(root)
    assert pins[NUMPY].sha256 == hashlib.sha256(b"the released wheel").hexdigest()
    assert pins["pyodide.mjs"].sha256 == hashlib.sha256(b"package/pyodide.mjs").hexdigest()
    lock = read(root / "overrides/hooks/pyodide/pins.toml").lock
    assert lock["info"]["python"] == "3.99.0" and lock["packages"]["numpy"]["file_name"] == NUMPY


def sources_of(root):
    [group] = [group for group in read(root / "overrides/hooks/pyodide/pins.toml").group if group.folder == "runtime"]
    return [str(source) for source in group.sources]


def test_every_file_of_a_newer_pyodide_has_a_source(root):
    raise_pins({"pyodide": "latest"}, root, registry())
    cdn, pip, npm = sources_of(root)
    assert cdn == "https://cdn.jsdelivr.net/pyodide/v9.9.9/full/" and npm == "npm pack pyodide@9.9.9"
    assert pip == "pip download open-webui==0.12.4"


def test_numpy_is_found_in_a_newer_release_of_a_package_that_has_it(root):
    raise_pins({"pyodide": "latest"}, root, registry(has_wheel=lambda source: str(source).endswith("==7.7.7")), lambda package: "7.7.7")
    assert sources_of(root)[1] == "pip download open-webui==7.7.7"
    assert NUMPY in pinned(root)


def test_numpy_is_taken_from_a_mirror(root, tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_RUNTIME_MIRROR", str(tmp_path / "mirror"))
    raise_pins({"pyodide": "latest"}, root, registry(has_wheel=lambda source: str(source) == str(tmp_path / "mirror")), lambda package: "7.7.7")
    assert NUMPY in pinned(root)


def test_where_numpy_cannot_be_had_it_says_what_is_needed(root):
    before = (root / "overrides/hooks/pyodide/pins.toml").read_bytes()
    with pytest.raises(Unavailable) as failure:
        raise_pins({"pyodide": "latest"}, root, registry(has_wheel=lambda source: False), lambda package: "7.7.7")
    said = str(failure.value)
    assert NUMPY in said and hashlib.sha256(b"the released wheel").hexdigest() in said and "SITE_RUNTIME_MIRROR" in said
    assert all(source in said for source in ("v9.9.9/full/", "open-webui==0.12.4", "open-webui==7.7.7", "pyodide@9.9.9"))
    assert (root / "overrides/hooks/pyodide/pins.toml").read_bytes() == before


def test_comments_and_all_other_lines_stay(root):
    path = root / "overrides/hooks/pyodide/pins.toml"
    before = path.read_text("utf-8").splitlines()
    raise_pins({"idiomorph": "latest"}, root, registry())
    after = path.read_text("utf-8").splitlines()
    changed = [line for line, new in zip(before, after, strict=True) if line != new]
    assert len(changed) == 4 and all("idiomorph" in line for line in changed)


def test_a_wheel_that_is_not_the_released_one_changes_nothing(root):
    before = (root / "overrides/hooks/pyodide/pins.toml").read_bytes()
    with pytest.raises(Unavailable, match="not what Pyodide's lock names"):
        raise_pins({"idiomorph": "latest", "pyodide": "latest"}, root, registry(wheel=b"another"), lambda package: "7.7.7")
    assert (root / "overrides/hooks/pyodide/pins.toml").read_bytes() == before
    assert "idiomorph-0.7.4/" in (root / "overrides/assets/javascripts/demo/render.js").read_text("utf-8")
