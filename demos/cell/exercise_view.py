"""What an exercise shows besides a cell: its tests, the verdict, hints and the solution."""

import re

from demos.cell.exercise import TRIES, is_open, passes, statements
from demos.markup import element, inline_code, join
from demos.python_error import ErrorReport, error_html

_LITERAL = re.compile(r"""("[^"\n]*"|'[^'\n]*'|\#.*)""")


def verdict(result, language, texts):
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


def tests(state, texts):
    """Return the shown tests, each marked by the last run."""
    code = state["exercise"]["tests"]
    if not code:
        return None
    left = [check for check in (state["result"] or {"checks": ()})["checks"] if check["shown"]]  # in the order of the tests
    lines = []
    for _, text in statements(code):
        check = left.pop(0) if left and left[0]["text"] == text else None
        mark = element("b", "✓ " if check["passed"] else "✗ ", class_="right" if check["passed"] else "no") if check else ""
        lines.append(join(mark, _code(text), "\n"))
    return element("div", element("p", texts["tests"]), element("pre", *lines, dir="ltr", tabindex="0"), class_="tests")


def hints_and_solution(state, texts):
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
