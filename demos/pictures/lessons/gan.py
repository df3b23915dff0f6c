"""The lesson "gan": a forger and a detective learn against each other, and the reader holds one of them back.

    state["gan"] = {
        "drawing"   the shape that is to be forged, see data/shapes.py
        "handicap"  who is held back, a key of training.gan_run.HANDICAPS
        "training"  {"step": the round, "target", "running"}
        "places"    [[x, y], ...]: the fakes, in the plane's units
        "opinion"   the detective's opinion of the plane, row by row: GRID strings of GRID digits, from 0 (fake) to LEVELS - 1 (real);
                    while the game runs it may be a few rounds old, see OPINION_EVERY
        "losses"    [the detective's, the forger's]; while the game runs, those at the end of the curve
        "curve"     [[round, the detective's loss, the forger's loss], ...]
        "covered"   the share of the shape that has a fake near it
        "on_shape"  the share of the fakes that are on the shape
        "belief"    how probable it is, in the detective's opinion, that a fake is real: the mean of all fakes
        "happens"   what is happening, see what_happens()
    }
"""

import numpy as np

from demos.pictures import reader_code
from demos.pictures.data import shapes
from demos.pictures.training.gan_run import CURVE_EVERY, HANDICAPS, plan_of, run_at

PER_TICK = {"none": 4, "detective": 3, "forger": 2}  # rounds: with what is measured, 8 ms in CPython or less
# In the browser, asking the detective about the whole plane and both losses take a quarter of a tick's time. While the game
# runs, the plane is asked every so many ticks, and the losses are those that the run measures for its curve.
OPINION_EVERY = 2
GRID, LEVELS = 40, 7
EARLY = 100          # rounds: before that, few fakes on the shape say nothing about how it goes
FEW, MOST = 0.3, 0.8
CERTAIN = 0.02
_CENTRES = (np.arange(GRID) + 0.5) * shapes.PLANE / GRID
_PLACES = shapes.to_model(np.stack(np.meshgrid(_CENTRES, _CENTRES), axis=-1).reshape(-1, 2))  # (GRID², 2), row by row


def start(common, first):
    """Return the state as the page shows it first: trained, with neither of them held back. `first` is of the other lesson."""
    state = {**common, "heart": "gan", "gan": {"drawing": shapes.new_drawing(shapes.READY[0]), "handicap": "none"}}
    return _at(restart(state), HANDICAPS["none"].rounds, is_running=False)


def restart(state):
    """Return the state before the first round. It waits if there is no shape to forge."""
    gan = state["gan"]
    training = {"step": 0, "target": HANDICAPS[gan["handicap"]].rounds, "running": shapes.is_shape(gan["drawing"])}
    return _measured({**state, "gan": {**gan, "training": training}})


def stopped(state):
    """Return the state with nothing going on."""
    return {**state, "gan": {**state["gan"], "training": {**state["gan"]["training"], "running": False}}}


