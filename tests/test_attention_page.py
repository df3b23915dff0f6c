"""The attention demo: a reader's sentence in, a picture out that can be read and explored."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import demos
from demos import attention
from demos.attention.tokens import MAX_WORDS, split
from demos.strings import strings

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def page(language, sentence=None, *events):
    """Return what a reader sees, after typing a sentence if there is one, and more events."""
    state = attention.start(attention.Options(), language)
    if sentence is not None:
        events = ({"name": "sentence", "value": sentence}, *events)
    return BeautifulSoup(demos.play("attention", language, state, events)[1], "html.parser")


@LANGUAGES
def test_the_table_holds_every_weight(language):
    table = page(language).select_one("table.heatmap")
    across = [th.text for th in table.select("thead th[scope=col]")]
    down = [th.text for th in table.select("tbody th[scope=row]")]
    assert across == down == [word.text for word in split(strings(language)["attention"]["ready_1"])[0]]
    assert table.caption.text
    for row in table.select("tbody tr"):
        cells = row.select("td[data-weight]")
        weights = [float(cell["data-weight"]) for cell in cells]
        assert len(cells) == len(across)
        assert sum(weights) == pytest.approx(1, abs=1e-4)
        assert [cell.text for cell in cells] == [f"{round(100 * weight)}%" for weight in weights]


@LANGUAGES
def test_a_word_can_be_chosen_and_says_where_it_looks(language):
    soup = page(language, "one two three", {"name": "word", "value": "1"})
    radios = soup.select("form[method=dialog] input[type=radio][name=word]")
    assert [radio.has_attr("checked") for radio in radios] == [False, True, False]
    for radio, look in zip(radios, soup.select(".looks > p"), strict=True):
        look.small.extract()
        assert radio["aria-label"] == look.text and "%" in look.text


def test_at_first_the_pronoun_is_chosen():
    chosen = page("ar").select_one("input[name=word][checked]")
    assert chosen.parent.bdi.text == "لأنها"


def test_a_new_sentence_chooses_anew_and_nonsense_changes_nothing():
    state = attention.update(attention.start(attention.Options(), "en"), {"name": "word", "value": "2"})
    assert attention.update(state, {"name": "sentence", "value": "it is"})["word"] is None
    for event in [{"name": "word", "value": "99"}, {"name": "word", "value": "-1"}, {"name": "?", "value": True}]:
        assert attention.update(state, event) == state


def test_the_picture_follows_the_direction_of_the_sentence():
    assert page("ar", "The cat").select_one("table")["dir"] == "ltr"
    assert page("en", "القطة").select_one("table")["dir"] == "rtl"
    assert page("ar", "🙂 12").select_one("table")["dir"] == "rtl"


@LANGUAGES
@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "</textarea>&amp;"])
def test_html_in_a_sentence_is_text(language, text):
    soup = page(language, text)
    assert not soup.select("img, script, textarea, [onerror]")
    assert soup.select_one("input[name=sentence]")["value"] == text
    assert soup.select_one(".words").text in text or text.startswith(soup.select_one(".words").text)


@LANGUAGES
@pytest.mark.parametrize("text", ["", "   ", "؟!", "\x00"])
def test_nothing_to_look_at_gets_a_plain_prompt(language, text):
    soup = page(language, text)
    assert soup.select_one(".notice[aria-live]").text == strings(language)["attention"]["prompt"]
    assert not soup.select("figure")


@LANGUAGES
def test_too_many_words_get_a_notice(language):
    soup = page(language, "كلمة " * 2000)
    assert str(MAX_WORDS) in soup.select_one(".notice[aria-live]").text
    assert len(soup.select("tbody tr")) == MAX_WORDS
    assert not page(language, "كلمة " * MAX_WORDS).select_one(".notice[aria-live]").text


@pytest.mark.parametrize("text", ["🙂👩‍🚀", "\ud800 half", "ا" * 10_000, "\u202e عكس \u2066", "=" * 10_000])
def test_odd_text_is_answered(text):
    assert page("ar", text).select("table.heatmap td[data-weight]")


def test_the_style_sheet_counts_as_far_as_the_words_go():
    css = Path(__file__).parents[1] / "demos/attention/style.css"
    counted = [int(number) for number in re.findall(r"--row: (\d+);", css.read_text("utf-8"))]
    assert counted == [0, *(number for word in range(1, MAX_WORDS + 1) for number in (word, word))]


def test_an_author_sets_the_sentence_and_the_word():
    state = attention.start(attention.Options(sentence="it is full", word="full"), "en")
    assert state == {"language": "en", "sentence": "it is full", "word": 2}
    with pytest.raises(ValueError, match="'empty' is not one of the words shown: it, is, full"):
        attention.start(attention.Options(sentence="it is full", word="empty"), "en")
