"""The editor with core.py, and what came of the reader's change, in the language of the page."""

from demos.language.reader_code import SOURCE
from demos.language.view.controls import fold
from demos.markup import element, join
from demos.python_error import ErrorReport, error_html


def editor(state, texts):
    """Return the folded editor. The ideas are at the same numbers in both languages."""
    area = element(
        "textarea", "\n", SOURCE if state["draft"] is None else state["draft"], name="code", data_editor="python", dir="ltr", lang="en",
        spellcheck="false", autocapitalize="off", autocomplete="off", rows=18, aria_label=texts["code_label"],
        aria_invalid="true" if state["error"] else None,
    )  # fmt: skip
    return fold(
        texts["code"],
        element("p", texts["code_about"]),
        element("ul", *(element("li", texts[f"idea_{n}"]) for n in (1, 2, 3))),
        element(
            "form", element("div", area),
            element("p",
                element("button", texts["code_run"], type="submit"),
                element("button", texts["code_reset"], type="button", name="reset_code", value="true"),
                class_="buttons"),
            data_send=True, data_keep=True, data_live=True,
        ),
        class_="code",
    )  # fmt: skip


def verdict(state, texts):
    """Return a message about the reader's code. The element is always in the page, empty without such code."""
    message = texts["code_runs"] if state["code"] is not None else None
    if state["error"]:
        kept = texts["error_yours" if state["code"] is not None else "error_ours"]
        message = join(error_html(ErrorReport(*state["error"]), state["language"], **texts), element("p", kept))
    return element("div", message, class_="notice verdict", aria_live="polite", data_error_line=state["error"] and state["error"][1])
