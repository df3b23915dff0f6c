"""The lesson "diffusion" of the pictures demo: what a reader draws, any event at all, and the links to what she sees."""

import json
import math
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import demos
from demos import pictures
from demos.pictures.data import shapes
from demos.pictures.model import closed_form
from demos.strings import strings
from tests.support.pictures import after, soup

# --- Drawing ----------------------------------------------------------------


def test_a_shape_is_drawn_with_the_keyboard_alone(diffusion):
    keys = ["left"] * 4 + ["place"] + ["right"] * 8 + ["place"] + ["down"] * 5 + ["place", "place"] + ["up", "place"]
    state = after(diffusion["points", "en"], *(("stroke", key) for key in keys))
    drawing = state["points"]["drawing"]
    assert drawing["shape"] == "own" and drawing["lines"] == [[[60, 100], [140, 100], [140, 150]], [[140, 140]]]
    assert soup(state).css_first(".cursor") is not None
    assert after(state, *[("stroke", "left")] * 50)["points"]["drawing"]["cursor"][0] == 0, "the mark stays on the plane"


@pytest.mark.parametrize("language", demos.LANGUAGES)
@pytest.mark.parametrize(
    ("strokes", "notice"),
    [
        ([""], "draw_nothing"),
        (["x y z"], "draw_nothing"),
        (["300.0,20.0 -4.0,9.5 1e9,3"], "draw_off"),
        (["90.0,90.0 110.0,90.0 190.0,90.0 240.0,90.0"], "draw_partly"),
        (["50.0,50.0"], "draw_dot"),
        (["50.0,50.0 50.0,50.0 51.0,50.0"], "draw_dot"),
        ([" ".join(f"{n / 250:.1f},{100 + 50 * math.sin(n):.1f}" for n in range(50_000))], "draw_many"),
        ([" ".join(f"{n / 250:.1f},{100 + 50 * math.sin(n):.1f}" for n in range(50_000)), "1.0,1.0 40.0,40.0"], "draw_full"),
    ],
)
def test_a_bad_drawing_gets_a_plain_word_and_loses_nothing(diffusion, language, strokes, notice):
    state = diffusion["points", language]
    for stroke in strokes:
        before, state = state, after(state, ("stroke", stroke))
    drawing = state["points"]["drawing"]
    assert drawing["notice"] == notice
    assert soup(state).css_first(".notice").text() == strings(language)["pictures"][notice].format(most=shapes.MAX_POINTS)
    assert sum(map(len, drawing["lines"])) <= shapes.MAX_POINTS and len(json.dumps(state)) < 40_000
    if notice in ("draw_nothing", "draw_off", "draw_full"):
        assert {**drawing, "notice": None} == {**before["points"]["drawing"], "notice": None}
        assert state["points"]["dots"] == before["points"]["dots"]
    again = after(state, ("train", "start"), ("tick", ""))
    assert "nan" not in again["points"]["dots"]
    assert after(again, ("shape", "ring"), ("tick", ""))["points"]["share"] >= 0, "a ready shape is always there"


def test_many_points_are_thinned_over_the_whole_stroke(diffusion):
    stroke = " ".join(f"{200 * n / 50_000:.1f},100.0" for n in range(50_000))
    [line] = after(diffusion["points", "en"], ("stroke", stroke))["points"]["drawing"]["lines"]
    assert line[0][0] < 1 and line[-1][0] > 199


def test_a_second_stroke_is_added_and_the_drawing_waits_behind_a_ready_shape(diffusion):
    state = after(diffusion["points", "en"], ("stroke", "20,20 90,20"), ("stroke", "20,60 90,60"))
    assert len(state["points"]["drawing"]["lines"]) == 2
    other = after(state, ("shape", "ring"))
    assert other["points"]["drawing"]["shape"] == "ring" and soup(other).css_first('[name="shape"][value="own"]') is not None
    assert after(other, ("shape", "own"))["points"]["drawing"]["lines"] == state["points"]["drawing"]["lines"]
    assert after(state, ("clear", "true"))["points"]["count"] == 0


@settings(max_examples=40)
@given(events=st.lists(st.tuples(st.sampled_from("shape stroke clear step walk noise train view tick code x".split()), st.text(max_size=12)), max_size=6))
def test_any_events_leave_a_state_that_can_be_drawn(diffusion, events):
    for part in ("letters", "points"):
        state = after(diffusion[part, "en"], *events)
        assert json.loads(json.dumps(state)) == state
        pictures.render(state, "en")


@given(text=st.sampled_from(["nan", "inf", "-1e400", "", "७", "1,2", "-3"]))
def test_a_slider_that_sends_no_number_changes_nothing_or_stays_on_its_line(diffusion, text):
    state = after(diffusion["letters", "en"], ("step", text))
    assert 0 <= state["letters"]["at"] <= closed_form.STEPS


# --- Links ------------------------------------------------------------------


def link_of(state):
    """Return (the name, the value) of the event in the link that the page shows, or None."""
    link = soup(state).css_first("a[data-share]")
    return tuple(unquote(link.attributes["href"]).removeprefix("?pictures.").split("=")) if link else None


@pytest.mark.parametrize("part", ["letters", "points"])
def test_a_link_opens_the_step_the_noise_and_the_part_that_were_shown(diffusion, part):
    beginning = diffusion[part, "en"]
    assert pictures.shared(beginning) == (part,)
    for other in ("letters", "points"):
        seen = after(beginning, ("view", other), ("noise", "true"), ("step", "20"))
        assert after(beginning, link_of(seen)) == seen


def test_a_link_to_another_shape_learns_it_at_once(diffusion):
    beginning = diffusion["points", "en"]
    opened = after(beginning, link_of(after(beginning, ("shape", "ring"))))
    assert opened["points"]["drawing"]["shape"] == "ring" and opened["points"]["training"]["running"]


def test_a_link_carries_what_the_reader_drew_with_fewer_points(diffusion):
    beginning = diffusion["points", "en"]
    circle = [(100 + 60 * math.cos(n / 80), 100 + 60 * math.sin(n / 80)) for n in range(503)]
    drawn = after(beginning, ("clear", "true"), ("stroke", "10,10 10,30"), ("stroke", " ".join(f"{x:.1f},{y:.1f}" for x, y in circle)))
    name, value = link_of(drawn)
    assert len(value) < 1500
    opened = after(beginning, (name, value))
    assert opened["points"]["training"]["running"] and len(opened["points"]["drawing"]["lines"]) == 2
    assert shapes.share_near(shapes.points_of(opened["points"]["drawing"]), shapes.points_of(drawn["points"]["drawing"])) == 1


@pytest.mark.parametrize("value", ["", "letters", "points", "points..", "points.1.2.square", "points.1.2.nan-nan_1e999-5", "points.1.2.5-5", "own.1.2", "points.1.2." + "~" * 5000])
def test_a_link_to_nothing_shows_a_picture_all_the_same(diffusion, value):
    opened = after(diffusion["points", "en"], ("points", value))
    assert opened["points"]["drawing"]["shape"] == "heart" and not opened["points"]["training"]["running"]
    assert soup(opened).css_first("figure svg")


def test_without_a_shape_there_is_no_link(diffusion):
    assert link_of(after(diffusion["points", "en"], ("clear", "true"))) is None
