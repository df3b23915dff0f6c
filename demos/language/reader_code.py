"""The reader's own version of core.py, used in place of ours.

It is an ordinary Python module with the same functions. If anything goes wrong in it, our own file
goes on, and the page shows the error and its line.
"""

from functools import lru_cache
from importlib.resources import files

import numpy as np

from demos import reader_module
from demos.language.model import core
from demos.reader_module import MAX_CODE

__all__ = ["MAX_CODE", "SOURCE", "explain", "load", "try_out"]

NAMES = ("random_parameters", "forward", "probabilities", "loss", "gradients", "sample")
SOURCE = (files("demos.language.model") / "core.py").read_text("utf-8")


@lru_cache(maxsize=4)
def load(code):
    """Return the functions of core.py: ours if code is None, else the reader's, with a check of every result.

    Raises Refused if one is missing, and whatever the code raises.
    """
    return core if code is None else reader_module.run(code, "core.py", NAMES, _problem)


def try_out(code):
    """Return None if the code can train a small model and let it write, else an ErrorReport."""
    try:
        with np.errstate(all="ignore"):
            functions, rng = load(code), np.random.default_rng(0)
            parameters = functions.random_parameters(5, 3, 2, 4, rng)
            contexts, targets = rng.integers(5, size=(6, 3)), rng.integers(5, size=6)
            for name, gradient in functions.gradients(parameters, contexts, targets).items():
                parameters[name] -= gradient
            functions.loss(parameters, contexts, targets)
            functions.sample(parameters, contexts, 1.0, rng.random((6, 4)))
    except (Exception, SystemExit) as raised:  # the reader's code may raise anything
        return explain(raised)
    return None


def explain(error):
    """Return an exception of the reader's code as an ErrorReport."""
    return reader_module.explain(error, "core.py")


def _problem(name, arguments, result):
    """Return the kind of error of a function's result, or None."""
    if name in ("random_parameters", "gradients"):
        if not isinstance(result, dict) or not all(isinstance(array, np.ndarray) for array in result.values()):
            return "arrays"
        if name == "gradients" and _shapes(result) != _shapes(arguments[0]):
            return "shape"
        arrays = list(result.values())
    elif name in ("forward", "sample"):
        size = {"forward": 3, "sample": 2}[name]
        if not isinstance(result, tuple) or len(result) != size:
            return "shape"
        arrays = list(result)
    else:
        arrays = [result]
    return None if all(np.isfinite(array).all() for array in arrays) else "finite"


def _shapes(arrays):
    return {name: array.shape for name, array in arrays.items()}
