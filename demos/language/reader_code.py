"""The reader's own version of core.py, used in place of ours.

It is an ordinary Python module with the same functions. If anything goes wrong in it, our own file
goes on, and the page shows the error and its line.
"""

from functools import lru_cache
from importlib.resources import files
from types import SimpleNamespace

import numpy as np

from demos import python_error
from demos.language.model import core
from demos.python_error import ErrorReport

NAMES = ("random_parameters", "forward", "probabilities", "loss", "gradients", "sample")
SOURCE = (files("demos.language.model") / "core.py").read_text("utf-8")
MAX_CODE = 20_000  # characters; a longer text is cut


class Refused(Exception):
    """The reader's code ran, but its result cannot be used. Arguments: kind of error, message."""


@lru_cache(maxsize=4)
def load(code):
    """Return the functions of core.py: ours if code is None, else the reader's, with a check of every result.

    Raises Refused if one is missing, and whatever the code raises.
    """
    if code is None:
        return core
    scope = {"__name__": "core"}
    exec(compile(code, "core.py", "exec"), scope)
    for name in NAMES:
        if not callable(scope.get(name)):
            raise Refused("missing", name)
    return SimpleNamespace(**{name: _checked(name, scope[name]) for name in NAMES})


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
    if isinstance(error, Refused):
        return ErrorReport(f"error_{error.args[0]}", None, error.args[1])
    return python_error.explain(error, "core.py")


def _checked(name, function):
    """Return the function with a check of its result: Refused is raised where ours could not go on with it."""

    def checked(*arguments):
        result = function(*arguments)
        if problem := _problem(name, arguments, result):
            raise Refused(problem, f"{name}()")
        return result

    return checked


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
