"""The cache of the build: an entry is made once, is whole or absent, and is removed when it was not used for long."""

import json
import os
import time

import pytest

from overrides.hooks import cache


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_CACHE", str(tmp_path))
    return tmp_path


def test_an_entry_is_made_once():
    made = []

    def make(path):
        made.append(path)
        path.write_text("contents", "utf-8")

    for _ in range(2):
        assert cache.entry("kind", "name.txt", make).read_text("utf-8") == "contents"
    assert len(made) == 1


def test_an_entry_that_fails_leaves_nothing_behind(folder):
    def fail(path):
        path.write_text("half", "utf-8")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        cache.entry("kind", "name.txt", fail)
    assert [*(folder / "kind").iterdir()] == []


def test_an_entry_may_be_a_folder():
    def make(path):
        path.mkdir()
        (path / "file").write_text("contents", "utf-8")

    assert (cache.entry("kind", "name", make) / "file").read_text("utf-8") == "contents"


def test_a_value_is_computed_again_when_anything_that_it_comes_from_changes(monkeypatch):
    assert cache.value("kind", ["a"], lambda: {"found": 1}) == {"found": 1}
    assert cache.value("kind", ["a"], lambda: pytest.fail("computed twice")) == {"found": 1}
    assert cache.value("kind", ["b"], lambda: 2) == 2
    monkeypatch.setattr(cache, "demos_version", lambda: "another version of demos/")
    assert cache.value("kind", ["a"], lambda: 3) == 3


def test_bytes_lists_and_texts_have_different_keys():
    keys = {cache.key(b"a"), cache.key("a"), cache.key(["a"]), cache.key("a", "b"), cache.key("ab")}
    assert len(keys) == 5


def test_an_old_entry_is_removed_and_one_in_use_stays(folder):
    old, used, kind = folder / "kind/old", folder / "kind/used", folder / "kind/folder"
    kind.mkdir(parents=True)
    long_ago = time.time() - (cache.MAX_AGE_DAYS + 1) * 86_400
    for path in (old, used):
        path.write_text("1", "utf-8")
        os.utime(path, (long_ago, long_ago))
    os.utime(kind, (long_ago, long_ago))
    assert json.loads(cache.entry("kind", "used", lambda path: pytest.fail("made again")).read_text("utf-8")) == 1
    cache.remove_old()
    assert [path.name for path in (folder / "kind").iterdir()] == ["used"]


def test_clear_removes_everything(folder):
    cache.entry("kind", "name", lambda path: path.write_text("contents", "utf-8"))
    cache.clear()
    assert not folder.exists()


def test_what_another_build_removes_meanwhile_is_passed_over(folder, monkeypatch):
    gone = folder / "kind/gone"
    monkeypatch.setattr(type(folder), "glob", lambda *_: [gone])
    cache.remove_old()
