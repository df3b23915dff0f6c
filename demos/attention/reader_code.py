"""The reader's own version of core.py, run in place of ours.

What she writes is an ordinary Python module of which one name is used. It is given exactly what
ours is given, in every layer; whatever goes wrong, our own function answers instead, and she is
told what went wrong and at which line.
"""

from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files

import numpy as np

from demos import python_error
from demos.attention.model import encoder
from demos.python_error import ErrorReport

NAME = "scaled_dot_product_attention"
SOURCE = (files("demos.attention.model") / "core.py").read_text("utf-8")
MAX_CODE = 20_000


class Refused(Exception):
    """The function ran, but what it returned cannot be used."""


def encode(model, words, state):
    """Return (Model.encode of the words, None or an ErrorReport), with the reader's attention if she wrote one.

    state  {"code": str or None, "causal": bool, "temperature": float, ...}
    """
    asked = words, state["causal"], state["temperature"]
    wrong = None
    if state["code"] is not None:
        try:
            with _in_place_of_ours(load(state["code"])), np.errstate(all="ignore"):
                return model.encode(*asked), None
        except (Exception, SystemExit) as error:  # hers may raise anything
            wrong = explain(error)
    return model.encode(*asked), wrong


def load(code):
    """Run the code as a module of its own and return its attention, checked at every call."""
    scope = {"__name__": "core"}
    exec(_compiled(code), scope)
    attention = scope.get(NAME)
    if not callable(attention):
        raise Refused("missing")

    def checked(q, k, v, mask=None):
        """As core.scaled_dot_product_attention; raises Refused if the result is of no use."""
        result = attention(q, k, v, mask)
        if not isinstance(result, tuple | list) or len(result) != 2:
            raise Refused("pair")
        output, weights = (np.asarray(one) for one in result)
        wanted = (*q.shape[:-1], v.shape[-1]), (*q.shape[:-1], k.shape[-2])
        if (output.shape, weights.shape) != wanted:
            raise Refused("shape", f"output {output.shape}, weights {weights.shape}; not {wanted[0]}, {wanted[1]}")
        if not (np.isfinite(output).all() and np.isfinite(weights).all()):
            raise Refused("finite")
        return output, weights

    return checked


def explain(error):
    """Return an exception of the reader's code as an ErrorReport."""
    if isinstance(error, Refused):
        return ErrorReport(f"error_{error.args[0]}", None, error.args[1] if len(error.args) > 1 else "")
    return python_error.explain(error, "core.py")


@lru_cache(maxsize=1)
def _compiled(code):
    return compile(code, "core.py", "exec")


@contextmanager
def _in_place_of_ours(attention):
    """Let the encoder use another attention for as long as the block runs."""
    ours = getattr(encoder, NAME)
    setattr(encoder, NAME, attention)
    try:
        yield
    finally:
        setattr(encoder, NAME, ours)
