"""The search dialog: how what is found is shown."""

import re
from functools import cache

import pytest
from playwright.sync_api import expect

from tests.support.queries import HOME
from tests.support.search_dialog import ask, open_search


@pytest.fixture(scope="module")
def dialogs(lasting_visits):
    """The home page of each language with the search open, for all tests of this file."""
    return cache(lambda path: open_search(lasting_visits.open(path)))


@pytest.fixture
def open_dialog(dialogs, lasting_visits):
    """open_dialog(path) returns a page with the search open, in which other tests may have searched before."""
    yield dialogs
    lasting_visits.check()


@pytest.mark.parametrize("language, query", [("ar", "Transformer"), ("en", "Transformer"), ("ar", "model"), ("en", "data")])
def test_each_language_finds_only_its_own_pages(open_dialog, server, language, query):
    page = open_dialog(HOME[language])
    found = [url.removeprefix(server) for url in ask(page, query, 50)]
    assert found
    assert all(url.startswith("en/") == (language == "en") for url in found), found


def test_whole_words_are_marked_so_that_letters_stay_joined(open_dialog):
    page = open_dialog("")
    ask(page, "نماذج")
    marks = page.locator("dialog mark").all_inner_texts()
    assert marks
    for mark in marks:
        assert re.fullmatch(r"[\w\u064b-\u0652ـ-]+", mark), mark
    excerpt = page.locator(".search__excerpt").first
    words = excerpt.inner_text().split()
    assert all(any(mark in word for word in words) for mark in excerpt.locator("mark").all_inner_texts())


def test_an_unknown_word_is_not_taken_for_the_letters_that_it_begins_with(open_dialog, server):
    page = open_dialog("en/")
    assert ask(page, "dqxqz") == [server + "en/glossary/"]
    ask(page, "train dqxqz")
    marks = page.locator("dialog mark").all_inner_texts()
    assert marks
    assert all(mark.lower().startswith("train") for mark in marks), marks


def test_a_word_of_two_letters_is_found_whole(open_dialog):
    page = open_dialog("en/")
    ask(page, "ai")
    marks = {mark.lower() for mark in page.locator("dialog mark").all_inner_texts()}
    assert "ai" in marks
    assert not {mark for mark in marks if mark.startswith("ai") and mark != "ai"}


def test_two_words_that_the_pages_write_as_one_are_one(open_dialog, server):
    page = open_dialog("en/")
    ask(page, "open ai")
    assert "OpenAI" in page.locator("dialog mark").all_inner_texts()
    page = open_dialog("")
    assert "قفزة-الـ-hardware" in ask(page, "اليكس نت")[0]


@pytest.mark.parametrize(
    "path, typed, meant, place",
    [
        ("en/", "backpropogation", "backpropagation", "glossary/#backpropagation"),
        ("en/", "machine learnign", "machine learning", "glossary/#machine-learning"),
        ("", "الهلوصة", "هلوسه|الهلوسة", "glossary/#hallucination"),
    ],
)
def test_a_mistyped_word_is_reported_and_the_intended_word_is_found(open_dialog, path, typed, meant, place):
    page = open_dialog(path)
    found = ask(page, typed)
    assert any(url.endswith(place) for url in found), found
    expect(page.locator("#search-status")).to_have_text(re.compile(f"({meant}).*\\d"))


def test_a_correction_can_be_undone(open_dialog):
    page = open_dialog("en/")
    ask(page, "backpropogation")
    expect(page.locator("#search-status")).to_contain_text("backpropagation")
    page.get_by_role("button", name="No, search for “backpropogation” as it is").click()
    expect(page.locator("#search-status")).to_contain_text("We found nothing on “backpropogation”")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_of_many_results_the_first_are_shown_and_all_are_counted(open_dialog):
    page = open_dialog("")
    ask(page, "موديل")
    expect(page.locator("#search-status")).to_have_text(re.compile(r"^أول \d+ من \d+ نتيجة$"))


def test_what_one_language_has_not_is_shown_in_the_other(open_dialog, server):
    page = open_dialog("en/")
    [first, *_] = ask(page, "بيفبرك")
    assert first.startswith(server) and not first.startswith(server + "en/")
    expect(page.locator("#search-status")).to_contain_text("On the Arabic pages")


def test_sources_and_terms_say_what_they_are(open_dialog):
    page = open_dialog("en/")
    ask(page, "hallucination")
    expect(page.locator("dialog li", has=page.locator("a[href$='glossary/#hallucination']")).last.locator(".search__kind")).to_have_text("Definition")
    ask(page, "Vaswani")
    kind = page.locator("dialog ol a[href*='the-first-reason'] .search__kind")
    expect(kind).to_have_count(0)  # it names him itself
    ask(page, "Rumelhart")
    expect(page.locator("dialog ol a[href*='#gans'] .search__kind").first).to_have_text("In its sources")


def test_a_word_is_found_while_it_is_typed(open_dialog, server):
    page = open_dialog("en/")
    assert "the-third-reason" in ask(page, "grap")[0]


def test_a_readers_text_is_text(open_dialog):
    page = open_dialog("")
    ask(page, "<img/>قطقوطة")
    expect(page.get_by_role("status").filter(has_text="<img/>")).to_be_visible()
    assert page.locator("dialog img").count() == 0


def test_finding_nothing_says_so_kindly_and_leads_on(open_dialog, server):
    page = open_dialog("")
    assert ask(page, "قطقوطة") == [server + "glossary/"]
    expect(page.locator("#search-status")).to_contain_text("ملقيناش حاجة عن «قطقوطة»")


@pytest.mark.parametrize("path, query, said", [("", "سوفت ماكس", r"\d+ نتايج|نتيجتين|نتيجة واحدة"), ("en/", "softmax", r"\d+ results?")])
def test_the_number_of_results_is_said(open_dialog, path, query, said):
    page = open_dialog(path)
    ask(page, query)
    expect(page.locator("#search-status")).to_have_text(re.compile(said))
