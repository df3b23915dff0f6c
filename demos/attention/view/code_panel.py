"""core.py, shown and open to change; and what Python said of the change, in the reader's language."""

from demos.attention.reader_code import SOURCE
from demos.markup import element, join
from demos.python_error import error_html


def editor(scene, code, texts):
    """Return the folded editor.

    scene  what scene.read() returned, or None if there is no sentence to try it on
    code   the reader's version, or None
    """
    wrong = scene.error if scene else None
    area = element(
        "textarea", "\n", SOURCE if code is None else code, name="code", data_editor="python", dir="ltr", lang="en",
        spellcheck="false", autocapitalize="off", autocomplete="off", rows=18, aria_label=texts["code_label"],
        aria_invalid="true" if wrong else None,
    )  # fmt: skip
    ideas = [element("li", texts[f"idea_{n}"]) for n in (1, 2, 3)]
    return element(
        "details",
        element("summary", texts["code"]),
        element("p", texts["code_about"]),
        element("ul", *ideas),
        element(
            "form", element("div", area),
            element("p",
                element("button", texts["code_run"], type="submit"),
                element("button", texts["code_reset"], type="button", name="reset_code", value="true"),
                class_="buttons"),
            data_send=True, data_keep=True, data_live=True,
        ),
        class_="fold code",
    )  # fmt: skip


def verdict(scene, state, texts):
    """Return what came of the reader's code: a message always in view, empty if she changed nothing."""
    said, line = None, None
    if state["code"] is not None and scene.error:
        said = join(error_html(scene.error, state["language"], **texts), element("p", texts["error_ours"]))
        line = scene.error.line
    elif state["code"] is not None:
        sums = scene.weights.sum(-1)
        odd = bool((abs(sums - 1) > 1e-3).any() or (scene.weights < -1e-6).any())
        said = texts["code_odd"] if odd else texts["code_runs"]
    return element("div", said, class_="notice verdict", aria_live="polite", data_error_line=line)
