"""What the reader may replace by a text of her own: the form that sends it, and the folded editor of a demo's Python file."""

from demos.markup import element


def python_editor(code, *, is_wrong, texts):
    """Return <details> with the editor.

    code      what is in it
    is_wrong  whether the reader ran it and it failed
    texts     the demo's strings: "code", "code_about", "idea_1" to "idea_3", "code_label", "code_run", "code_reset"
    """
    area = element(
        "textarea", "\n", code, name="code", data_editor="python", dir="ltr", lang="en",
        spellcheck="false", autocapitalize="off", autocomplete="off", rows=18, aria_label=texts["code_label"],
        aria_invalid="true" if is_wrong else None,
    )  # fmt: skip
    return element(
        "details",
        element("summary", texts["code"]),
        element("p", texts["code_about"]),
        element("ul", *(element("li", texts[f"idea_{n}"]) for n in (1, 2, 3))),
        text_form(element("div", area), texts["code_run"], texts["code_reset"], "reset_code"),
        class_="fold code",
    )


def text_form(area, run, reset, reset_name):
    """Return the form around a text area.

    run         the text of the button that sends what the reader wrote
    reset       the text of the button that brings the demo's own text back, with the event `reset_name`
    """
    return element(
        "form", area,
        element("p",
            element("button", run, type="submit"),
            element("button", reset, type="button", name=reset_name, value="true"),
            class_="buttons"),
        data_send=True, data_keep=True, data_live=True,
    )  # fmt: skip
