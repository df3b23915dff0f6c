"""Training inside the page, one tick after another."""

from urllib.parse import parse_qsl

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
def test_training_goes_from_random_parameters_to_nine_right_answers_in_ten(language):
    state, soup = play(language, ("train", "start"))
    assert soup.select_one("[data-tick=train]") and not soup.select("button[value=start]")
    state, soup = play(language, *[("tick", "train")] * (live.TICKS + 5), state=state)
    training = state["training"]
    assert training["tick"] == live.TICKS and not training["running"] and not soup.select("[data-tick]")
    assert training["loss"][-1] < training["loss"][0] / 2
    assert training["accuracy"] >= 0.9
    assert soup.select("polyline") and soup.select_one("progress")["value"] == str(live.TICKS)


def test_the_reader_s_sentence_is_rendered_with_the_parameters_of_each_tick():
    def table(count):
        _, soup = play("ar", ("train", "start"), *[("tick", "train")] * count)
        return [cell["data-weight"] for cell in soup.select(".heatmap td[data-weight]")]

    random, later = table(1), table(live.GATHER + 30)
    assert random != later and random == table(2)  # the first ticks make sentences, and only the later ones train


def test_a_state_has_the_same_result_in_any_worker_and_after_any_other_run():
    state, soup = play("ar", ("train", "start"), *[("tick", "train")] * (live.GATHER + 7))
    live.forget_runs()  # as in a new worker
    assert play("ar", state=state) == (state, soup)
    play("en", ("train", "start"), ("tick", "train"))
    further = play("ar", ("tick", "train"), state=state)
    live.forget_runs()
    assert play("ar", ("tick", "train"), state=state) == further


def test_pause_resume_and_reset():
    state, soup = play("en", ("train", "start"), ("tick", "train"), ("train", "pause"), ("tick", "train"))
    assert state["training"]["tick"] == 1 and not soup.select("[data-tick]")
    state, soup = play("en", ("train", "resume"), ("tick", "train"), state=state)
    assert state["training"]["tick"] == 2 and soup.select("[data-tick]")
    state, soup = play("en", ("train", "reset"), state=state)
    assert state == attention.start(attention.Options(), "en") and soup.select("button[value=start]")


def test_a_head_that_the_reader_chose_during_training_stays():
    state, soup = play("ar", ("train", "start"), ("head", "0.2"), *[("tick", "train")] * (live.GATHER + 10))
    assert [button["value"] for button in soup.select(".glance button[aria-pressed=true]")] == ["0.2"]
    assert play("ar", ("layer", "2"), state=state)[0] == state  # the small model has two layers


def test_a_link_from_a_training_opens_the_same_sentence_with_the_sites_model():
    state, soup = play("en", ("train", "start"), ("head", "1.3"))
    [link] = soup.select("a[data-share]")
    shared = dict(parse_qsl(link["href"].removeprefix("?")))
    assert "attention.layer" not in shared and "attention.head" not in shared, "they are the small model's"
    assert shared["attention.sentence"] == state["sentence"] and link.text == "A link to this sentence"
    state, soup = play("en", ("train", "reset"), ("head", "1.2"), state=state)
    [link] = soup.select("a[data-share]")
    shared = dict(parse_qsl(link["href"].removeprefix("?")))
    assert (shared["attention.layer"], shared["attention.head"]) == ("1", "2")
