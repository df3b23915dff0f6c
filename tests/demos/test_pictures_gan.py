"""Forger and detective: the mathematics of gan.py, what the three handicaps lead to, and what the page says of it."""

import json
import re

import numpy as np
import pytest

from demos.pictures import Options, reader_code, render, shared, start, update
from demos.pictures.data import shapes
from demos.pictures.lessons.gan import GRID, LEVELS, PER_TICK, _opinion, linked, what_happens
from demos.pictures.model import gan
from demos.pictures.training.gan_run import HANDICAPS, STORED, Run, forget_runs, plan_of, run_at, stored_name, to_store
from demos.strings import strings


def plan(shape, handicap="none", code=None):
    return plan_of(shapes.points_of(shapes.new_drawing(shape)), handicap, code)


def figures(run):
    """Return (the share of the shape that is covered, the share of the fakes that are on it)."""
    return shapes.share_near(run.points, run.fakes()), shapes.share_near(run.fakes(), run.points)


def send(state, *events):
    for name, value in events:
        state = update(state, {"name": name, "value": value})
    return state


def finished(state):
    while state["gan"]["training"]["running"]:
        state = update(state, {"name": "tick", "value": "train"})
    return state


@pytest.fixture(scope="module")
def ready():
    """The first state, in balance."""
    return start(Options(lesson="gan"), "en")


# --- gan.py -----------------------------------------------------------------------------


def test_it_is_one_short_file():
    assert len(reader_code.source("gan").splitlines()) < 150


def test_the_gradients_are_those_of_the_game():
    rng = np.random.default_rng(0)
    forger, detective = gan.random_parameters(rng)
    real, z = rng.normal(size=(7, 2)), rng.uniform(-1, 1, (7, 2))

    def half_value():
        return -(np.log(gan.judge(detective, real)).mean() + np.log(1 - gan.judge(detective, gan.forge(forger, z))).mean()) / 2

    def forgers_part():
        return np.log(1 - gan.judge(detective, gan.forge(forger, z))).mean()

    for network, gradients, value in (
        (detective, gan.detective_gradients(detective, real, gan.forge(forger, z)), half_value),
        (forger, gan.forger_gradients(forger, detective, z), forgers_part),
    ):
        assert gradients.keys() == network.keys()
        for name, array in network.items():
            for place in list(np.ndindex(array.shape))[::11]:
                old, step = array[place], 1e-5
                array[place] = old + step
                above = value()
                array[place] = old - step
                below = value()
                array[place] = old
                assert gradients[name][place] == pytest.approx((above - below) / (2 * step), rel=1e-4, abs=1e-8)


def test_a_detective_that_can_only_guess_loses_log_2():
    _, detective = gan.random_parameters(np.random.default_rng(0))
    detective = {name: 0 * array for name, array in detective.items()}
    points = np.ones((5, 2))
    assert gan.losses(detective, points, -points) == pytest.approx((np.log(2), np.log(2)))


# --- The three handicaps ----------------------------------------------------------------


@pytest.mark.parametrize("shape", shapes.READY)
def test_in_balance_the_fakes_cover_the_shape(shape):
    covered, on_shape = figures(run_at(plan(shape), HANDICAPS["none"].rounds))
    assert covered >= 0.9
    assert on_shape >= 0.8


@pytest.mark.parametrize("shape", shapes.READY)
def test_with_a_detective_held_back_the_fakes_are_one_heap_that_jumps(shape):
    heaps, covered = [], []
    for step in range(100, HANDICAPS["detective"].rounds + 1, 20):
        run = run_at(plan(shape, "detective"), step)
        heaps.append(run.fakes().mean(axis=0))
        covered.append(figures(run)[0])
    assert np.median(covered) < 0.2
    assert np.hypot(*np.diff(heaps, axis=0).T).max() > 1


@pytest.mark.parametrize("shape", shapes.READY)
def test_with_a_forger_held_back_nothing_moves_any_more(shape):
    early, late = (run_at(plan(shape, "forger"), step).fakes() for step in (120, 300))
    assert np.hypot(*(late - early).T).max() < 0.05
    run = run_at(plan(shape, "forger"), 300)
    assert run.opinion(run.fakes()).max() < 0.001
    assert figures(run)[0] == 0


