"""The lesson "diffusion": out of noise, step by step, with a trained network.

The state's part for this lesson, see demos.pictures.start for the rest:

    drawing   see data/shapes.py
    at        how many steps back from the noise the points are shown
    seed      which noise
    training  {"step", "target", "running", "loss"}
    points    what view.plane.dots() makes of them is not here: [[x, y], ...] in the plane's units
    share     the share of points near the shape
"""

from demos.pictures import reader_code
from demos.pictures.data import shapes
from demos.pictures.training.run import Plan, run_at

STEPS, PER_TICK = 1000, 20


def start(common, first):
    """Return the first state, trained."""
    state = {**common, "heart": "denoiser", "drawing": shapes.new_drawing("heart"), "at": 50, "seed": 0}
    state = restart(state)
    while state["training"]["running"]:
        state = tick(state)
    return state


def restart(state):
    """Return the state at the first step of a training."""
    return _measured({**state, "training": {"step": 0, "target": STEPS, "running": True, "loss": None}})


def stopped(state):
    """Return the state with nothing going on."""
    return {**state, "training": {**state["training"], "running": False}}


def tick(state):
    """Return the state a few steps later."""
    training = state["training"]
    if not training["running"]:
        return state
    step = min(training["step"] + PER_TICK, training["target"])
    return _measured({**state, "training": {**training, "step": step, "running": step < training["target"]}})


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing."""
    drawing = shapes.changed(state["drawing"], name, text)
    if drawing is not state["drawing"]:
        changed = {**state, "drawing": drawing}
        return restart(changed) if drawing["lines"] != state["drawing"]["lines"] or drawing["shape"] != state["drawing"]["shape"] else changed
    if name == "train" and text == "start":
        return restart(state)
    return state


def _measured(state):
    if not shapes.is_shape(state["drawing"]):
        return stopped(state)
    points = shapes.points_of(state["drawing"])
    run = run_at(Plan(tuple(map(tuple, points.tolist())), STEPS, reader_code.code_of(state)), state["training"]["step"])
    found = run.walk(state["seed"])[state["at"]]
    return {
        **state, "training": {**state["training"], "loss": round(run.measured(), 4)}, "share": round(shapes.share_near(found, points), 4),
        "points": shapes.to_plane(found).round(1).tolist(),
    }  # fmt: skip
