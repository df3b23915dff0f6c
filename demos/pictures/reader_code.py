"""The reader's own version of a heart, used in place of ours.

A heart is a file of model/: an ordinary Python module. If anything goes wrong in the reader's version, the
last good picture stays, and the page shows the error and its line.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.resources import files

import numpy as np

from demos import reader_module
from demos.reader_module import MAX_CODE, Refused

__all__ = ["HEARTS", "MAX_CODE", "code_of", "explain", "load", "source", "try_out"]


@dataclass(frozen=True)
class Heart:
    """What the demo asks of a heart.

    names  its functions that the demo calls
    trial  trial(functions) calls each of them once with little data
    """

    names: tuple
    trial: object


def _try_closed_form(heart):
    X = np.eye(3, 4)
    shares = heart.shares(X[:2] + 0.1, X, 0.5)
    heart.best_guess(X[:2] + 0.1, X, 0.5)
    heart.step_back(X[:2], X[:2], 0.5, 0.9)
    if np.shape(shares) != (2, 3):
        raise Refused("shape", "shares()")


def _try_denoiser(heart):
    rng = np.random.default_rng(0)
    parameters = heart.random_parameters(4, rng)
    points, steps, noise = rng.normal(size=(5, 2)), rng.integers(1, heart.STEPS + 1, size=5), rng.normal(size=(5, 2))
    for name, gradient in heart.gradients(parameters, points, steps, noise).items():
        parameters[name] -= gradient
    heart.loss(parameters, points, steps, noise)
    heart.sample(parameters, noise)


HEARTS = {
    "closed_form": Heart(("shares", "best_guess", "step_back"), _try_closed_form),
    "denoiser": Heart(("random_parameters", "loss", "gradients", "sample"), _try_denoiser),
}


def code_of(state):
    """Return the reader's version of the state's heart, or None if ours is in use."""
    return state["edits"].get(state["heart"], {}).get("code")


@lru_cache(maxsize=8)
def source(heart):
    """Return the text of our file."""
    return (files("demos.pictures.model") / f"{heart}.py").read_text("utf-8")


@lru_cache(maxsize=8)
def load(heart, code):
    """Return the functions of a heart: ours if code is None, else the reader's, with a check of every result.

    Raises Refused if one is missing, and whatever the code raises.
    """
    if code is None:
        return import_module(f"demos.pictures.model.{heart}")
    return reader_module.run(code, f"{heart}.py", HEARTS[heart].names, _problem)


def try_out(heart, code):
    """Return None if all functions of the code run with a little data, else an ErrorReport."""
    try:
        with np.errstate(all="ignore"):
            HEARTS[heart].trial(load(heart, code))
    except (Exception, SystemExit) as raised:  # the reader's code may raise anything
        return explain(heart, raised)
    return None


def explain(heart, error):
    """Return an exception of the reader's code as an ErrorReport."""
    return reader_module.explain(error, f"{heart}.py")


def _problem(name, arguments, result):
    """Return the kind of error of a function's result, or None."""
    if name == "gradients" and not (isinstance(result, dict) and _shapes(result) == _shapes(arguments[0])):
        return "shape"
    arrays = result.values() if isinstance(result, dict) else result if isinstance(result, (tuple, list)) else [result]
    return None if all(np.isfinite(array).all() for array in arrays) else "finite"


def _shapes(arrays):
    return {name: np.shape(array) for name, array in arrays.items()}
