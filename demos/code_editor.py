"""The folded editor of the Python file that a demo shows, and that the reader may change."""

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