def test_the_papers_remedy_ends_the_deadlock():
    """-log D(fake) in place of log(1 - D(fake)): the first idea under the editor."""
    code = reader_code.source("gan").replace("d_logits = -p / len(z)", "d_logits = (p - 1) / len(z)")
    assert code != reader_code.source("gan")
    early, late = (run_at(plan("ring", "forger", code), step).fakes() for step in (120, 300))
    assert np.hypot(*(late - early).T).mean() > 0.5


def test_a_run_depends_on_its_plan_and_its_round_only():
    one = run_at(plan("ring"), 30).fakes()
    run_at(plan("ring"), 50)
    forget_runs()
    assert np.array_equal(run_at(plan("ring"), 30).fakes(), one)


def test_what_is_stored_is_a_training_of_our_file():
    """The rounds of another machine are another game, so what is compared is what it leads to, and the first round."""
    stored = run_at(plan("heart"), HANDICAPS["none"].rounds)
    with np.load(STORED) as arrays:
        assert {key.partition("/")[0] for key in arrays.files} == {stored_name(plan("heart"))}, "run `make train`"
        assert set(arrays.files) == set(to_store(stored))
    fresh = Run(plan("heart"))
    assert stored.curve[0] == fresh.curve[0]
    assert len(stored.curve) == HANDICAPS["none"].rounds // 20 + 1
    while fresh.steps < 1000:
        fresh.advance()
    for run in (stored, fresh):
        covered, on_shape = figures(run)
        assert covered >= 0.9
        assert on_shape >= 0.75


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        ((40, 0.0, 0.0, 0.0), "early"),
        ((40, 0.8, 0.4, 0.5), "loose"),
        ((200, 0.0, 0.0, 0.0001), "deadlock"),
        ((200, 0.1, 0.9, 0.5), "collapse"),
        ((200, 0.1, 0.0, 0.5), "collapse"),
        ((200, 0.6, 0.9, 0.4), "partly"),
        ((200, 0.9, 0.5, 0.4), "loose"),
        ((1400, 0.99, 0.95, 0.48), "balance"),
    ],
)
def test_what_happens_is_decided_by_figures(figures, word):
    assert what_happens(*figures) == word


# --- The lesson and its page --------------------------------------------------------------


