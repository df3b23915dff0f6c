"""The editor with core.py, and what came of the reader's change, in the language of the page."""

from demos.code_editor import python_editor
from demos.language.reader_code import SOURCE
from demos.markup import element, join
from demos.python_error import ErrorReport, error_html


def editor(state, texts):
    """Return the folded editor. The ideas are at the same numbers in both languages."""
    return python_editor(SOURCE if state["draft"] is None else state["draft"], is_wrong=bool(state["error"]), texts=texts)


def verdict(state, texts):
    """Return a message about the reader's code. The element is always in the page, empty without such code."""
    message = texts["code_runs"] if state["code"] is not None else None
    if state["error"]:
        kept = texts["error_yours" if state["code"] is not None else "error_ours"]
        message = join(error_html(ErrorReport(*state["error"]), state["language"], **texts), element("p", kept))
    return element("div", message, class_="notice verdict", aria_live="polite", data_error_line=state["error"] and state["error"][1])
