"""The second part of the lesson "diffusion": a network learns a shape of the plane, and points of noise walk into it.

    state["points"] = {
        "drawing"   what is learnt, see data/shapes.py
        "training"  {"step", "target", "running", "loss": the mean squared error, or None before the first step}
        "at"        how many steps after the noise; the slider
        "seed"      which noise
        "walking"   whether it goes on by itself
        "dots"      the points at this step, in the plane's units, see paths.dots(); "count": how many
        "share"     the share of these points that lie on the shape
    }
"""

from functools import lru_cache

import numpy as np

from demos.pictures import reader_code
from demos.pictures.data import shapes
from demos.pictures.data.paths import dots
from demos.pictures.lessons.slider import player_of, step_of
from demos.pictures.model.denoiser import STEPS
from demos.pictures.training import run

PER_TICK = 6         # steps of training
# While training goes on, fewer points walk in longer steps: the page is to be drawn 20 times a second.
STRIDE, FEWER = 5, 300


def start(state):
    """Return the state as the page shows it first: trained."""
    untrained = {"drawing": shapes.new_drawing(shapes.READY[0]), "at": STEPS, "seed": 0, "walking": False, "training": None}
    return _measured({**state, "points": {**untrained, "training": _training(run.STEPS, is_running=False)}})


def restart(state):
    """Return the state at the first step of a training."""
    if not shapes.is_shape(state["points"]["drawing"]):
        return state
    return _measured({**state, "points": {**state["points"], "training": _training(0, is_running=True), "at": STEPS, "walking": False}})


def stopped(state):
    """Return the state with nothing going on."""
    points = state["points"]
    return {**state, "points": {**points, "walking": False, "training": {**points["training"], "running": False}}}


def tick(state):
    """Return the state a few steps of training later, or one step of the walk, or the same state if nothing is going on."""
    points = state["points"]
    training = points["training"]
    if training["running"]:
        step = min(training["step"] + PER_TICK, training["target"])
        return _measured({**state, "points": {**points, "training": {**training, "step": step, "running": step < training["target"]}}})
    if points["walking"]:
        at = min(points["at"] + 1, STEPS)
        return _measured({**state, "points": {**points, "at": at, "walking": at < STEPS}})
    return state


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    shape, stroke, clear   see shapes.changed(); a ready shape is learnt at once, a drawing when the reader says so
    train  "start": from random parameters; "pause", "resume"
    step   the slider's place            noise  other noise, from its beginning
    walk   "start": go on by itself, from the noise if the end is reached; "pause"
    """
    points = state["points"]
    drawing, training = points["drawing"], points["training"]
    changed = shapes.changed(drawing, name, text)
    if changed is not drawing:
        return _redrawn({**state, "points": {**points, "drawing": changed}}, shapes.lines_of(changed) != shapes.lines_of(drawing))
    if name == "train" and text == "start":
        return restart(state)
    if name == "train" and text in ("pause", "resume"):
        running = text == "resume" and training["step"] < training["target"]
        return _measured({**state, "points": {**points, "at": STEPS, "walking": False, "training": {**training, "running": running}}})
    # The points walk through a network that stays as it is.
    points = {**points, "training": {**training, "running": False}}
    if name == "step":
        return _measured({**state, "points": {**points, "at": step_of(text, STEPS, points["at"]), "walking": False}})
    if name == "noise":
        return _measured({**state, "points": {**points, "at": 0, "seed": points["seed"] + 1, "walking": True}})
    if name == "walk" and text in ("start", "pause"):
        at = 0 if points["at"] == STEPS else points["at"]
        return _measured({**state, "points": {**points, "at": at, "walking": text == "start"}})
    return state


def linked(state):
    """Return what a link says of the state, as one text; None if there is no shape."""
    points = state["points"]
    return f"{points['seed']}.{points['at']}.{shapes.linked(points['drawing'])}" if shapes.is_shape(points["drawing"]) else None


def opened(state, text):
    """Return the state that a link asks for: another shape is learnt at once."""
    points = state["points"]
    player, _, drawn = text.rpartition(".")
    drawing = shapes.opened(drawn)
    if not drawing:
        return state
    changed = {**state, "points": {**points, **player_of(player, STEPS, points), "drawing": drawing}}
    return _measured(changed) if shapes.lines_of(drawing) == shapes.lines_of(points["drawing"]) else restart(changed)


def _training(step, *, is_running):
    return {"step": step, "target": run.STEPS, "running": is_running, "loss": None}


def _redrawn(state, is_other_shape):
    """Return the state with another drawing: a ready shape is learnt at once; a drawing waits, for the next stroke may come."""
    if not is_other_shape:
        return state
    if state["points"]["drawing"]["shape"] != "own":
        return restart(state)
    return _measured({**state, "points": {**state["points"], "training": _training(0, is_running=False), "at": 0, "walking": False}})


def run_of(state):
    """Return the Run of the state's shape at its step of training."""
    points = state["points"]
    learnt = shapes.points_of(points["drawing"])
    return run.run_at(run.plan_of(learnt, reader_code.code_of(state, "denoiser")), points["training"]["step"])


@lru_cache(maxsize=4)
def _walk(plan, step, seed, stride, count):
    """Return the points at every step, in the network's units."""
    return run.run_at(plan, step).walk(seed, stride, count)


def _measured(state):
    """Return the state with the points and the figures at its step. Without a shape there is nothing to learn, and no point."""
    points = state["points"]
    training = points["training"]
    if not shapes.is_shape(points["drawing"]):
        training = {**training, "running": False, "loss": None}
        return {**state, "points": {**points, "training": training, "dots": "", "count": 0, "share": 0.0}}
    found, learnt = run_of(state), shapes.points_of(points["drawing"])
    way = _walk(found.plan, found.steps, points["seed"], *((STRIDE, FEWER) if training["running"] else (1, run.SHOWN)))
    now = way[-1 if points["at"] == STEPS else points["at"]]
    measured = {
        "training": {**training, "loss": round(found.measured(), 3)},
        "dots": dots(np.clip(shapes.to_plane(now), -shapes.PLANE, 2 * shapes.PLANE)),  # far outside, nobody sees where
        "count": len(now),
        "share": round(shapes.share_near(now, learnt), 4),
    }
    return {**state, "points": {**points, **measured}}
