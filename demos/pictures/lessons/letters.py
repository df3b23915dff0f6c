"""The first part of the lesson "diffusion": noise becomes a letter by a formula, without any training.

    state["letters"] = {
        "at"        how many steps after the noise; the slider
        "seed"      which noise
        "walking"   whether it goes on by itself
        "picture"   what is there at this step, "guess": the best guess of what is behind it; pictures, see shades()
        "strip"     [[step, picture], ...]: the way from noise to letter
        "looks"     [[letter, picture, weight], ...]: the known pictures that it looks at, the largest weight first
        "others"    the sum of all other weights
        "count"     how many pictures are known
        "distance"  how far the end is from the nearest known picture: the root of the mean squared difference, of 0 to 2
        "tried", "copies", "different"  of how many noises, how many ended on a known picture, and on how many of them
    }
"""

from functools import lru_cache
from pathlib import Path

import numpy as np

from demos.pictures import reader_code
from demos.pictures.lessons.slider import player_of, step_of
from demos.pictures.model.closed_form import STEPS, signal

DATA = Path(__file__).parents[1] / "data" / "letters.npz"
SHADES = 8         # of ink, besides none
LOOKS = 6          # known pictures that are shown
STRIP = (0, 6, 12, 18, 26, STEPS)  # steps whose pictures are shown as the way
FIRST = {"at": 12, "seed": 34}  # what is shown first: a noise that becomes ع, when it still looks at several letters
TRIED = 50
SAME = 0.01        # a picture that is nearer than that to a known one is a copy


@lru_cache(maxsize=1)
def known():
    """Return (pictures (N, D) from -1 without ink to 1, their letters)."""
    with np.load(DATA) as arrays:
        pictures = arrays["pictures"]
        return pictures.reshape(len(pictures), -1) / 127.5 - 1, tuple(arrays["letters"].tolist())


def start(state):
    """Return the state as the page shows it first."""
    return restart({**state, "letters": {**FIRST, "walking": False}})


def restart(state):
    """Return the state with everything computed anew, as with another closed_form.py."""
    copies, different = _copies(reader_code.code_of(state, "closed_form"))
    counts = {"tried": TRIED, "copies": copies, "different": different, "count": len(known()[0])}
    return _drawn({**state, "letters": {**state["letters"], **counts}})


def stopped(state):
    """Return the state with nothing going on."""
    return {**state, "letters": {**state["letters"], "walking": False}}


def tick(state):
    """Return the state one step on, or the same state if nothing is going on."""
    letters = state["letters"]
    if not letters["walking"]:
        return state
    at = min(letters["at"] + 1, STEPS)
    return _drawn({**state, "letters": {**letters, "at": at, "walking": at < STEPS}})


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    step   the slider's place              noise  another noise, from its beginning
    walk   "start": go on by itself, from the noise if the end is reached; "pause"
    """
    letters = state["letters"]
    if name == "step":
        return _drawn({**state, "letters": {**letters, "at": step_of(text, STEPS, letters["at"]), "walking": False}})
    if name == "noise":
        return _drawn({**state, "letters": {**letters, "at": 0, "seed": letters["seed"] + 1, "walking": True}})
    if name == "walk" and text in ("start", "pause"):
        at = 0 if letters["at"] == STEPS else letters["at"]
        return _drawn({**state, "letters": {**letters, "at": at, "walking": text == "start"}})
    return state


def linked(state):
    """Return what a link says of the state, as one text."""
    return f"{state['letters']['seed']}.{state['letters']['at']}"


def opened(state, text):
    """Return the state that a link asks for."""
    return _drawn({**state, "letters": {**state["letters"], **player_of(text, STEPS, state["letters"])}})


def shades(picture):
    """Return a picture as text: for each pixel, row by row, a digit from 0 (no ink) to SHADES."""
    return "".join(map(str, ((np.clip(picture, -1, 1) + 1) / 2 * SHADES).round().astype(int).tolist()))


@lru_cache(maxsize=4)
def _copies(code):
    """Return how many of TRIED noises end on a known picture, and on how many different ones."""
    pictures, _ = known()
    noises = np.random.default_rng(5).normal(size=(TRIED, pictures.shape[1]))
    distances = _distances(reader_code.load("closed_form", code).walk(noises, pictures)[0][-1], pictures)
    copies = distances.min(axis=1) < SAME
    return int(copies.sum()), len(set(distances.argmin(axis=1)[copies].tolist()))


@lru_cache(maxsize=4)
def _walk(code, seed):
    """Return (pictures, guesses, weights) from one noise, a row for each step."""
    heart, (pictures, _) = reader_code.load("closed_form", code), known()
    way, guesses = heart.walk(np.random.default_rng([3, seed]).normal(size=(1, pictures.shape[1])), pictures)
    # At the end there is no noise, so nothing is asked any more: what was asked last is still shown.
    weights = [heart.weights(way[min(n, STEPS - 1)], pictures, signal(STEPS - min(n, STEPS - 1)))[0] for n in range(STEPS + 1)]
    return way[:, 0], guesses[:, 0], weights


def _drawn(state):
    """Return the state with what is shown at its step."""
    letters, (pictures, names) = state["letters"], known()
    way, guesses, weights = _walk(reader_code.code_of(state, "closed_form"), letters["seed"])
    at, shares = letters["at"], weights[letters["at"]]
    best = np.argsort(-shares, kind="stable")[:LOOKS].tolist()
    shown = {
        "picture": shades(way[at]),
        "guess": shades(guesses[at]),
        "strip": [[step, shades(way[step])] for step in STRIP],
        "looks": [[names[index], shades(pictures[index]), round(float(shares[index]), 4)] for index in best],
        "others": round(max(0.0, 1 - float(shares[best].sum())), 4),
        "distance": round(float(_distances(way[-1:], pictures).min()), 4),
    }
    return {**state, "letters": {**letters, **shown}}


def _distances(found, pictures):
    """Return how far each found picture is from each known one: (B, N)."""
    return np.array([np.sqrt(((pictures - one) ** 2).mean(axis=1)) for one in found])
