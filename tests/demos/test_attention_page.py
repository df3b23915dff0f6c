"""The attention demo: a reader's sentence in, a picture out that can be read and explored."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from bs4 import BeautifulSoup

import demos
from demos import attention
from demos.attention import reader_code
from demos.attention.model.pretrained import pretrained
from demos.attention.view import share_link
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS
from demos.strings import strings

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
PAIRS = pytest.mark.parametrize("pair", [(1, 2), (3, 4), (5, 6)])


def play(language, *events):
    """Return the state after some (name, value) events, and what a reader sees then."""
    state = attention.start(attention.Options(), language)
    events = [{"name": name, "value": value} for name, value in events]
    state, html = demos.play("attention", language, state, events)
    assert json.loads(json.dumps(state)) == state
    return state, BeautifulSoup(html, "html.parser")


def page(language, sentence=None, *events):
    """Return what a reader sees, after typing a sentence if there is one, and more events."""
    return play(language, *([("sentence", sentence)] if sentence is not None else []), *events)[1]


def text(language, key):
    return strings(language)["attention"][key]


@LANGUAGES
def test_the_table_holds_every_weight(language):
    table = page(language).select_one("table.heatmap")
    across = [th.text for th in table.select("thead th[scope=col]")]
    down = [th.text for th in table.select("tbody th[scope=row]")]
    assert across == down == text(language, "ready_1").split()
    assert table.caption.text
    for row in table.select("tbody tr"):
        cells = row.select("td[data-weight]")
        weights = [float(cell["data-weight"]) for cell in cells]
        assert len(cells) == len(across)
        assert sum(weights) == pytest.approx(1, abs=1e-4)
        # The page rounds the whole weight, this test only five of its digits.
        assert all(abs(float(cell.text[:-1]) - 100 * weight) <= 0.501 for cell, weight in zip(cells, weights, strict=True))


@LANGUAGES
@PAIRS
def test_a_ready_pair_differs_in_its_ending_and_that_flips_the_referent(language, pair):
    one, other = (text(language, f"ready_{n}") for n in pair)
    answers = [page(language, sentence).select_one(".answer strong").text for sentence in (one, other)]
    assert answers[0] != answers[1]
    assert all(answer in one.split() and answer in other.split() for answer in answers)
    buttons = page(language).select("button[name=sentence]")
    assert {one, other} <= {button["value"] for button in buttons}


@LANGUAGES
@PAIRS
def test_the_best_head_moves_with_the_referent(language, pair):
    looked = []
    for n in pair:
        row = page(language, text(language, f"ready_{n}")).select(".heatmap tbody tr")
        chosen = page(language, text(language, f"ready_{n}")).select_one("input[name=word][checked]")["value"]
        looked.append([float(cell["data-weight"]) for cell in row[int(chosen)].select("td")])
    assert looked[0].index(max(looked[0])) != looked[1].index(max(looked[1]))


@LANGUAGES
def test_a_word_can_be_chosen_and_says_where_it_looks(language):
    soup = page(language, text(language, "ready_1"), ("word", "1"))
    radios = soup.select("form[method=dialog] input[type=radio][name=word]")
    assert [int(radio["value"]) for radio in radios if radio.has_attr("checked")] == [1]
    for radio, look in zip(radios, soup.select(".looks > p"), strict=True):
        assert radio["aria-label"] == look.text and {"ar": "معاها جنيه", "en": "its pound"}[language] in look.text


def test_at_first_the_pronoun_is_chosen():
    assert page("ar").select_one("input[name=word][checked]").parent.bdi.text == "لأنها"
    assert page("en").select_one("input[name=word][checked]").parent.bdi.text == "it"


@LANGUAGES
def test_a_word_the_model_never_saw_is_marked_in_words_too(language):
    soup = page(language, "zorblat فشكولزة")
    assert [new.text for new in soup.select(".words .new")] == ["zorblat", "فشكولزة"]
    assert text(language, "new_words") in soup.select_one(".unknown").text
    assert text(language, "new_word") in soup.select_one("input[name=word]")["aria-label"]


@LANGUAGES
def test_every_head_of_every_layer_is_a_button(language):
    state, soup = play(language, ("head", "0.3"))
    assert (state["layer"], state["head"]) == (0, 3)
    buttons = soup.select(".glance button[name=head]")
    hyperparameters = pretrained().hyperparameters
    assert [button["value"] for button in buttons] == [f"{i}.{j}" for i in range(hyperparameters.layers) for j in range(hyperparameters.heads)]
    assert [button["value"] for button in buttons if button["aria-pressed"] == "true"] == ["0.3"]
    assert all(button["aria-label"] for button in buttons)


@LANGUAGES
def test_a_causal_mask_leaves_nothing_after_the_word(language):
    for row, line in enumerate(page(language, None, ("causal", True)).select(".heatmap tbody tr")):
        assert not any(float(cell["data-weight"]) for cell in line.select("td")[row + 1 :])


def test_a_low_temperature_gathers_the_look():
    def highest(temperature):
        row = page("en", None, ("temperature", temperature), ("head", "0.0")).select(".heatmap tbody tr")[0]
        return max(float(cell["data-weight"]) for cell in row.select("td"))

    assert highest("0.25") > highest("1") > highest("4")


@LANGUAGES
def test_arcs_show_the_same_weights_and_the_table_stays(language):
    soup = page(language, None, ("view", "arcs"))
    assert soup.select("svg.arcs path")
    assert soup.select_one("details table.heatmap") == page(language).select_one("table.heatmap")


@LANGUAGES
def test_look_inside_computes_the_weights_that_the_table_shows(language):
    soup = page(language)
    chosen = int(soup.select_one("input[name=word][checked]")["value"])
    shown = [float(cell["data-weight"]) for cell in soup.select(".heatmap tbody tr")[chosen].select("td")]
    lines = [[cell.text.replace("\u2212", "-").replace("∞", "inf") for cell in line.select("td")] for line in soup.select(".sums tbody tr")]
    scaled = [float(line[1]) for line in lines]
    total = sum(2.718281828**score for score in scaled)
    for line, score, weight in zip(lines, scaled, shown, strict=True):
        assert float(line[2][:-1]) == pytest.approx(100 * weight, abs=0.06)
        assert 2.718281828**score / total == pytest.approx(weight, abs=0.02)  # from rounded scores


def test_the_picture_follows_the_direction_of_the_sentence():
    assert page("ar", "The cat").select_one("table.heatmap")["dir"] == "ltr"
    assert page("en", "القطة").select_one("table.heatmap")["dir"] == "rtl"
    assert page("ar", "12 13").select_one("table.heatmap")["dir"] == "rtl"


@LANGUAGES
@pytest.mark.parametrize("hostile", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "</textarea>&amp;"])
def test_html_in_a_sentence_is_text(language, hostile):
    soup = page(language, hostile, ("view", "arcs"))
    assert not soup.select("img, script, [onerror]") and len(soup.select("textarea")) == 1
    assert soup.select_one("input[name=sentence]")["value"] == hostile
    assert hostile.startswith(soup.select_one(".words").text)


@LANGUAGES
@pytest.mark.parametrize("empty", ["", "   ", "؟!", "\x00", "🙂👩‍🚀", "=" * 10_000])
def test_nothing_to_look_at_gets_a_plain_prompt(language, empty):
    soup = page(language, empty)
    assert soup.select_one(".notice[aria-live]").text == text(language, "prompt")
    assert not soup.select("figure")


@LANGUAGES
def test_too_much_text_is_cut_with_a_notice(language):
    for long in ("كلمة " * 2000, "ب" * 10_000):
        state, soup = play(language, ("sentence", long))
        assert len(state["sentence"]) == MAX_TEXT
        assert str(MAX_WORDS) in soup.select_one(".notice[aria-live]").text
        assert len(soup.select(".heatmap tbody tr")) <= MAX_WORDS
    assert not page(language, "كلمة " * MAX_WORDS).select_one(".notice[aria-live]").text


@pytest.mark.parametrize("odd", ["a🙂👩‍🚀", "\ud800 half", "\u202e عكس \u2066", "كـــتاب قِطَّةٌ", "ﷺ"])
def test_odd_text_is_answered(odd):
    assert page("ar", odd).select("table.heatmap td[data-weight]")


@pytest.mark.parametrize(
    "name, value",
    [
        ("layer", "99"), ("layer", "-1"), ("layer", ""), ("layer", "٢"), ("head", "9.9"), ("head", "x.1"), ("head", "1.2.3"),
        ("temperature", "nan"), ("temperature", "inf"), ("temperature", ""), ("word", "99"), ("word", "-1"), ("word", "²"),
        ("view", "<b>"), ("train", "tick"), ("tick", "train"), ("?", True), ("layer", True),
    ],
)  # fmt: skip
def test_a_hostile_value_changes_nothing(name, value):
    state = attention.start(attention.Options(), "en")
    assert attention.update(state, {"name": name, "value": value}) == state


@pytest.mark.parametrize("value, kept", [("1e9", 4.0), ("-3", 0.25), ("0.5", 0.5), ("1e-400", 0.25)])
def test_a_temperature_is_kept_in_its_range(value, kept):
    assert play("ar", ("temperature", value))[0]["temperature"] == kept


@LANGUAGES
def test_the_link_leads_to_exactly_what_is_seen(language):
    changes = [("sentence", "القطة & the #cat? it=1"), ("word", "2"), ("head", "1.2"), ("causal", True), ("temperature", "0.5"), ("view", "arcs")]
    state, soup = play(language, *changes)
    link = soup.select_one("a[data-share]")
    found = [(key.removeprefix("attention."), value) for key, value in parse_qsl(link["href"].removeprefix("?"), strict_parsing=True)]
    assert [name for name, _ in found] == link["data-share"].split() == list(share_link.NAMES)
    assert play(language, *found) == (state, soup)
    assert "code" not in share_link.NAMES  # a link must not carry a program


@LANGUAGES
def test_the_figures_stand_on_the_page_with_what_it_cannot_do(language):
    report = page(language).select_one(".report")
    assert len(report.select(".figures tbody tr")) == 4
    assert text(language, "taught") in report.text and text(language, "cannot") in report.text


def test_the_figures_are_those_of_the_state_and_come_from_enough_questions():
    found = attention.start(attention.Options(), "ar")["metrics"]
    for language in ("ar", "en"):
        for test in found[language].values():
            assert test["count"] >= 500 and 0 < test["looks"] <= 1 and 0 < test["accuracy"] <= 1


def test_the_style_sheet_counts_as_far_as_the_words_go():
    css = Path(__file__).parents[2] / "demos/attention/style.css"
    words = list(range(1, MAX_WORDS + 1))
    assert [int(number) for number in re.findall(r"--row: (\d+);", css.read_text("utf-8"))] == [0, *words]
    shares = re.findall(r"var\(--p(\d+), 0\) \* clamp\(0, 1 - \(var\(--row\) - (\d+)\) \* \(var\(--row\) - (\d+)\), 1\)", css.read_text("utf-8"))
    assert shares == [(str(word),) * 3 for word in words]


def test_an_author_sets_the_sentence_and_the_word():
    state = attention.start(attention.Options(sentence="it is full", word="full"), "en")
    assert (state["sentence"], state["word"]) == ("it is full", 2)
    with pytest.raises(ValueError, match="'empty' is not one of the words shown: it, is, full"):
        attention.start(attention.Options(sentence="it is full", word="empty"), "en")


def test_the_editor_shows_the_file_itself():
    for code in (None, "\n\nx = '</textarea>' & 1"):
        soup = page("ar", None, *([("code", code)] if code else []))
        area = soup.select_one("form[data-send][data-keep] textarea[name=code]")
        assert area.text.removeprefix("\n") == (reader_code.SOURCE if code is None else code)
        assert (area["dir"], area["lang"]) == ("ltr", "en")


@LANGUAGES
def test_only_of_pronouns_the_page_says_that_their_look_was_trained(language):
    untrained = [text(language, "untaught") in look.text for look in page(language, text(language, "ready_1")).select(".looks > p")]
    assert untrained.count(False) == 1, "all words but the pronoun"


@LANGUAGES
def test_the_first_screen_has_the_sentence_and_everything_else_is_folded_away(language):
    attention = page(language, text(language, "ready_1")).select_one(".attention")
    folded = attention.select_one("details.curious:not([open])")
    for part in ("table.heatmap", ".views", ".switches", ".glance", ".inside", ".lesson", ".report", ".code"):
        assert folded.select_one(part), part
    folded.extract()
    assert attention.select_one(".words") and attention.select_one(".answer") and not attention.select_one("table")


@LANGUAGES
def test_without_looking_ahead_both_sofas_are_the_same_and_the_page_says_why(language):
    pages = [page(language, text(language, f"ready_{n}"), ("causal", "true")) for n in (5, 6)]
    assert [one.select_one(".answer").text for one in pages] == [pages[0].select_one(".answer").text] * 2
    assert all(text(language, "no_future") in one.text for one in pages)


@LANGUAGES
def test_a_short_demo_shows_one_pair_of_sentences_and_no_table(language):
    state = attention.start(attention.Options(sentence=text(language, "ready_4"), short=True), language)
    soup = BeautifulSoup(attention.render(state, language), "html.parser")
    assert [button["value"] for button in soup.select("button[name=sentence]")] == [text(language, "ready_3"), text(language, "ready_4")]
    assert soup.select_one(".words") and not soup.select("table, details")
