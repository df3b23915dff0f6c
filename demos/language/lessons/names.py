"""The lesson "names": letter after letter, a model learns to invent first names.

The state's part for this lesson, see demos.language.start for the rest:

    size, kind, temperature   the dials: how many names (0: all), of whom, how bold
    pasted       the reader's own list, or None
    notice       the key of a message about that list, or None; left_out is its number
    beginning    what the reader typed, and the letters that she tapped
    finished     whether the end was chosen; then mark says what the name is, see mark_of()
    bars         [[letter, probability], ...], the most probable ones first; "" is the end
    unknown      a letter of the beginning that the list does not have, or None
    draws        how often the model went on by itself: each time it draws other letters
    training     see start_training()
    points       [[names, held-out loss], ...]: the scaling curve
    measured_here  whether the points are of this device, or of the build
"""

from collections import Counter

import numpy as np

from demos.language.data.names import MAX_NAME, MIN_NAMES, parse, pasted_names, site_names
from demos.language.model.tokens import EDGE, bigram_loss, context_of, examples
from demos.language.training.run import Plan, run_at

SIZES = (30, 100, 300, 0)             # 0: all
KINDS = ("both", "girls", "boys")
MIN_TEMPERATURE, MAX_TEMPERATURE = 0.2, 2.0
CONTEXT, WIDTH, HIDDEN = 4, 8, 64
STEPS, LONGER = 400, 1600             # steps of a training, and of "much longer" after it
STEPS_PER_TICK = 8
SHOWN, COUNTED = 10, 200              # invented names on the page, and behind the share of invented ones
COUNT_EVERY = 80                      # steps between two such counts
BARS = 6
MEASURED = 500                        # learnt examples that the loss is measured on


def start(common):
    """Return the first state: trained, with the scaling curve, as the build measures it.

    common  see demos.language.start
    """
    state = {
        **common, "size": 0, "kind": "both", "temperature": 0.8, "pasted": None, "notice": None, "left_out": 0,
        "beginning": "", "finished": False, "mark": None, "bars": [], "unknown": None, "draws": 0,
        "training": None, "points": [], "measured_here": False,
    }  # fmt: skip
    state = start_training(state, list(SIZES))
    while state["training"]["running"]:
        state = tick(state)
    return predict({**state, "measured_here": False})


def names_of(state):
    """Return the Names that the state's training learns from."""
    return pasted_names(tuple(state["pasted"])) if state["pasted"] else site_names(state["language"])


def plan(names, kind, size, code=None):
    """Return the Plan for training on some of the names."""
    return Plan(names.trained(kind, size), names.vocabulary, CONTEXT, WIDTH, HIDDEN, code)


def run_of(state):
    """Return the Run that the state's training has reached."""
    training = state["training"]
    return run_at(plan(names_of(state), training["kind"], training["size"], state["code"]), training["step"])


def start_training(state, sizes):
    """Return the state at the first step of a training on each of the sizes, one after the other.

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
    names, kind = names_of(state), "both" if state["pasted"] else state["kind"]
    learnt = names.trained(kind, sizes[0])
    numbers = {letter: number for number, letter in enumerate(names.vocabulary)}
    held_out = [name for group in names.held_out.values() for name in group]
    training = {
        "size": sizes[0], "kind": kind, "queue": sizes[1:], "step": 0, "target": STEPS, "running": True,
        "curve": {"step": [], "trained": [], "held_out": []}, "groups": {}, "bigram": _rounded(bigram_loss(learnt, held_out, numbers)),
        "names": len(learnt), "shown": [], "invented": [],
    }  # fmt: skip
    return measure({**state, "training": training})


def tick(state):
    """Return the state a few steps later, or the same state if no training is going on."""
    training = state["training"]
    if not training["running"]:
        return state
    step = min(training["step"] + STEPS_PER_TICK, training["target"])
    state = measure({**state, "training": {**training, "step": step, "running": step < training["target"]}})
    if step == STEPS:
        point = [training["names"], state["training"]["curve"]["held_out"][-1]]
        points = [one for one in state["points"] if one[0] != point[0]]
        state = {**state, "points": sorted([*points, point])}
    if step == training["target"] and training["queue"]:
        return start_training(state, training["queue"])
    return state


def measure(state):
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
    curve = {name: [*training["curve"][name], _rounded(value)] for name, value in losses.items()}
    learnt = frozenset(run.plan.sequences)
    drawn = write(state, run, SHOWN, seed=training["step"])
    shown = [[name, "list" if name in learnt else "real" if name in names.real else "new", chance] for name, chance in drawn]
    invented = training["invented"]
    if training["step"] % COUNT_EVERY == 0 and training["step"]:
        new = [name not in learnt for name, _ in write({**state, "temperature": 1.0}, run, COUNTED, seed=training["step"])]
        invented = [*invented, [training["step"], sum(new) / COUNTED]]
    groups = {group: _rounded(loss) for group, loss in groups.items()}
    return predict({**state, "training": {**training, "curve": curve, "groups": groups, "shown": shown, "invented": invented}})


def write(state, run, count, seed, beginning=""):
    """Return [(name, probability), ...] that the model writes after a beginning, at the state's temperature."""
    contexts = np.repeat(context_of(beginning, run.numbers, CONTEXT), count, axis=0)
    chances = np.random.default_rng([seed, count]).random((count, MAX_NAME - len(beginning)))
    tokens, probabilities = run.core.sample(run.parameters, contexts, state["temperature"], chances)
    letters = run.plan.vocabulary
    written = [beginning + "".join(letters[token] for token in row) for row in tokens.tolist()]
    return [(name, float(f"{chance:.6g}")) for name, chance in zip(written, probabilities.tolist(), strict=True)]


