"""An exercise: a cell with tests, hints and a solution.

    exercise = {
        "setup"     code that runs first and is not shown
        "tests"     shown tests: each assert is one test, other lines prepare them
        "hidden"    tests that are not shown, asserts with a message each; they run when all shown ones pass
        "hints"     [text, ...]
        "solution"  code that passes all tests
        "remark"    text that goes with the solution
    }

The reader's code runs with a copy of the names of the page's cells: what it defines stays its own, but it can change their lists and arrays.
"""

import ast
import io
from contextlib import redirect_stderr, redirect_stdout

from demos.cell import event_loop
from demos.cell.run import copy_of_names, execute
from demos.python_error import explain

TRIES = 3  # the solution opens after as many runs that do not pass
FILENAME = "<exercise>"


def start(exercise, starter, above, language):
    """Return the first state.

    A cell's state (see demo.start), in which nothing was run ("first" and "result" are None), with
    "above": the codes of the cells above, and after them what the exercise imports, "exercise",
    "tries": how often the tests have failed, "solved": whether they have passed once
    """
    return {
        "language": language, "source": starter, "code": starter, "above": [*above, _imports(exercise)], "first": None, "result": None,
        "exercise": exercise, "tries": 0, "solved": False,
    }  # fmt: skip


def answered(state, code):
    """Return the state after the reader has run her code."""
    result = checked(state["exercise"], code, state["above"][:-1])
    solved = passes(result)
    return {**state, "code": code, "result": result, "tries": state["tries"] + (not solved), "solved": state["solved"] or solved}


def restarted(state):
    """Return the first state again."""
    return start(state["exercise"], state["source"], state["above"][:-1], state["language"])


def _imports(exercise):
    """Return a program that is never run.

    The browser reads in a state's codes what they import, and fetches it before it calls the cell, which it calls only once.
    """
    return "\n".join(["import demos.cell.exercise, demos.cell.exercise_view", exercise["setup"], exercise["tests"], exercise["hidden"]])


def is_open(state):
    """Return whether the reader may see the solution."""
    return state["solved"] or state["tries"] >= TRIES


def passes(result):
    """Return whether a result of checked() is that of a right answer."""
    return not result["wrong"] and all(check["passed"] for check in result["checks"])


def checked(exercise, code, above):
    """Run code and then the tests, and return its result as run.run() does, with

    "checks": [{"shown": whether the reader sees the test, "text": its code, or its message if it is hidden,
                "passed": bool, "wrong": the exception of a test that raised another one than AssertionError, or None}]
    Hidden tests after the first that fails are left out. Nothing is tested if the code raises an exception.
    """
    names, first = copy_of_names(above)
    prepared = execute(exercise["setup"], "<setup>", names)
    result = {**(prepared if prepared["wrong"] else execute(code, FILENAME, names)), "above": first, "checks": []}
    if not result["wrong"]:
        result["checks"] = list(_shown_checks(exercise["tests"], names))
        if all(check["passed"] for check in result["checks"]):
            result["checks"] += _hidden_checks(exercise["hidden"], names)
    return result


def _shown_checks(code, names):
    for statement, text in statements(code):
        wrong, passed = _run_test(statement, names)
        is_test = isinstance(statement, ast.Assert)
        if is_test or not passed:
            yield {"shown": True, "text": text, "passed": passed, "wrong": wrong}
        if not passed and not is_test:
            return  # the tests below need what it should have prepared


def _hidden_checks(code, names):
    for statement, _ in statements(code):
        wrong, passed = _run_test(statement, names)
        if isinstance(statement, ast.Assert) or not passed:
            yield {"shown": False, "text": message_of(statement), "passed": passed, "wrong": wrong}
        if not passed:
            return


def statements(code):
    """Return [(statement, its text)] of the top level of code."""
    return [(statement, ast.get_source_segment(code, statement)) for statement in ast.parse(code).body]


def message_of(statement):
    """Return the text that a test gives for its failure; "" if there is none."""
    message = getattr(statement, "msg", None)
    return message.value if isinstance(message, ast.Constant) and isinstance(message.value, str) else ""


def _run_test(statement, names):
    """Run one statement of the tests. Return (what it raised besides AssertionError, whether it passed)."""
    code = compile(ast.Module([statement], []), "<tests>", "exec")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), event_loop.installed():  # what a function prints again does not matter
        try:
            exec(code, names)
        except AssertionError:
            return None, False
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            report = explain(error, FILENAME)
            return {"kind": report.kind, "line": report.line, "message": report.message}, False
    return None, True
