"""An exception of the reader's code, as something a learner can read."""

import traceback
from dataclasses import dataclass

from demos.markup import element, join
from demos.strings import strings

# A kind of error has a sentence of its own in the strings; what is not listed shares "error_other".
KINDS = (
    SyntaxError, NameError, ImportError, AttributeError, IndexError, KeyError, ZeroDivisionError,
    RecursionError, TypeError, ValueError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True)
class Wrong:
    kind: str            # the key of its sentence in the strings
    line: int | None     # of the reader's code, counted from 1, if Python knows
    message: str         # Python's own words


def explain(error, filename):
    """Return an exception as a Wrong; filename is what the reader's code was compiled as."""
    kind = next((kind.__name__ for kind in KINDS if isinstance(error, kind)), "other")
    syntax = isinstance(error, SyntaxError)
    line = error.lineno if syntax and error.filename == filename else None
    for frame, at in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == filename:
            line = at  # the innermost of hers
    return Wrong(f"error_{kind}", line, f"{type(error).__name__}: {error.msg if syntax else error}")


def told(wrong, language, **sentences):
    """Return a Wrong in the reader's language, with Python's own words below.

    sentences  those of other kinds than Python's own, by kind
    """
    words = {**strings(language)["python"], **sentences}
    where = f"{words['error_line'].format(line=wrong.line)} " if wrong.line else ""
    own = element("pre", wrong.message, dir="ltr", lang="en") if wrong.message else None
    return join(element("p", where, words[wrong.kind]), own)
