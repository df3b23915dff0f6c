"""The reader's own version of core.py, used in place of ours.

It is an ordinary Python module; only its scaled_dot_product_attention is used. Every layer calls it
with the arguments that ours would get. If anything goes wrong, our own function computes the
sentence, and the page shows the error and its line.
"""

from functools import lru_cache
from importlib.resources import files

import numpy as np

from demos import reader_module
from demos.reader_module import MAX_CODE, Refused

__all__ = ["MAX_CODE", "NAME", "SOURCE", "encode", "explain", "load"]

NAME = "scaled_dot_product_attention"
SOURCE = (files("demos.attention.model") / "core.py").read_text("utf-8")


def encode(model, tokens, state):
    """Return (Model.encode of the tokens, None or an ErrorReport), with the reader's attention if there is one.

    state  {"code": str or None, "causal": bool, "temperature": float, ...}
    """
    arguments = tokens, state["causal"], state["temperature"]
    error = None
    if state["code"] is not None:
        try:
            attention = load(state["code"])
            with np.errstate(all="ignore"):
                return model.encode(*arguments, attention=attention), None
        except (Exception, SystemExit) as raised:  # the reader's code may raise anything
            error = explain(raised)
    return model.encode(*arguments), error


def load(code):
    """Run the code as a module of its own and return its attention function, with a check of every result.

    Raises Refused if the module has no such function, and whatever the code raises.
    """
    scope = {"__name__": "core"}
    exec(_compiled(code), scope)
    attention = scope.get(NAME)
    if not callable(attention):
        raise Refused("missing", "")

    def checked(q, k, v, mask=None):
        """As core.scaled_dot_product_attention. Raises Refused if the result cannot be used."""
        result = attention(q, k, v, mask)
        if not isinstance(result, tuple | list) or len(result) != 2:
            raise Refused("pair", "")
        output, weights = (np.asarray(one) for one in result)
        expected = (*q.shape[:-1], v.shape[-1]), (*q.shape[:-1], k.shape[-2])
        if (output.shape, weights.shape) != expected:
            raise Refused("shape", f"output {output.shape}, weights {weights.shape}; not {expected[0]}, {expected[1]}")
        if not (np.isfinite(output).all() and np.isfinite(weights).all()):
            raise Refused("finite", "")
        return output, weights

    return checked


def explain(error):
    """Return an exception of the reader's code as an ErrorReport."""
    return reader_module.explain(error, "core.py")


@lru_cache(maxsize=1)
def _compiled(code):
    return compile(code, "core.py", "exec")
