"""Attention learned while the reader watches."""

import pytest
from bs4 import BeautifulSoup

import demos
from demos import attention
from demos.attention.training import live

LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


def play(language, *events, state=None):
    state = state or attention.start(attention.Options(), language)
    events = [{"name": name, "value": value} for name, value in events]
    state, html = demos.play("attention", language, state, events)
    return state, BeautifulSoup(html, "html.parser")


@LANGUAGES
def test_it_learns_from_nothing_to_nine_in_ten(language):
    state, soup = play(language, ("train", "start"))
    assert soup.select_one("[data-tick=train]") and not soup.select("button[value=start]")
    state, soup = play(language, *[("tick", "train")] * (live.TICKS + 5), state=state)
    training = state["training"]
    assert training["tick"] == live.TICKS and not training["running"] and not soup.select("[data-tick]")
    assert training["loss"][-1] < training["loss"][0] / 2
    assert training["accuracy"] >= 0.9
    assert soup.select("polyline") and soup.select_one("progress")["value"] == str(live.TICKS)


def test_the_reader_s_own_sentence_is_redrawn_from_the_weights_as_they_are():
    def table(count):
        _, soup = play("ar", ("train", "start"), *[("tick", "train")] * count)
        return [cell["data-weight"] for cell in soup.select(".heatmap td[data-weight]")]

    random, later = table(1), table(live.GATHER + 30)
    assert random != later and random == table(2)  # sentences first, then steps


def test_a_state_says_all_of_it_wherever_it_is_taken_up():
    state, soup = play("ar", ("train", "start"), *[("tick", "train")] * (live.GATHER + 7))
    live._latest = None  # another worker, which was never there
    assert play("ar", state=state) == (state, soup)
    play("en", ("train", "start"), ("tick", "train"))
    further = play("ar", ("tick", "train"), state=state)
    live._latest = None
    assert play("ar", ("tick", "train"), state=state) == further


def test_pause_resume_and_reset():
    state, soup = play("en", ("train", "start"), ("tick", "train"), ("train", "pause"), ("tick", "train"))
    assert state["training"]["tick"] == 1 and not soup.select("[data-tick]")
    state, soup = play("en", ("train", "resume"), ("tick", "train"), state=state)
    assert state["training"]["tick"] == 2 and soup.select("[data-tick]")
    state, soup = play("en", ("train", "reset"), state=state)
    assert state == attention.start(attention.Options(), "en") and soup.select("button[value=start]")


def test_a_head_chosen_during_the_lesson_stays():
    state, soup = play("ar", ("train", "start"), ("head", "0.2"), *[("tick", "train")] * (live.GATHER + 10))
    assert [button["value"] for button in soup.select(".glance button[aria-pressed=true]")] == ["0.2"]
    assert play("ar", ("layer", "2"), state=state)[0] == state  # the small model has two layers
