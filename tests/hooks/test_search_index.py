"""The search index: one record for each section of a page; while serving, it is made in the background."""

import pytest
from mkdocs.exceptions import BuildError

from overrides.hooks.search import index

PAGE = '<article class="md-content__inner"><h1>Title</h1><p>First.</p><h2 id="more">More</h2><p>Second.</p></article>'
GIVEN = {"language": "en", "notes": "Notes", "weights": (1, 1)}


def test_the_records_are_in_the_order_of_the_addresses_and_each_page_is_there_once():
    written = []
    search = index.SearchIndex(writer=lambda folder, records, tables: written.extend(records))
    for url in ("b/", "a/", "b/"):
        search.add(PAGE, url=url, **GIVEN)
    search.write(index.Path("site"), {})
    addresses = [record.partition('"address">')[2].partition("<")[0] for record in written]
    assert addresses == ["a/", "a/#more", "b/", "b/#more"]


def test_records_come_from_the_memo_by_all_that_they_depend_on():
    calls = []
    search = index.SearchIndex(memo=lambda kind, name, came_from, compute: calls.append((kind, name, came_from)) or compute())
    search.add(PAGE, url="a/", **GIVEN)
    assert calls == [("search", "a/", (PAGE, "en", "Notes", (1, 1)))]


@pytest.fixture
def background(tmp_path, monkeypatch):
    """A BackgroundWriter whose indexes are folders with one file, `records`."""

    def write(folder, records, tables):
        if "broken" in records:
            raise BuildError("Pagefind failed")
        folder.mkdir()
        (folder / "records").write_text(" ".join(records), "utf-8")

    monkeypatch.setattr(index, "write_index", write)
    monkeypatch.setattr(index, "PAUSE", 0)
    (tmp_path / "assets").mkdir()
    write(tmp_path / index.FOLDER, ["first"], {})
    writer = index.BackgroundWriter(tmp_path)
    index.shutil.rmtree(tmp_path / "assets")  # as the next build does
    return writer


def shown(tmp_path):
    return (tmp_path / index.FOLDER / "records").read_text("utf-8")


def test_the_last_index_is_there_until_the_next_one_is_made(background, tmp_path, monkeypatch):
    monkeypatch.setattr(index, "PAUSE", 0.2)
    background.write(tmp_path / index.FOLDER, ["second"], {})
    assert shown(tmp_path) == "first"
    background._pool.shutdown(wait=True)
    assert shown(tmp_path) == "second"


def test_an_index_that_fails_leaves_the_last_one(background, tmp_path):
    background.write(tmp_path / index.FOLDER, ["broken"], {})
    background._pool.shutdown(wait=True)
    assert shown(tmp_path) == "first"


def test_of_several_changes_only_the_last_is_indexed(background, tmp_path, monkeypatch):
    monkeypatch.setattr(index, "PAUSE", 0.2)
    for text in ("second", "third"):
        background.write(tmp_path / index.FOLDER, [text], {})
    background._pool.shutdown(wait=True)
    assert shown(tmp_path) == "third"
    assert [path.name for path in index.Path(background._folder.name).iterdir()] == ["2"]
