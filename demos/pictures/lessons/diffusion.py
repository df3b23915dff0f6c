"""The lesson "diffusion": out of noise, step by step. First without training (letters.py), then with a trained network (points.py).

The state's part for this lesson, see demos.pictures.start for the rest:

    heart    "closed_form" or "denoiser": which of the two is shown
    letters  see letters.py; points: see points.py
"""

from demos.pictures.lessons import letters, points

PARTS = {"letters": letters, "points": points}
HEARTS = {"letters": "closed_form", "points": "denoiser"}


def start(common, first):
    """Return the first state. Raises ValueError if `first` is no part of the lesson."""
    if first not in PARTS:
        raise ValueError(f"first = {first!r} is not one of: {', '.join(PARTS)}")
    state = {**common, "heart": "closed_form"}
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


def update(state, name, text):
    """Return the state after an event: "view", which shows the other part, or one of the part's own."""
    if name == "view" and text in PARTS:
        return {**stopped(state), "heart": HEARTS[text]}
    return PARTS[part_of(state)].update(state, name, text)
