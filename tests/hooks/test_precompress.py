"""The compressed files beside a site's files: they unpack to the same text, and are the same at every build."""

import gzip

import brotli
import pytest

from overrides.hooks.delivery.precompress import compress

PAGE = "<p>الانتباه هو كل ما تحتاجه</p>" * 200


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "short.html").write_text("<p>", "utf-8")
    (folder / "large.wasm").write_bytes(PAGE.encode() * 100)
    (folder / "picture.png").write_bytes(bytes(5000))
    return folder


def written(site):
    return {path.name: path.read_bytes() for path in site.iterdir() if path.suffix in (".gz", ".br")}


def test_the_compressed_files_unpack_to_the_file(site):
    compress(site)
    found = written(site)
    assert found.keys() == {"index.html.gz", "index.html.br", "large.wasm.gz", "large.wasm.br"}
    for name, data in found.items():
        original = (site / name[:-3]).read_bytes()
        assert (gzip.decompress(data) if name.endswith(".gz") else brotli.decompress(data)) == original
        assert len(data) < len(original)


def test_the_same_site_gets_the_same_bytes_with_and_without_the_cache(site, tmp_path, monkeypatch):
    compress(site)
    first = written(site)
    compress(site)
    assert written(site) == first
    monkeypatch.setenv("SITE_CACHE", str(tmp_path / "another"))
    compress(site)
    assert written(site) == first


def test_the_compressed_file_of_a_removed_file_is_removed_too(site):
    compress(site)
    (site / "index.html").unlink()
    compress(site)
    assert "index.html.br" not in written(site)
