"""Exercises on live cells: how they are read, tested and proved."""

import pytest
from bs4 import BeautifulSoup

from demos.cell import Options, exercise, render, start, update
from demos.cell.run import reset_names, run
from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.content.exercise import ExerciseError, parse
from overrides.hooks.markdown.cell_fence import LiveFence, first_states
from overrides.hooks.pyodide import run_cells

FENCE = """\
# --- setup ---
two = 2
# --- starter ---
def double(x):
    return x
# --- tests ---
assert double(4) == 8
# --- hidden tests ---
assert double(0) == 0, "Try `0`, too."
# --- hint ---
# Multiply
# by two.
# --- hint ---
# Or add.
# --- solution ---
def double(x):
    return two * x
# --- remark ---
# Or `x + x`."""
PARTS = parse(FENCE).parts
STARTER = parse(FENCE).starter
RIGHT = {"name": "code", "value": PARTS["solution"]}
WRONG = {"name": "code", "value": STARTER}


@pytest.fixture(autouse=True)
def nothing_has_run():
    reset_names()


def first(language="en"):
    return start(Options(STARTER, ("a = 1",), PARTS), language)


def after(*events, state=None):
    state = state or first()
    for event in events:
        state = update(state, event)
    return state


def failed(code, parts=PARTS):
    """Return what the first test says that code does not pass."""
    return next(check for check in exercise.checked(parts, code, [])["checks"] if not check["passed"])


# --- What a reader does ---------------------------------------------------------------


def test_nothing_is_run_before_the_reader_runs_it():
    assert first()["result"] is None and not exercise.is_open(first())


def test_a_right_answer_solves_it_and_a_wrong_one_counts_as_a_try():
    state = after(WRONG)
    assert (state["solved"], state["tries"]) == (False, 1)
    state = after(RIGHT, state=state)
    assert (state["solved"], state["tries"]) == (True, 1)
    assert after(WRONG, state=state)["solved"], "solved once is solved"


def test_the_solution_is_not_in_the_page_until_it_is_solved_or_tried_often_enough():
    for state in (first(), after(*[WRONG] * (exercise.TRIES - 1))):
        assert "two * x" not in render(state, "en")
    for state in (after(RIGHT), after(*[WRONG] * exercise.TRIES)):
        assert "two * x" in render(state, "en") and "x + x" in render(state, "en")


def test_hidden_tests_show_their_message_and_not_their_code():
    html = render(after({"name": "code", "value": "def double(x): return x * 2 or 1"}), "en")
    assert 'Try <code dir="ltr">0</code>, too.' in html and "double(0)" not in html


def test_hidden_tests_wait_for_the_shown_ones():
    assert [check["shown"] for check in exercise.checked(PARTS, STARTER, [])["checks"]] == [True]


def test_reset_forgets_the_code_the_tries_and_that_it_was_solved():
    assert after(WRONG, RIGHT, {"name": "reset_code", "value": "yes"}) == first()


def test_an_answer_sees_the_names_of_the_cells_and_changes_nothing_for_them():
    assert not exercise.checked(PARTS, f"{PARTS['solution']}\nseen = a\na = 2", ["a = 1"])["wrong"]
    assert run("a", 1, ["a = 1"])["value"] == "1"
    assert run("double", 1, ["a = 1"])["wrong"]


def test_a_reader_is_told_that_the_cells_above_ran_first():
    assert "had not run yet" in render(after(RIGHT), "en")
    assert "had not run yet" not in render(after(RIGHT), "en"), "they have run by now"


def test_an_exception_in_the_code_is_no_test_and_one_in_a_test_is_shown_with_its_line():
    result = exercise.checked(PARTS, "1 / 0", [])
    assert result["wrong"]["line"] == 1 and result["checks"] == [] and not exercise.passes(result)
    assert failed("def double(x):\n    return nope")["wrong"]["line"] == 2
    assert failed("x = 1")["wrong"]["kind"] == "error_NameError"


def test_a_test_that_ends_python_is_a_test_that_fails():
    assert failed("def double(x): exit(3)")["wrong"]["kind"] == "error_other"


