"""A cell as HTML: the editor with its code, two buttons, and the result. An exercise has tests, hints and a solution below."""

import re

from demos.cell.demo import MAX_CODE
from demos.cell.exercise import TRIES, is_open, passes, statements
from demos.markup import element, inline_code, join
from demos.python_error import ErrorReport, error_html
from demos.strings import strings

_LITERAL = re.compile(r"""("[^"\n]*"|'[^'\n]*'|\#.*)""")


def render(state, language):
    """Return the cell's HTML. The output of the code is escaped."""
    texts = strings(language)["cell"]
    code, result = state["code"], state["result"]
    exercise = state.get("exercise")
    area = element(
        "textarea", "\n", code, name="code", data_editor="python", data_when_touched=True, dir="ltr", lang="en",
        spellcheck="false", autocapitalize="off", autocomplete="off", rows=code.count("\n") + 1,
        maxlength=MAX_CODE, aria_label=texts["label"], aria_invalid="true" if result and result["wrong"] else None,
    )  # fmt: skip
    buttons = element(
        "p",
        element("button", texts["check" if exercise else "run"], type="submit"),
        element("button", texts["reset"], type="button", name="reset_code", value="yes"),
        class_="buttons", data_live=True,
    )  # fmt: skip
    shown = element("div", *(_result(result, language, texts) if result else ()), class_="result", role="status", aria_label=texts["shown"])
    return element(
        "div",
        element("form", element("div", area), buttons, data_send=True, data_keep=True),
        *((_tests(state, texts), shown, _help(state, texts)) if exercise else (shown,)),
        class_="cell exercise" if exercise else "cell",
    )


def _result(result, language, texts):
    wrong = result["wrong"]
    if result["above"]:
        yield element("p", texts["above"], class_="above")
    if result["output"]:
        yield element("pre", result["output"], class_="output", dir="auto", tabindex="0")
    if result["value"] is not None:
        yield element("pre", result["value"], class_="value", dir="ltr", tabindex="0")
    if result["cut"]:
        yield element("p", texts["cut"])
    if wrong:
        yield element("div", error_html(ErrorReport(**wrong), language), class_="wrong", data_error_line=wrong["line"])
    elif "checks" in result:
        yield from _verdict(result, language, texts)
    elif not result["output"] and result["value"] is None:
        yield element("p", texts["nothing"])


def _verdict(result, language, texts):
    """Yield whether the exercise is solved, and what says so for the first test that failed."""
    failed = next((check for check in result["checks"] if not check["passed"]), None)
    yield element("p", texts["solved"] if passes(result) else texts["not_solved"], class_="verdict right" if passes(result) else "verdict")
    if failed and not failed["shown"]:
        yield element("p", inline_code(failed["text"]))
    elif failed:
        yield element("p", texts["failed"])
        yield element("pre", _code(failed["text"]), dir="ltr", tabindex="0")
    if failed and failed["wrong"]:
        yield element("div", error_html(ErrorReport(**failed["wrong"]), language), class_="wrong", data_error_line=failed["wrong"]["line"])


def _tests(state, texts):
    """Return the shown tests, each marked by the last run."""
    tests = state["exercise"]["tests"]
    if not tests:
        return None
    checks = {check["text"]: check for check in (state["result"] or {"checks": ()})["checks"] if check["shown"]}
    lines = []
    for _, text in statements(tests):
        check = checks.get(text)
        mark = element("b", "✓ " if check["passed"] else "✗ ", class_="right" if check["passed"] else "no") if check else ""
        lines.append(join(mark, _code(text), "\n"))
    return element("div", element("p", texts["tests"]), element("pre", *lines, dir="ltr", tabindex="0"), class_="tests")


def _help(state, texts):
    """Return the hints and, if the reader has earned it, the solution."""
    exercise = state["exercise"]
    hints = [
        element("details", element("summary", texts["hint"].format(number=number)), element("p", inline_code(hint)))
        for number, hint in enumerate(exercise["hints"], 1)
    ]
    if is_open(state):
        last = solution(exercise, texts)
    else:
        last = element("p", texts["locked"].format(left=TRIES - state["tries"]), class_="locked", data_live=True)
    return element("div", *hints, last, class_="help")


def solution(exercise, texts):
    """Return the folded solution with its remark."""
    remark = element("p", inline_code(exercise["remark"])) if exercise["remark"] else None
    code = element("pre", _code(exercise["solution"]), dir="ltr", tabindex="0")
    return element("details", element("summary", texts["solution"]), code, remark)


def _code(code):
    """Return code as Markup. Strings and comments are isolated: else two Arabic ones in a line would change places."""
    pieces = _LITERAL.split(code)
    return join(*(element("bdi", piece) if index % 2 else piece for index, piece in enumerate(pieces)))
