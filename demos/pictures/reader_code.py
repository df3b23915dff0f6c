"""The reader's own version of a file of model/, used in place of ours.

These files are the mathematics of the demo, and are called its hearts: ordinary Python modules. If anything goes wrong in the reader's version, the
last good picture stays, and the page shows the error and its line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.resources import files

import numpy as np

from demos import reader_module
from demos.pictures.model import closed_form, denoiser
from demos.reader_module import MAX_CODE

__all__ = ["HEARTS", "MAX_CODE", "code_of", "explain", "load", "source", "try_out"]


@dataclass(frozen=True)
class Heart:
    """What the demo asks of a heart.

    names  its functions that the demo calls
    trial  trial(functions) calls each of them once with little data
    """

    names: tuple
    trial: Callable


def _try_closed_form(heart):
    noisy, known = np.full((2, 4), 0.1), np.eye(3, 4)
    heart.weights(noisy, known, 0.5)
    heart.best_guess(noisy, known, 0.5)
    heart.walk(noisy, known)


def _try_denoiser(heart):
    rng = np.random.default_rng(0)
    parameters = heart.random_parameters(4, rng)
    points, steps, noise = rng.normal(size=(5, 2)), rng.integers(1, denoiser.STEPS + 1, size=5), rng.normal(size=(5, 2))
    for name, gradient in heart.gradients(parameters, points, steps, noise).items():
        parameters[name] -= gradient
    heart.loss(parameters, points, steps, noise)
    heart.sample(parameters, noise, 5)


def _try_gan(heart):
    rng = np.random.default_rng(0)
    (forger, detective), z = heart.random_parameters(rng), rng.uniform(-1, 1, (5, 2))
    fakes = heart.forge(forger, z)
    for parameters, gradients in (
        (detective, heart.detective_gradients(detective, z, fakes)),
        (forger, heart.forger_gradients(forger, detective, z)),
    ):
        for name, gradient in gradients.items():
            parameters[name] -= gradient
    heart.judge(detective, fakes)
    heart.losses(detective, z, fakes)


HEARTS = {
    "closed_form": Heart(("weights", "best_guess", "walk"), _try_closed_form),
    "denoiser": Heart(("random_parameters", "loss", "gradients", "sample"), _try_denoiser),
    "gan": Heart(("random_parameters", "forge", "judge", "losses", "detective_gradients", "forger_gradients"), _try_gan),
}


def code_of(state, heart):
    """Return the reader's version of a heart, or None if ours is in use."""
    return state["edits"].get(heart, {}).get("code")


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
    if name == "random_parameters" and isinstance(result, tuple) and len(result) == 2:  # of gan.py: one for each of the two
        return _problem(name, arguments, result[0]) or _problem(name, arguments, result[1])
    if name == "random_parameters" or name.endswith("gradients"):
        if not isinstance(result, dict):
            return "arrays"
        if name != "random_parameters" and _shapes(result) != _shapes(arguments[0]):
            return "shape"
        arrays = list(result.values())
    elif name == "walk":
        if not isinstance(result, tuple) or [np.shape(array) for array in result] != [(closed_form.STEPS + 1, *arguments[0].shape)] * 2:
            return "shape"
        arrays = list(result)
    else:
        if np.shape(result) != _SHAPES[name](*arguments):
            return "shape"
        arrays = [result]
    return None if all(np.isfinite(array).all() for array in arrays) else "finite"


# {function: the shape of its result, from its arguments}
_SHAPES: dict = {
    "weights": lambda x, known, a: (len(x), len(known)),
    "best_guess": lambda x, known, a: x.shape,
    "loss": lambda *_: (),
    "forge": lambda forger, z: z.shape,
    "judge": lambda detective, points: (len(points),),
    "losses": lambda *_: (2,),
    "sample": lambda parameters, noise, stride: (denoiser.STEPS // stride + 1, *noise.shape),
}


def _shapes(arrays):
    return {name: np.shape(array) for name, array in arrays.items()}