@pytest.mark.parametrize(("handicap", "word"), [("detective", "collapse"), ("forger", "deadlock")])
def test_the_page_says_what_is_happening(ready, handicap, word):
    state = send(ready, ("handicap", handicap))
    for _ in range(240 // PER_TICK[handicap]):
        state = send(state, ("tick", "train"))
    assert state["gan"]["happens"] == word
    for language in ("ar", "en"):
        assert strings(language)["pictures"][f"gan_{word}"] in render(state, language)


def test_the_first_state_is_in_balance_and_small(ready):
    assert ready["gan"]["happens"] == "balance"
    assert len(json.dumps(ready)) < 10_000
    html = render(ready, "en")
    assert len(html) < 50_000
    assert strings("en")["pictures"]["gan_balance"] in html
    assert re.search(r'<svg[^>]*aria-label="The fakes \(dots\) cover [\d.]+%', html)
    for kind in ("real", "fake"):
        assert html.count(f'class="dots {kind}"') == 1
    assert len(ready["gan"]["opinion"]) == GRID
    assert set("".join(ready["gan"]["opinion"])) <= set(map(str, range(LEVELS)))
    assert html.count('class="level') < LEVELS


def test_the_opinion_behind_the_points_is_the_detectives(ready):
    run = run_at(plan("heart"), ready["gan"]["training"]["step"])
    size = shapes.PLANE / GRID
    for row, column in ((0, 0), (3, 30), (20, 20), (GRID - 1, GRID - 1)):
        place = shapes.to_model(np.array([[(column + 0.5) * size, (row + 0.5) * size]]))
        assert int(ready["gan"]["opinion"][row][column]) == min(int(run.opinion(place)[0] * LEVELS), LEVELS - 1)


def test_while_the_game_runs_the_opinion_is_at_most_a_tick_old_and_afterwards_it_is_of_the_round(ready):
    state, old = send(ready, ("handicap", "none")), []
    for _ in range(4):
        state, before = send(state, ("tick", "train")), state["gan"]["opinion"]
        old.append(state["gan"]["opinion"] == before)
    assert old == [True, False] * 2, "asking about the whole plane is left out at every other tick"
    state = send(state, ("tick", "train"))
    assert state["gan"]["losses"] == state["gan"]["curve"][-1][1:]
    paused = send(state, ("train", "pause"))
    run = run_at(plan("heart"), paused["gan"]["training"]["step"])
    assert paused["gan"]["opinion"] == _opinion(run) != state["gan"]["opinion"]
    assert paused["gan"]["losses"] == run.losses()


def test_one_round_at_a_time(ready):
    state = send(ready, ("train", "start"), ("train", "pause"), ("round", "1"), ("round", "1"))
    assert state["gan"]["training"] == {"step": 2, "target": HANDICAPS["none"].rounds, "running": False}
    assert send(state, ("tick", "train")) == state
    assert send(state, ("train", "resume"))["gan"]["training"]["running"]
    assert send(ready, ("round", "1"))["gan"]["training"]["step"] == 1


def test_a_drawing_waits_and_is_then_forged(ready):
    line = " ".join(f"{40 + 3 * n},{60 + n}" for n in range(40))
    drawn = send(ready, ("stroke", line))
    assert not drawn["gan"]["training"]["running"]
    state = send(drawn, ("train", "start"), *[("tick", "train")] * 30)
    assert state["gan"]["covered"] > 0.3


@pytest.mark.parametrize("stroke", ["", "x", "nan,nan", "5,5", "900,900 950,950", "1e9,3", "left", "place"])
def test_a_drawing_that_is_none_breaks_nothing(ready, stroke):
    for begin in (ready, send(ready, ("clear", "true"))):
        state = send(begin, ("stroke", stroke), ("train", "start"), ("tick", "train"), ("round", "1"))
        assert render(state, "ar")


@pytest.mark.parametrize("event", [("handicap", "nobody"), ("handicap", ""), ("train", "x"), ("unknown", "x"), ("shape", "square")])
def test_unknown_events_change_nothing(ready, event):
    assert send(ready, event) == ready


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("return forward(forger, z)[-1]", "return forward(forger, z)[-1] * np.nan", "error_finite"),
        ("return forward(forger, z)[-1]", "return forward(forger, z)[-1][:, 0]", "error_shape"),
        ("def judge(", "def judged(", "error_missing"),
        ("import numpy as np", "import numpy as", "error_SyntaxError"),
        ("return forger, network(DETECTIVE, rng)", "return forger", "error_"),
    ],
)
def test_wrong_code_leaves_the_last_good_picture(ready, old, new, kind):
    code = reader_code.source("gan")
    assert old in code
    state = send(ready, ("code", code.replace(old, new)))
    assert state["edits"]["gan"]["error"][0].startswith(kind)
    assert state["gan"] == ready["gan"]


def test_code_that_fails_later_leaves_the_last_good_picture(ready):
    code = reader_code.source("gan").replace("    made = forward(forger, z) ", "    assert len(z) < 100\n    made = forward(forger, z) ")
    state = send(ready, ("code", code), ("tick", "train"))
    assert state["edits"]["gan"]["error"][0] == "error_AssertionError"
    assert state["gan"]["places"]
    assert render(state, "ar")


def test_other_sizes_may_be_tried(ready):
    code = reader_code.source("gan").replace("(2, 24, 24, 2) ", "(2, 10, 10, 2) ").replace("(2, 24, 24, 1) ", "(2, 9, 9, 9, 1) ")
    forger, detective = reader_code.load("gan", code).random_parameters(np.random.default_rng(0))
    assert sum(array.size for array in (*forger.values(), *detective.values())) == 379
    state = send(ready, ("code", code), ("tick", "train"), ("tick", "train"))
    assert state["edits"]["gan"]["error"] is None
    assert state["gan"]["training"]["step"] == 2 * PER_TICK["none"]


def test_a_link_begins_the_same_game():
    first = start(Options(lesson="gan"), "en")
    seen = send(first, ("shape", "ain"), ("handicap", "forger"))
    link = linked(seen)
    assert f'href="?pictures.gan={link}"' in render(seen, "en") and shared(first) == ("gan",)
    assert send(first, ("gan", link)) == seen
    assert send(first, ("gan", linked(first))) is first, "the game that is already there"


@pytest.mark.parametrize("value", ["", "forger", "nobody.ring", "none.square", "none.5-5"])
def test_a_link_to_no_game_changes_nothing(value):
    first = start(Options(lesson="gan"), "en")
    assert send(first, ("gan", value)) is first
