"""An exception in the reader's code, as a message that a learner can understand."""

import traceback
from dataclasses import dataclass

from demos.markup import element, join
from demos.strings import strings

# Each of these kinds of exception has its own sentence in the strings; all others use "error_other".
KINDS = (
    SyntaxError, NameError, ImportError, AttributeError, IndexError, KeyError, ZeroDivisionError,
    RecursionError, TypeError, ValueError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True)
class ErrorReport:
    kind: str            # the key of its sentence in the strings
    line: int | None     # in the reader's code, from 1; None if Python gives no line
    message: str         # Python's own message


def explain(error, filename):
    """Return an exception as an ErrorReport.

    filename  the name under which the reader's code was compiled
    """
    kind = next((kind.__name__ for kind in KINDS if isinstance(error, kind)), "other")
    syntax = isinstance(error, SyntaxError)
    line = error.lineno if syntax and error.filename == filename else None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == filename:
            line = number  # the last one is the innermost call in the reader's code
    return ErrorReport(f"error_{kind}", line, f"{type(error).__name__}: {error.msg if syntax else error}")


def error_html(report, language, **sentences):
    """Return an ErrorReport as Markup: a sentence in the reader's language, and below it Python's own message.

    sentences  {kind: sentence} for kinds that the strings of this module do not have
    """
    texts = {**strings(language)["python"], **sentences}
    where = f"{texts['error_line'].format(line=report.line)} " if report.line else ""
    message = element("pre", report.message, dir="ltr", lang="en") if report.message else None
    return join(element("p", where, texts[report.kind]), message)
