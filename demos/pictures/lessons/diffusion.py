"""The lesson "diffusion": out of noise, step by step. First without training (letters.py), then with a trained network (points.py).

The state's part for this lesson, see demos.pictures.start for the rest:

    heart    "closed_form" or "denoiser": which of the two is shown
    first    the part that was shown first: links to the demo have its name, so that on a page of two demos the right one opens them
    letters  see letters.py; points: see points.py
"""

from demos.pictures.lessons import letters, points

PARTS = {"letters": letters, "points": points}
HEARTS = {"letters": "closed_form", "points": "denoiser"}


def start(common, first):
    """Return the first state. Raises ValueError if `first` is no part of the lesson."""
    if first not in PARTS:
        raise ValueError(f"first = {first!r} is not one of: {', '.join(PARTS)}")
    state = {**common, "heart": "closed_form", "first": first}
    for part in PARTS.values():
        state = part.start(state)
    return {**state, "heart": HEARTS[first]}


def part_of(state):
    """Return the name of the part that is shown: "letters" or "points"."""
    return next(part for part, heart in HEARTS.items() if heart == state["heart"])


def restart(state):
    """Return the state as the part begins, as with another version of its heart."""
    return PARTS[part_of(state)].restart(state)


def stopped(state):
    """Return the state with nothing going on."""
    return PARTS[part_of(state)].stopped(state)


def tick(state):
    """Return the state after a tick of what is going on."""
    return PARTS[part_of(state)].tick(state)


def shared(state):
    """Return the name of the event that a link may carry."""
    return state["first"]


def linked(state):
    """Return what a link says of the state, as one text; None if there is nothing to show."""
    shown = part_of(state)
    said = PARTS[shown].linked(state)
    return said and f"{shown}.{said}"


def update(state, name, text):
    """Return the state after an event: "view", which shows the other part, the one of a link, or one of the part's own."""
    if name == state["first"]:
        part, _, said = text.partition(".")
        return PARTS[part].opened({**stopped(state), "heart": HEARTS[part]}, said) if part in PARTS else state
    if name == "view" and text in PARTS:
        return {**stopped(state), "heart": HEARTS[text]}
    return PARTS[part_of(state)].update(state, name, text)
