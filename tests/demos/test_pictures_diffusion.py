"""The lesson "diffusion" of the pictures demo: its two hearts, the reader's code, and what is said of a picture."""

import inspect
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import demos
from demos import pictures
from demos.pictures import reader_code
from demos.pictures.data import make_letters, shapes
from demos.pictures.data.paths import dots
from demos.pictures.lessons import letters, points
from demos.pictures.model import closed_form, denoiser
from demos.pictures.training import run, store
from demos.strings import strings
from tests.support.pictures import after, soup


def finished(state):
    """Return the state when nothing goes on any more."""
    training = state["points"]["training"]
    if training["running"]:  # what is drawn in between does not change the result
        state = {**state, "points": {**state["points"], "training": {**training, "step": training["target"] - points.PER_TICK}}}
    while state["points"]["training"]["running"] or state["points"]["walking"] or state["letters"]["walking"]:
        state = after(state, ("tick", ""))
    return state


def places(path):
    """Return the points of a path of dots, as [x, y]."""
    x, y, found = 0.0, 0.0, []
    for move in path.removeprefix("m").split("m"):
        across, down = move.removesuffix("h0").split(" ")
        x, y = x + float(across), y + float(down)
        found.append([round(x, 1), round(y, 1)])
    return found


# --- Without training -------------------------------------------------------


def by_hand(x, known, a):
    """The weights and the best guess for one noisy picture: lists, loops and the standard library."""
    logits = [-sum((p - math.sqrt(a) * q) ** 2 for p, q in zip(x, one)) / (2 * (1 - a)) for one in known]
    raised = [math.exp(logit - max(logits)) for logit in logits]
    weights = [one / sum(raised) for one in raised]
    return weights, [sum(weight * one[pixel] for weight, one in zip(weights, known)) for pixel in range(len(x))]


