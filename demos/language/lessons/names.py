"""The lesson "names": letter after letter, a model learns to invent first names.

The state's part for this lesson, see demos.language.start for the rest:

    size, kind, temperature   the dials: how many names (0: all), of whom, how bold
    pasted       the reader's own list, or None
    notice       the key of a message about that list, or None; left_out is its number
    beginning    what the reader typed, and the letters that she tapped
    finished     whether the end was chosen; then mark says what the name is, see name_model.mark_of()
    bars         [[letter, probability], ...], the most probable ones first; "" is the end
    unknown      a letter of the beginning that the list does not have, or None
    draws        how often the model went on by itself: each time it draws other letters
    training     see name_training.py
    points       [[names, held-out loss], ...]: the scaling curve
    measured_here  whether the points are of this device, or of the build
"""

from demos.language.data.names import MAX_NAME, MIN_NAMES, parse
from demos.language.lessons.name_model import choose, go_on, predict
from demos.language.lessons.name_training import SIZES, drawn_again, restarted, started, tick, train
from demos.text import number_between, visible

__all__ = ["restart", "start", "tick", "update"]

SHARED = ("beginning", "temperature", "size", "kind")
KINDS = ("both", "girls", "boys")
MIN_TEMPERATURE, MAX_TEMPERATURE = 0.2, 2.0
BEGINNINGS = {"ar": "مر", "en": "mar"}  # in the first picture
restart = restarted


def start(common):
    """Return the first state: trained, with the scaling curve, as the build measures it.

    common  see demos.language.start
    """
    state = {
        **common, "size": 0, "kind": "both", "temperature": 0.8, "pasted": None, "notice": None, "left_out": 0,
        "beginning": BEGINNINGS[common["language"]], "finished": False, "mark": None, "bars": [], "unknown": None, "draws": 0,
        "training": None, "points": [], "measured_here": False,
    }  # fmt: skip
    state = started(state, list(SIZES))
    while state["training"]["running"]:
        state = tick(state)
    return predict({**state, "measured_here": False})


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    beginning    what the reader typed            size, kind, temperature   the dials
    letter       one more letter; "" is the end   names, reset_names        the reader's own list, and ours again
    go           the model goes on by itself      train                     see name_training.train()
    """
    if name == "beginning":
        return predict({**state, "beginning": visible(text).lstrip()[:MAX_NAME].lower(), "finished": False})
    if name == "letter":
        return choose(state, text)
    if name == "go":
        return go_on(state)
    if name == "size" and text in map(str, SIZES):
        return {**state, "size": int(text)}
    if name == "kind" and text in KINDS:
        return {**state, "kind": text}
    if name == "temperature":
        return drawn_again({**state, "temperature": number_between(text, MIN_TEMPERATURE, MAX_TEMPERATURE, state["temperature"])})
    if name == "names":
        return _paste(state, text)
    if name == "reset_names":
        return _learn_from(state, None, None, 0)
    return train(state, text) if name == "train" else state


def _paste(state, text):
    names, left_out = parse(text)
    if len(names) < MIN_NAMES:
        return {**state, "notice": "names_few", "left_out": len(names)}
    return _learn_from(state, names, "names_used", left_out)


def _learn_from(state, pasted, notice, left_out):
    """Return the state at the beginning of a training on another list."""
    state = {**state, "pasted": pasted, "notice": notice, "left_out": left_out, "size": 0, "kind": "both"}
    beginning = "" if pasted else BEGINNINGS[state["language"]]
    return started({**state, "points": [], "measured_here": True, "beginning": beginning, "finished": False}, [0])
