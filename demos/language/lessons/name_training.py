"""The training of the lesson "names": a few steps at a time, and what is measured after each of them.

A state holds it as

    {"size", "kind"     what is learnt now; the dials are for the next training
     "queue"            the sizes that come after it
     "step", "target", "running"
     "curve"            {"step": [...], "trained": [...], "held_out": [...]}: losses after each tick
     "groups"           {group: loss on its held-out names}
     "bigram"           the held-out loss of counting pairs
     "names"            how many names are learnt
     "shown"            [[name, "list" | "real" | "new", its probability], ...]
     "invented"         [[step, share of names that are not in the list that is learnt], ...]}
"""

from demos.language.lessons.name_model import CONTEXT, names_of, predict, run_of, shown, write
from demos.language.model.tokens import bigram_loss, examples

SIZES = (30, 100, 300, 0)             # 0: all
STEPS, LONGER = 400, 1600             # steps of a training, and of "much longer" after it
STEPS_PER_TICK = 8
COUNTED, COUNT_EVERY = 200, 80        # names behind the share of invented ones, and steps between two such counts
MEASURED = 500                        # learnt examples that the loss is measured on


def started(state, sizes):
    """Return the state at the first step of a training on each of the sizes, one after the other."""
    names, kind = names_of(state), "both" if state["pasted"] else state["kind"]
    learnt = names.trained(kind, sizes[0])
    numbers = {letter: number for number, letter in enumerate(names.vocabulary)}
    held_out = [name for group in names.held_out.values() for name in group]
    training = {
        "size": sizes[0], "kind": kind, "queue": sizes[1:], "step": 0, "target": STEPS, "running": True,
        "curve": {"step": [], "trained": [], "held_out": []}, "groups": {}, "bigram": round(bigram_loss(learnt, held_out, numbers), 6),
        "names": len(learnt), "shown": [], "invented": [],
    }  # fmt: skip
    return _measured({**state, "training": training})


def restarted(state):
    """Return the state at the first step of the training that it is in, as with a new core.py."""
    return started({**state, "points": [], "measured_here": True}, [state["training"]["size"]])


def tick(state):
    """Return the state a few steps later, or the same state if no training is going on."""
    training = state["training"]
    if not training["running"]:
        return state
    step = min(training["step"] + STEPS_PER_TICK, training["target"])
    state = _measured({**state, "training": {**training, "step": step, "running": step < training["target"]}})
    if step == STEPS:
        point = [training["names"], state["training"]["curve"]["held_out"][-1]]
        points = [one for one in state["points"] if one[0] != point[0]]
        state = {**state, "points": sorted([*points, point])}
    if step == training["target"] and training["queue"]:
        return started(state, training["queue"])
    return state


def train(state, value):
    """Return the state after a button of the training.

    start     from random parameters, on the names of the dials
    scaling   the same for every size, for the scaling curve
    pause, resume, longer    longer goes on far past the end
    """
    training = state["training"]
    if value in ("start", "scaling"):
        points = state["points"] if state["measured_here"] and training["kind"] == state["kind"] and value == "start" else []
        sizes = list(SIZES) if value == "scaling" else [state["size"]]
        return started({**state, "points": points, "measured_here": True}, sizes)
    target = training["target"] + (LONGER if value == "longer" and training["step"] == training["target"] else 0)
    if value in ("pause", "resume", "longer"):
        running = value != "pause" and training["step"] < target
        return {**state, "training": {**training, "target": target, "running": running}}
    return state


def drawn_again(state):
    """Return the state with names and bars at its new temperature; the losses do not depend on it."""
    return predict({**state, "training": {**state["training"], "shown": shown(state)}})


def _measured(state):
    """Return the state with the losses, the invented names and the bars of its training's step."""
    names, run, training = names_of(state), run_of(state), state["training"]
    held_out = {group: examples(tests, run.numbers, CONTEXT) for group, tests in names.held_out.items()}
    groups = {group: run.loss(*tests) for group, tests in held_out.items()}
    counts = {group: len(targets) for group, (_, targets) in held_out.items()}
    losses = {
        "step": training["step"],
        "trained": run.loss(run.contexts[:MEASURED], run.targets[:MEASURED]),
        "held_out": sum(groups[group] * counts[group] for group in groups) / sum(counts.values()),
    }
    curve = {name: [*training["curve"][name], round(value, 4)] for name, value in losses.items()}
    invented = training["invented"]
    if training["step"] % COUNT_EVERY == 0 and training["step"]:
        learnt = frozenset(names.trained(training["kind"], training["size"]))
        new = [name not in learnt for name, _ in write(run, COUNTED, training["step"], temperature=1.0)]
        invented = [*invented, [training["step"], sum(new) / COUNTED]]
    groups = {group: round(loss, 4) for group, loss in groups.items()}
    return drawn_again({**state, "training": {**training, "curve": curve, "groups": groups, "invented": invented}})