@given(seed=st.integers(0, 2**32 - 1), a=st.floats(1e-6, 0.999))
def test_the_closed_form_agrees_with_its_equation_worked_out_by_hand(seed, a):
    rng = np.random.default_rng(seed)
    x, known = rng.normal(size=(3, 5)), rng.uniform(-1, 1, size=(4, 5))
    weights, guess = closed_form.weights(x, known, a), closed_form.best_guess(x, known, a)
    for row in range(3):
        expected_weights, expected_guess = by_hand(x[row].tolist(), known.tolist(), a)
        np.testing.assert_allclose(weights[row], expected_weights, rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(guess[row], expected_guess, rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(weights.sum(axis=1), 1)


def test_the_best_guess_is_attention_when_all_pictures_are_equally_bright():
    """With keys of equal length, softmax of the distances is softmax of the products: the guide's equation."""
    rng = np.random.default_rng(0)
    known, x, a = rng.normal(size=(6, 8)), rng.normal(size=(2, 8)), 0.4
    known /= np.linalg.norm(known, axis=1, keepdims=True)
    scores = np.exp(x @ known.T * math.sqrt(a) / (1 - a))
    np.testing.assert_allclose(closed_form.best_guess(x, known, a), scores / scores.sum(axis=1, keepdims=True) @ known)


def test_a_walk_ends_on_a_known_picture_and_depends_on_its_noise_only():
    known, _ = letters.known()
    noise = np.random.default_rng(9).normal(size=(4, known.shape[1]))
    way, guesses = closed_form.walk(noise, known)
    assert way.shape == guesses.shape == (closed_form.STEPS + 1, 4, known.shape[1])
    assert (way[0] == noise).all() and (closed_form.walk(noise, known)[0] == way).all()
    for end in way[-1]:
        assert np.sqrt(((known - end) ** 2).mean(axis=1)).min() < 1e-3, "it can only copy"


def test_the_page_says_that_it_only_copies(diffusion):
    state = diffusion["letters", "en"]
    found = state["letters"]
    assert found["tried"] == found["copies"] and 1 < found["different"] <= found["copies"] and found["distance"] < 0.005
    text = soup(state).text()
    assert f"{found['copies']} ended as exact copies" in text and "distance 0.00" in text
    assert strings("en")["pictures"]["attention"] in text


def test_the_shown_weights_are_shares_of_one_whole_at_every_step(diffusion):
    state = diffusion["letters", "ar"]
    for step in (0, 5, 12, 20, closed_form.STEPS):
        found = after(state, ("step", str(step)))["letters"]
        shares = [share for _, _, share in found["looks"]]
        assert shares == sorted(shares, reverse=True) and sum(shares) + found["others"] == pytest.approx(1, abs=1e-3)
    noisy, clear = (after(state, ("step", step))["letters"]["looks"][0][2] for step in ("0", "40"))
    assert noisy < 0.3 and clear > 0.99


def test_forward_and_back_gives_the_same_picture(diffusion):
    state = after(diffusion["letters", "ar"], ("step", "20"))
    assert after(state, ("step", "33"), ("step", "2"), ("step", "20")) == state
    walked = after(state, ("step", "0"), ("walk", "start"), *[("tick", "")] * 20, ("walk", "pause"))
    assert walked["letters"]["picture"] == state["letters"]["picture"]
    assert after(state, ("noise", "true"))["letters"]["picture"] != after(state, ("step", "0"))["letters"]["picture"]


def test_the_pictures_are_letters_of_the_alphabet_in_all_their_forms():
    known, names = letters.known()
    assert len(known) == len(names) >= 200 and known.shape[1] == make_letters.SIDE**2 and known.min() == -1 and known.max() == 1
    assert set("ابتثجحخدذرزسشصضطظعغفقكلمنهوي") <= set(names)
    assert len(np.unique(known, axis=0)) == len(known), "no picture comes twice"


def test_a_square_is_drawn_as_a_square():
    picture = make_letters.draw([[(0, 0), (0, 1000), (1000, 1000), (1000, 0)]])
    assert (picture[1:-1, 1:-1] == 1).all() and 0 < picture[0, 5] < 1 and picture[0, 0] == pytest.approx(picture[0, 5] ** 2, abs=0.02)


# --- With a trained network -------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_the_gradients_are_the_slopes_that_small_differences_show(seed):
    rng = np.random.default_rng(seed)
    parameters = {name: array.astype(float) for name, array in denoiser.random_parameters(5, rng).items()}
    parameters["W3"] *= 50
    batch = rng.normal(size=(7, 2)), rng.integers(1, denoiser.STEPS + 1, size=7), rng.normal(size=(7, 2))
    gradients = denoiser.gradients(parameters, *batch)
    assert gradients.keys() == parameters.keys()
    small = 1e-6
    for name, array in parameters.items():
        for index in np.ndindex(array.shape):
            before, losses = array[index], []
            for step in (small, -small):
                array[index] = before + step
                losses.append(denoiser.loss(parameters, *batch))
            array[index] = before
            assert gradients[name][index] == pytest.approx((losses[0] - losses[1]) / (2 * small), abs=1e-7)


def test_noise_is_added_as_the_equation_says_and_sampling_takes_it_away():
    rng = np.random.default_rng(1)
    point, noise = np.array([[0.5, -1.0]]), np.array([[2.0, 0.25]])
    for t in (0, 10, denoiser.STEPS):
        a = math.cos(math.pi / 2 * t / (denoiser.STEPS + 0.5)) ** 2
        expected = [math.sqrt(a) * p + math.sqrt(1 - a) * e for p, e in zip(point[0], noise[0])]
        np.testing.assert_allclose(denoiser.add_noise(point, np.array([t]), noise), [expected], rtol=1e-12, atol=1e-12)
    assert denoiser.signal(denoiser.STEPS) < 0.001
    # With a network that says zero, each step only makes the point larger again.
    parameters = {name: 0 * array for name, array in denoiser.random_parameters(4, rng).items()}
    way = denoiser.sample(parameters, noise, 5)
    assert way.shape == (denoiser.STEPS // 5 + 1, 1, 2)
    np.testing.assert_allclose(way[-1], noise / math.sqrt(denoiser.signal(denoiser.STEPS)))


@pytest.mark.parametrize("shape", shapes.READY)
def test_at_least_80_percent_of_the_points_reach_each_ready_shape(diffusion, shape):
    state = after(diffusion["points", "en"], ("clear", "true"), ("shape", shape))
    begun = after(state, ("tick", ""))["points"]
    end = finished(state)["points"]
    assert end["share"] >= 0.8 > 0.5 > begun["share"] and end["training"]["loss"] < begun["training"]["loss"]
    # Counted again, point by point, against a much finer line.
    line = [point for piece in shapes.ready(shape) for point in shapes._along(piece, 3000)]
    near = [min(math.hypot(x - a, y - b) for a, b in line) <= shapes.NEAR * shapes.SCALE for x, y in places(end["dots"])[::5]]
    assert end["count"] == 500 and sum(near) / len(near) == pytest.approx(end["share"], abs=0.08)


def test_drawings_that_no_file_has_are_learnt_too(diffusion):
    zigzag = [(x, 60 + 60 * (x // 40 % 2)) for x in range(20, 190, 5)]
    spiral = [(100 + (8 + n / 2) * math.cos(n / 9), 100 + (8 + n / 2) * math.sin(n / 9)) for n in range(125)]  # two turns, close together
    for drawing in (zigzag, spiral):
        state = after(diffusion["points", "en"], ("stroke", " ".join(f"{x:.1f},{y:.1f}" for x, y in drawing)))
        assert not state["points"]["training"]["running"] and state["points"]["training"]["step"] == 0
        end = finished(after(state, ("train", "start")))["points"]
        assert end["share"] > 0.75


def test_the_stored_training_is_what_training_gives():
    learnt = shapes.points_of(shapes.new_drawing(shapes.READY[0]))
    plan = run.plan_of(learnt)
    again = run.Run(plan)
    for _ in range(run.STEPS):
        again.advance()
    with np.load(run.STORED) as arrays:
        stored = {key.rpartition("/")[2]: arrays[key] for key in arrays.files}
        assert {key.partition("/")[0] for key in arrays.files} == {run.stored_name(plan)}, "run `make train`"
    # Processors round differently, so the parameters drift apart; what is learnt does not.
    assert stored.keys() == again.parameters.keys()
    found = run.run_at(plan, run.STEPS)
    assert abs(found.measured() - again.measured()) < 0.02
    assert all(shapes.share_near(one.walk(0)[-1], learnt) >= 0.8 for one in (found, again))


def test_make_train_writes_the_stored_training(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["store", "--output", str(tmp_path / "stored.npz")])
    monkeypatch.setattr(store, "STEPS", 2)
    store.main()
    with np.load(tmp_path / "stored.npz") as arrays, np.load(run.STORED) as ours:
        assert arrays.files == ours.files


def test_a_plan_and_a_number_of_steps_determine_the_points():
    plan = run.plan_of(np.array([[0.0, 0.0], [1.0, 1.0]]))
    before = run.run_at(plan, 8).walk(0)
    run.run_at(plan, 12)
    assert (run.run_at(plan, 8).walk(0) == before).all()
    run.forget_runs()
    assert (run.run_at(plan, 8).walk(0) == before).all()


def test_the_walk_can_be_stopped_at_any_step_and_gone_back(diffusion):
    state = diffusion["points", "ar"]
    shares = [after(state, ("step", str(step)))["points"]["share"] for step in (0, 25, 50)]
    assert max(shares[:2]) < 0.4 and shares[2] >= 0.8
    assert {after(state, ("step", str(step)))["points"]["count"] for step in range(51)} == {500}
    playing = after(state, ("walk", "start"), ("tick", ""), ("tick", ""), ("walk", "pause"))
    assert playing["points"]["at"] == 2 and playing["points"]["dots"] == after(state, ("step", "2"))["points"]["dots"]
    training = after(state, ("train", "start"), ("tick", ""))
    moved = after(training, ("step", "10"))
    assert moved["points"]["training"]["step"] == points.PER_TICK and not moved["points"]["training"]["running"]
    assert after(moved, ("train", "resume"), ("tick", ""))["points"]["training"]["step"] == 2 * points.PER_TICK


# --- The reader's code ------------------------------------------------------


@pytest.mark.parametrize("heart", ["closed_form", "denoiser"])
def test_the_files_that_readers_edit_stand_alone_and_are_short(heart):
    source = reader_code.source(heart)
    assert len(source.splitlines()) < 150
    scope = {"__name__": heart}
    exec(compile(source, f"{heart}.py", "exec"), scope)
    assert reader_code.try_out(heart, source) is None
    assert inspect.getsource(reader_code.load(heart, None)) == source


@pytest.mark.parametrize("part", ["letters", "points"])
def test_our_own_text_in_the_editor_gives_our_own_picture(diffusion, part):
    state = diffusion[part, "en"]
    again = after(state, ("code", reader_code.source(state["heart"])))
    assert soup(again).css_first(".verdict").text() == strings("en")["pictures"]["code_runs"]
    if part == "letters":
        assert again["letters"] == state["letters"]
    else:
        assert again["points"]["training"]["running"] and finished(again)["points"]["share"] == pytest.approx(state["points"]["share"], abs=0.06)
    assert after(again, ("reset_code", "true"))["edits"] == {}


WRONG = {
    ("letters", "raised / raised.sum", "1 / 0 * raised.sum"): "error_ZeroDivisionError",
    ("letters", "return raised / raised.sum(axis=1, keepdims=True)", "return raised * np.nan"): "error_finite",
    ("letters", "return raised / raised.sum(axis=1, keepdims=True)", "return raised[0]"): "error_shape",
    ("letters", "def walk", "def run"): "error_missing",
    ("points", "def sample(", "def sample("): None,
    ("points", "h2 = np.tanh(", "h2 = np.nan * np.tanh("): "error_finite",
    ("points", "def gradients(", "def gradients(:"): "error_SyntaxError",
    ("points", '"b3": d_guess.sum(axis=0),', ""): "error_shape",
    ("points", "return np.array(places)", "return places[0]"): "error_shape",
}


@pytest.mark.parametrize("language", demos.LANGUAGES)
@pytest.mark.parametrize(("change", "kind"), WRONG.items(), ids=str)
def test_a_mistake_in_the_readers_code_is_told_and_the_picture_stays(diffusion, language, change, kind):
    part, old, new = change
    state = diffusion[part, language]
    source = reader_code.source(state["heart"])
    assert old in source
    found = after(state, ("code", source.replace(old, new)))
    edit = found["edits"][state["heart"]]
    assert (edit["error"] and edit["error"][0]) == kind
    if kind:
        assert {**found, "edits": {}} == state
        assert edit["draft"] == source.replace(old, new) and edit["code"] is None
        verdict = soup(found).css_first(".verdict")
        told = {**strings(language)["python"], **strings(language)["pictures"]}
        assert told[kind] in verdict.text() and told["error_ours"] in verdict.text()
        if kind.endswith(("DivisionError", "SyntaxError")):
            [line] = [number for number, text in enumerate(source.replace(old, new).splitlines(), 1) if new in text]
            assert edit["error"][1] == line and verdict.attributes["data-error-line"] == str(line)


def test_a_mistake_that_shows_during_training_stops_it_at_the_last_good_picture(diffusion):
    source = reader_code.source("denoiser").replace(
        "    guess, h2, h1, seen", "    if len(points) > 5 and abs(parameters['W3']).max() > 0.08:\n        parameters = {name: array * np.nan for name, array in parameters.items()}\n    guess, h2, h1, seen"
    )  # fmt: skip
    state = after(diffusion["points", "ar"], ("code", source))
    assert state["points"]["training"]["running"]
    while state["points"]["training"]["running"]:
        before, state = state, after(state, ("tick", ""))
    assert state["edits"]["denoiser"]["error"][0] == "error_finite" and state["edits"]["denoiser"]["code"] is None
    assert state["points"]["dots"] == before["points"]["dots"] and state["points"]["count"] == points.FEWER
    assert strings("ar")["pictures"]["error_finite"] in soup(state).css_first(".verdict").text()


def test_each_heart_keeps_its_own_change(diffusion):
    source = reader_code.source("closed_form")
    state = after(diffusion["letters", "en"], ("code", source + "\n"), ("view", "points"))
    assert soup(state).css_first("textarea").text().lstrip("\n") == reader_code.source("denoiser")
    assert not soup(state).css_first(".verdict").text() and after(state, ("view", "letters"))["edits"]["closed_form"]["code"] == source + "\n"


# --- What is said of a picture ------------------------------------------------


@pytest.mark.parametrize("language", demos.LANGUAGES)
def test_the_picture_is_described_and_nothing_is_said_at_every_tick(diffusion, language):
    state = diffusion["points", language]
    texts = strings(language)["pictures"]
    told = texts["near"].format(count=500, share=f"{100 * state['points']['share']:.0f}%")
    assert told in soup(state).css_first("svg.plane").attributes["aria-label"] and soup(state).css_first("figcaption").text() == told
    assert soup(state).css_first(".spoken[aria-live]").text() == told
    said = set()
    state = after(state, ("train", "start"))
    for _ in range(4):
        state = after(state, ("tick", ""))
        said.add(" ".join(node.text() for node in soup(state).css("[aria-live]")))
    assert said == {f" {texts['moving']}"} or {one.strip() for one in said} == {texts["moving"]}


def test_a_picture_of_500_points_is_a_few_kb(diffusion):
    drawn = soup(diffusion["points", "en"]).css_first("svg.plane")
    assert len(drawn.css(".dots")) == 1 and len(drawn.html) < 10_000


def test_the_path_has_a_dot_at_every_point():
    assert places(dots(np.array([[1.04, 2.0], [-3.0, 199.96], [0.0, 0.0]]))) == [[1.0, 2.0], [-3.0, 200.0], [0.0, 0.0]]
    assert dots(np.empty((0, 2))) == ""


@pytest.mark.parametrize("options", [{"lesson": "x"}, {"first": "x"}])
def test_an_author_is_told_of_an_option_that_there_is_not(options):
    with pytest.raises(ValueError, match="is not one of"):
        pictures.start(pictures.Options(**options), "en")


@pytest.mark.parametrize("step", [0, 6, 12, 18, 45])
def test_the_shares_of_one_whole_add_up_as_they_are_shown(diffusion, step):
    state = after(diffusion["letters", "en"], ("step", step))
    weights = soup(state).css_first(".letters .weights")
    shown = [float(share.text().rstrip("%")) for share in weights.css("li b")]
    others = float(re.search(r"([0-9.]+)%", weights.css_first(".title").text())[1])
    assert round(sum(shown) + others, 6) == 100
    assert all(abs(share - 100 * weight) < 0.1 for share, (_, _, weight) in zip(shown, state["letters"]["looks"], strict=True))