def test_when_the_lines_that_prepare_a_test_fail_the_tests_below_are_left_out():
    parts = {**PARTS, "tests": "value = double(4)\nassert value == 8"}
    checks = exercise.checked(parts, "x = 1", [])["checks"]
    assert [check["text"] for check in checks] == ["value = double(4)"]
    assert [check["text"] for check in exercise.checked(parts, PARTS["solution"], [])["checks"] if check["shown"]] == ["assert value == 8"]


def test_each_of_two_equal_tests_is_shown_with_its_own_result():
    parts = {**PARTS, "tests": "assert count\ncount.pop()\nassert count\nassert not count"}
    html = render(after({"name": "code", "value": "count = [1]"}, state=start(Options("", (), parts), "en")), "en")
    shown = BeautifulSoup(html, "html.parser").select_one(".tests pre").get_text()
    assert shown == "✓ assert count\ncount.pop()\n✗ assert count\n✓ assert not count\n"


def test_what_tests_print_is_not_the_readers_output():
    assert exercise.checked(PARTS, "print('once')\ndef double(x):\n    print('again')\n    return 2 * x", [])["output"] == "once\n"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_html_in_any_part_is_escaped(language):
    hostile = "<img src=x onerror=alert(1)>"
    parts = {**PARTS, "hints": [hostile], "remark": hostile, "solution": f'"{hostile}"', "tests": f'assert "{hostile}" == 1'}
    state = start(Options("1", (), parts), language)
    for shown in (state, after(*[WRONG] * 3, state=state)):
        assert "<img" not in render(shown, language)


# --- What an author writes ------------------------------------------------------------


def test_a_fence_is_read_into_its_parts():
    assert parse(FENCE).starter == "def double(x):\n    return x"
    assert PARTS["hints"] == ["Multiply by two.", "Or add."] and PARTS["remark"] == "Or `x + x`."
    assert parse(FENCE).lines["solution"] == 15


@pytest.mark.parametrize(
    "old, new, key, line",
    [
        ("# --- starter ---", "# --- started ---", "unknown", 3),
        ("# --- setup ---\n", "", "before", 1),
        ("# --- remark ---", "# --- solution ---", "twice", 18),
        ("def double(x):\n    return two * x\n", "", "lacks", 0),
        ("def double(x):\n    return x\n", "", "lacks", 0),
        ("assert double(4) == 8", "assert double(4) ==", "syntax", 7),
        ("return two * x", "return two *", "syntax", 17),
        (', "Try `0`, too."', "", "no_message", 9),
    ],
)
def test_a_fence_that_cannot_be_read_has_its_line(old, new, key, line):
    assert old in FENCE
    with pytest.raises(ExerciseError) as raised:
        parse(FENCE.replace(old, new))
    assert (raised.value.key, raised.value.line) == (key, line)


def test_an_exercise_without_a_test_is_an_error():
    with pytest.raises(ExerciseError, match="no_test"):
        parse("# --- starter ---\n1\n# --- tests ---\nx = 1\n# --- solution ---\n2")


# --- What the build proves ------------------------------------------------------------


def proved(body):
    fences = [LiveFence(["live"], "a = 1", 3), LiveFence(["live", "exercise"], body, 10)]
    return first_states(fences, "en", "docs/x.md")[1, body]


def test_a_proved_exercise_begins_with_its_starter():
    assert proved(FENCE) == first()


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("return two * x", "return 3 * x", r"docs/x\.md:25:1: error: the solution of this exercise does not pass this test: assert double\(4\) == 8"),
        ("return two * x", "return two * x or 1", r"docs/x\.md:25:1: error: the solution of this exercise does not pass this test: Try `0`, too"),
        ("return two * x", "return two * x\nnope", r"docs/x\.md:28:1: error: the solution of this exercise raised NameError"),
        ("return x\n", "return 2 * x\n", r"docs/x\.md:13:1: error: the starter of this exercise passes all its tests"),
    ],
)
def test_a_solution_that_fails_or_a_starter_that_passes_stops_the_build(old, new, said):
    assert old in FENCE
    with pytest.raises(Mistake, match=said):
        proved(FENCE.replace(old, new))


def test_a_solution_that_does_not_end_is_stopped(out_of_time):
    with pytest.raises(Mistake, match=f"still running after {run_cells.TIMEOUT} seconds"):
        proved(FENCE.replace("return two * x", "while True: pass"))