def tick(state):
    """Return the state a few rounds later, or the same state if nothing is going on."""
    gan = state["gan"]
    if not gan["training"]["running"]:
        return state
    rounds = PER_TICK[gan["handicap"]]
    return _at(state, (gan["training"]["step"] // rounds + 1) * rounds, is_running=True)


def shared(state):
    """Return the name of the event that a link may carry."""
    return "gan"


def linked(state):
    """Return what a link says of the state, as one text; None if there is no shape."""
    gan = state["gan"]
    return f"{gan['handicap']}.{shapes.linked(gan['drawing'])}" if shapes.is_shape(gan["drawing"]) else None


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    shape, stroke, clear   see shapes.changed(); a ready shape is forged at once, a drawing when the reader says so
    handicap               who is held back; they begin again
    train                  "start": from random parameters; "pause", "resume"
    gan                    what linked() returned: another game begins
    round                  one round, and stop; after the last one they begin again
    """
    gan = state["gan"]
    drawing, training = shapes.changed(gan["drawing"], name, text), gan["training"]
    if drawing is not gan["drawing"]:
        redrawn = {**state, "gan": {**gan, "drawing": drawing}}
        if shapes.lines_of(drawing) == shapes.lines_of(gan["drawing"]):
            return redrawn
        return restart(redrawn) if drawing["shape"] != "own" else stopped(restart(redrawn))
    if name == "gan":
        handicap, _, drawn = text.partition(".")
        drawing = shapes.opened(drawn)
        if handicap not in HANDICAPS or not drawing or text == linked(state):
            return state
        return restart({**state, "gan": {**gan, "drawing": drawing, "handicap": handicap}})
    if name == "handicap" and text in HANDICAPS:
        return restart({**state, "gan": {**gan, "handicap": text}})
    if name == "train" and text == "start":
        return restart(state)
    if name == "train" and text in ("pause", "resume"):
        return _at(state, training["step"], is_running=text == "resume")
    if name == "round" and shapes.is_shape(drawing):
        played = training["step"] % training["target"]  # after the last round comes the first one again
        return _at(state, played + 1, is_running=False)
    return state


def what_happens(step, covered, on_shape, belief):
    """Return in one word what the figures say of a round; the words' sentences are in the strings.

    early      little of the shape is covered, and it is too soon to say why
    deadlock   little of it is covered, and the detective is certain of every fake: the forger learns nothing
    collapse   little of it is covered, although the detective is not certain: the forger repeats one trick
    balance    most of it is covered, and most fakes are on it
    loose      most of it is covered, but many fakes are beside it
    partly     something between
    """
    if covered < FEW and step < EARLY:
        return "early"
    if covered < FEW:
        return "deadlock" if belief < CERTAIN else "collapse"
    if covered < MOST:
        return "partly"
    return "balance" if on_shape >= MOST else "loose"


def _at(state, step, *, is_running):
    """Return the state at another round, at most the last one."""
    training = state["gan"]["training"]
    step = min(step, training["target"])
    training = {**training, "step": step, "running": is_running and step < training["target"]}
    return _measured({**state, "gan": {**state["gan"], "training": training}})


def _measured(state):
    """Return the state with the fakes, the detective's opinion and the figures of its round. Without a shape there are none."""
    gan = state["gan"]
    step = gan["training"]["step"]
    if not shapes.is_shape(gan["drawing"]):
        return stopped({**state, "gan": {**gan, "places": [], "opinion": [], "losses": None, "curve": [], "covered": 0.0, "on_shape": 0.0, "belief": 0.0, "happens": "early"}})
    learnt = shapes.points_of(gan["drawing"])
    run = run_at(plan_of(learnt, gan["handicap"], reader_code.code_of(state, "gan")), step)
    fakes = run.fakes()
    near = shapes.near(fakes, learnt)
    covered, on_shape, belief = float(near.any(axis=0).mean()), float(near.any(axis=1).mean()), float(run.opinion(fakes).mean())
    is_running, curve = gan["training"]["running"], run.curve[: step // CURVE_EVERY + 1]
    is_shown_again = is_running and step % (OPINION_EVERY * PER_TICK[gan["handicap"]])
    measured = {
        "places": shapes.to_plane(np.clip(fakes, -9, 9)).round(1).tolist(),
        "opinion": gan["opinion"] if is_shown_again else _opinion(run),
        "losses": curve[-1][1:] if is_running else run.losses(),
        "curve": curve, "covered": round(covered, 4), "on_shape": round(on_shape, 4), "belief": round(belief, 4),
        "happens": what_happens(step, covered, on_shape, belief),
    }  # fmt: skip
    return {**state, "gan": {**gan, **measured}}


def _opinion(run):
    """Return the detective's opinion of the plane, see "opinion" above."""
    digits = (ord("0") + np.minimum(run.opinion(_PLACES) * LEVELS, LEVELS - 1).astype(np.uint8)).tobytes().decode()
    return [digits[at : at + GRID] for at in range(0, GRID**2, GRID)]