def predict(state):
    """Return the state with the bars for its beginning: the most probable next letters."""
    run, beginning = run_of(state), state["beginning"]
    unknown = next((letter for letter in beginning if letter not in run.numbers), None)
    if unknown is not None or state["finished"]:
        return {**state, "unknown": unknown, "bars": [], "mark": mark_of(beginning, state)}
    probabilities = run.next(context_of(beginning, run.numbers, CONTEXT), state["temperature"])[0].tolist()
    letters = Counter(dict(zip(run.plan.vocabulary, map(_rounded, probabilities), strict=True))).most_common(BARS)
    return {**state, "unknown": None, "bars": [list(one) for one in letters]}


def mark_of(name, state):
    """Return "list", "real" or "new": learnt from the list, on it but not learnt, or invented."""
    names, training = names_of(state), state["training"]
    learnt = names.trained(training["kind"], training["size"])
    return "list" if name in learnt else "real" if name in names.real else "new"


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    beginning    what the reader typed            size, kind, temperature   the dials
    letter       one more letter; "" is the end   names, reset_names        the reader's own list, and ours again
    go           the model goes on by itself      train                     see _train()
    """
    if name == "beginning":
        return predict({**state, "beginning": text[:MAX_NAME].lower(), "finished": False})
    if name == "letter":
        return _tap(state, text)
    if name == "go":
        return _go(state)
    if name == "size" and text in map(str, SIZES):
        return {**state, "size": int(text)}
    if name == "kind" and text in KINDS:
        return {**state, "kind": text}
    if name == "temperature":
        return measure_again({**state, "temperature": _temperature(text, state["temperature"])})
    if name == "names":
        return _paste(state, text)
    if name == "reset_names":
        return _learn_from(state, None, None, 0)
    return _train(state, text) if name == "train" else state


def measure_again(state):
    """Return the state with names and bars at its new temperature; the losses do not depend on it."""
    run, training = run_of(state), state["training"]
    shown = [[name, mark_of(name, state), chance] for name, chance in write(state, run, SHOWN, seed=training["step"])]
    return predict({**state, "training": {**training, "shown": shown}})


def restart(state):
    """Return the state at the first step of the training that it is in, as with a new core.py."""
    training = state["training"]
    return start_training({**state, "points": [], "measured_here": True}, [training["size"]])


def _train(state, value):
    """Return the state after a button of the training panel.

    start     from random parameters, on the names of the dials
    scaling   the same for every size, for the scaling curve
    pause, resume, longer    longer goes on far past the end
    """
    training = state["training"]
    if value in ("start", "scaling"):
        kept = state["points"] if state["measured_here"] and training["kind"] == state["kind"] and value == "start" else []
        sizes = list(SIZES) if value == "scaling" else [state["size"]]
        return start_training({**state, "points": kept, "measured_here": True}, sizes)
    target = training["target"] + (LONGER if value == "longer" and training["step"] == training["target"] else 0)
    if value in ("pause", "resume", "longer"):
        running = value != "pause" and training["step"] < target
        return {**state, "training": {**training, "target": target, "running": running}}
    return state


def _tap(state, letter):
    if state["finished"] or letter not in run_of(state).numbers or len(state["beginning"]) >= MAX_NAME:
        return state
    return predict({**state, "beginning": state["beginning"] + letter, "finished": letter == EDGE})


def _go(state):
    run = run_of(state)
    beginning = "" if state["finished"] else state["beginning"]
    if any(letter not in run.numbers for letter in beginning):
        return state
    draws = state["draws"] + 1
    [(name, _)] = write(state, run, 1, seed=draws, beginning=beginning)
    return predict({**state, "draws": draws, "beginning": name, "finished": True})


def _paste(state, text):
    names, left_out = parse(text)
    if len(names) < MIN_NAMES:
        return {**state, "notice": "names_few", "left_out": len(names)}
    return _learn_from(state, names, "names_used", left_out)


def _learn_from(state, pasted, notice, left_out):
    """Return the state at the beginning of a training on another list."""
    state = {**state, "pasted": pasted, "notice": notice, "left_out": left_out, "size": 0, "kind": "both"}
    state = {**state, "points": [], "measured_here": True, "beginning": "", "finished": False}
    return start_training(state, [0])


def _temperature(text, default):
    """Return the text as a temperature in the allowed range, or default if it is not a number."""
    try:
        value = float(text)
    except ValueError:
        return default
    return round(min(max(value, MIN_TEMPERATURE), MAX_TEMPERATURE), 2) if value == value else default


def _rounded(value):
    return round(value, 6)

