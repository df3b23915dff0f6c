"""The search index: what is written of a page, in which files, and in which order."""

import json
from types import SimpleNamespace

import pytest

from overrides.hooks.search import index
from overrides.hooks.steps import publish
from tests.support.search_files import unpacked

PAGE = '<article class="md-content__inner"><h1>Title</h1><p>First word.</p><h2 id="more">More</h2><p>Second word, word.</p></article>'
GIVEN = {"language": "en", "weights": (1, 1), "asked": {"more": "Which?", "page": "What?"}}
TERMS = {"en": {"gan": (["GAN"], ["first word"])}}


@pytest.fixture
def written(tmp_path):
    """written(pages) writes the index of {address: html} and returns its entry and a function that reads a file of it."""

    def write(pages):
        search = index.SearchIndex(TERMS)
        for url, html in pages.items():
            search.add(html, url=url, **GIVEN)
        search.write(tmp_path)
        entry = unpacked(tmp_path / index.FOLDER / "en.bin")
        return entry, lambda name: unpacked(tmp_path / index.FOLDER / entry["folder"] / f"{name}.bin")

    return write


def test_the_records_are_in_the_order_in_which_pages_were_added_and_each_page_is_there_once(tmp_path):
    search = index.SearchIndex(TERMS)
    for url in ("b/", "a/", "b/"):
        search.add(PAGE, url=url, **GIVEN)
    search.write(tmp_path)
    [texts] = (tmp_path / index.FOLDER).glob("en-*/texts-0.bin")
    assert [(address, anchor) for address, _, anchor, *_ in unpacked(texts)] == [("b/", ""), ("b/", "more"), ("a/", ""), ("a/", "more")]


def test_a_word_is_stored_with_its_sections_and_its_weighted_frequencies(written):
    entry, file = written({"a/": PAGE, "b/": PAGE})
    # Sections 0 and 2 have it once, 1 and 3 twice.
    opening = round(index._OPENING * index._PARTS)
    assert file("words-0")["word"] == {"word": [0, opening, 1, 2 * index._PARTS, 1, opening, 1, 2 * index._PARTS]}
    assert entry["sections"] == 4


def test_what_an_author_says_readers_ask_for_is_found_and_not_shown(written):
    _, file = written({"a/": PAGE})
    asked = index._ASKED * index._PARTS
    assert (file("words-0")["what"], file("words-0")["which"]) == ({"what": [0, asked]}, {"which": [1, asked]})
    assert "Which" not in json.dumps(file("texts-0"))


def test_a_note_belongs_to_the_sections_that_cite_it(written):
    note = '<a class="footnote-ref" href="#fn:x">1</a></p><div class="footnote"><ol><li id="fn:x">Source.</li></ol></div></article>'
    _, file = written({"a/": PAGE.replace("</p></article>", note)})
    assert file("texts-0")[1][2:] == ["more", "More", "Second word, word.", "Source."]
    assert file("words-0")["sourc"] == {"source": [1, round(index._NOTES * index._PARTS)]}


def test_a_name_of_several_words_is_stored_under_its_group(written):
    _, file = written({"a/": PAGE})
    assert file("words-0")["@0"] == {"1": [0, round(index._OPENING * index._PARTS)]}


def test_a_large_index_is_cut_into_files_by_the_alphabet(written, monkeypatch):
    monkeypatch.setattr(index, "_WORDS", 20)
    entry, file = written({"a/": PAGE})
    assert len(entry["words"]) > 2
    assert entry["words"] == sorted(entry["words"])
    for number, first in enumerate(entry["words"]):
        assert next(iter(file(f"words-{number}"))) == first


def test_of_a_frequent_word_the_sections_that_have_it_most_often_are_stored(written, monkeypatch):
    monkeypatch.setattr(index, "_SECTIONS", 1)
    _, file = written({"a/": PAGE})
    assert file("words-0")["word"] == {"word": [1, 2 * index._PARTS]}


def test_records_come_from_the_memo_by_all_that_they_depend_on():
    calls = []
    search = index.SearchIndex(TERMS, memo=lambda kind, name, came_from, compute: calls.append((kind, name, came_from)) or compute())
    search.add(PAGE, url="a/", **GIVEN)
    [(kind, name, came_from)] = calls
    assert (kind, name) == ("search", "a/")
    assert came_from[:4] == (PAGE, "en", GIVEN["asked"], (1, 1))
    assert "first word" in came_from[4]


def test_an_author_leaves_a_page_out_or_lets_it_count_more(tmp_path):
    site = SimpleNamespace(language="en", index=index.SearchIndex(TERMS))
    for name, search in {"plain": None, "out": {"exclude": True}, "twice": {"boost": 2}}.items():
        file = SimpleNamespace(locale="en", norm_src_uri=f"{name}.md", url=f"{name}/")
        publish.add_to_index(site, SimpleNamespace(file=file, meta={"search": search}), PAGE)
    site.index.write(tmp_path)
    [texts] = (tmp_path / index.FOLDER).glob("en-*/texts-0.bin")
    assert [(address, anchor) for address, _, anchor, *_ in unpacked(texts)] == [("plain/", ""), ("plain/", "more"), ("twice/", ""), ("twice/", "more")]
    [words] = (tmp_path / index.FOLDER).glob("en-*/words-0.bin")
    opening = round(index._OPENING * index._PARTS)
    assert unpacked(words)["word"] == {"word": [0, opening, 1, 2 * index._PARTS, 1, 2 * opening, 1, 4 * index._PARTS]}


def test_a_term_is_defined_by_its_section_of_the_glossary_and_of_no_other_page(written):
    html = PAGE.replace("more", "gan")
    assert written({"x/": html})[0]["definitions"] == [-1]
    assert written({"x/": html, "en/glossary/": html, "y/": html})[0]["definitions"] == [3]
