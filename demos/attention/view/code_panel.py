"""The editor with core.py, and what came of the reader's change, in the language of the page."""

from demos.attention.reader_code import SOURCE
from demos.code_editor import python_editor
from demos.markup import element, join
from demos.python_error import error_html


def editor(view_model, code, texts):
    """Return the folded editor.

    view_model  a ViewModel, or None if there is no sentence to run the code on
    code        the reader's version of core.py, or None
    """
    error = view_model.error if view_model else None
    return python_editor(SOURCE if code is None else code, is_wrong=bool(error), texts=texts)


def verdict(view_model, state, texts):
    """Return a message about the reader's code. The element is always in the page, empty without such code."""
    message, line = None, None
    if view_model and state["code"] is not None and view_model.error:
        message = join(error_html(view_model.error, state["language"], **texts), element("p", texts["error_ours"]))
        line = view_model.error.line
    elif view_model and state["code"] is not None:
        sums = view_model.weights.sum(-1)
        odd = bool((abs(sums - 1) > 1e-3).any() or (view_model.weights < -1e-6).any())
        message = texts["code_odd"] if odd else texts["code_runs"]
    return element("div", message, class_="notice verdict", aria_live="polite", data_error_line=line)
