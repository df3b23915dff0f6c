"""A cell as HTML: the editor with its code, two buttons, and the result. What an exercise has besides is in exercise_view.py."""

from demos.cell.demo import MAX_ANSWER, MAX_CODE
from demos.cell.table import table_html
from demos.markup import element
from demos.python_error import ErrorReport, error_html
from demos.strings import strings


def render(state, language):
    """Return the cell's HTML. The output of the code is escaped."""
    texts = strings(language)["cell"]
    code, result = state["code"], state["result"]
    exercise, own = state.get("exercise"), state.get("own")
    area = element(
        "textarea", "\n", code, name="code", data_editor="python", data_when_touched=True, dir="ltr", lang="en",
        spellcheck="false", autocapitalize="off", autocomplete="off", rows=max(code.count("\n") + 1, 3 if own else 1),
        maxlength=MAX_CODE, aria_label=texts["own_label" if own else "label"], aria_invalid="true" if result and result["wrong"] else None,
    )  # fmt: skip
    buttons = element(
        "p",
        element("button", texts["check" if exercise else "run"], type="submit"),
        None if own else element("button", texts["reset"], type="button", name="reset_code", value="yes"),
        element("button", texts["complete"], type="button", data_complete=True),
        None if exercise else element("button", texts["add"], type="button", data_cell="add"),
        element("button", texts["remove"], type="button", data_cell="remove") if own else None,
        class_="buttons", data_live=True,
    )  # fmt: skip
    shown = element("div", *(_result(result, language, texts) if result else ()), class_="result", role="status", aria_label=texts["shown"])
    # Shown while an editor lists suggestions (demo/completion.js).
    keys = element("p", texts["complete_keys"], class_="keys")
    form = element("form", element("div", area), keys, buttons, data_send=True, data_keep=True)
    if not exercise:
        return element("div", form, shown, _question(result["asks"], texts) if result and "asks" in result else None, class_="cell")
    from demos.cell import exercise_view

    return element("div", form, exercise_view.tests(state, texts), shown, exercise_view.hints_and_solution(state, texts), class_="cell exercise")


def _result(result, language, texts):
    wrong = result["wrong"]
    if result["above"]:
        yield element("p", texts["above"], class_="above")
    if result["output"]:
        yield element("pre", result["output"], class_="output", dir="auto", tabindex="0")
    if "picture" in result:
        from demos.cell.picture import picture_html

        yield picture_html(result["picture"], texts)
    elif "table" in result:
        yield from table_html(result["table"], texts)
    elif result["value"] is not None:
        yield element("pre", result["value"], class_="value", dir="ltr", tabindex="0")
    if result["cut"]:
        yield element("p", texts["cut"])
    if wrong:
        yield element("div", error_html(ErrorReport(**wrong), language), class_="wrong", data_error_line=wrong["line"])
    elif "checks" in result:
        from demos.cell import exercise_view

        yield from exercise_view.verdict(result, language, texts)
    elif "asks" in result:
        yield element("p", texts["asks"])
    elif not result["output"] and result["value"] is None and "picture" not in result:
        yield element("p", texts["nothing"])


def _question(prompt, texts):
    """Return the field for the answer to an input(). Without JavaScript it is hidden, because nobody can answer then."""
    field = element("input", name="answer", type="text", maxlength=MAX_ANSWER, autocomplete="off", dir="auto", enterkeyhint="send")
    label = element("label", element("span", prompt.strip() or texts["answer"], dir="auto"), field)
    return element("form", label, element("button", texts["send"], type="submit"), class_="question", data_send=True, data_live=True)
