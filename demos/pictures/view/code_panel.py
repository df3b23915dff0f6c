"""The editor with the heart's code, and what came of the reader's change, in the language of the page."""

from demos.code_editor import python_editor
from demos.markup import element, join
from demos.pictures import reader_code
from demos.python_error import ErrorReport, error_html


def editor(state, texts):
    """Return the folded editor. The ideas are at the same numbers in both languages."""
    heart = state["heart"]
    edit = state["edits"].get(heart, {})
    code = reader_code.source(heart) if edit.get("draft") is None else edit["draft"]
    own = {key: texts[f"{heart}_{key}"] for key in ("code_about", "idea_1", "idea_2", "idea_3", "code_label")}
    return python_editor(code, is_wrong=bool(edit.get("error")), texts={**texts, **own})


def verdict(state, texts):
    """Return a message about the reader's code. The element is always in the page, empty without such code."""
    edit = state["edits"].get(state["heart"], {})
    is_used, error = edit.get("code") is not None, edit.get("error")
    message = texts["code_runs"] if is_used else None
    if error:
        message = join(error_html(ErrorReport(*error), state["language"], **texts), element("p", texts["error_yours" if is_used else "error_ours"]))
    return element("div", message, class_="notice verdict", aria_live="polite", data_error_line=error and error[1])
