"""What a cell shows of values, the answers it gets for input(), and what it may await."""

import re

import pytest

from demos.cell import Options, exercise, render, start, update
from demos.cell.picture import MAX_CHARACTERS, MAX_TAGS, clean
from demos.cell.run import reset_names, run
from demos.cell.table import MAX_COLUMNS, MAX_ROWS
from demos.plot import plot
from tests.support.drawn import ATTACKS, FORBIDDEN


@pytest.fixture(autouse=True)
def nothing_has_run():
    reset_names()


def result(code, **options):
    return run(code, 0, [], **options)


def html_of(code, language="en"):
    return render(start(Options(code), language), language)


# --- Tables --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "head", "rows"),
    [
        ("[[1, 'two'], (None, True)]", ["0", "1"], [["1", "two"], ["None", "True"]]),
        ("[{'a': 1, 'b': 2.5}]", ["a", "b"], [["1", "2.5"]]),
        ("np.eye(2)", ["0", "1"], [["1", "0"], ["0", "1"]]),
        ("[(0.1 + 0.2, 1e-9, 123456)]", ["0", "1", "2"], [["0.3", "1e-09", "123456"]]),
    ],
)
def test_a_list_of_rows_is_a_table(code, head, rows):
    table = result(code)["table"]
    assert (table["head"], table["rows"]) == (head, rows)


@pytest.mark.parametrize("code", ["[]", "[[]]", "[1, 2]", "[[1], [2, 3]]", "[[[1]]]", "[{'a': 1}, {'b': 1}]", "['ab', 'cd']", "np.ones(3)", "np.ones((0, 2))", "{'a': [1]}"])
def test_other_values_are_no_table(code):
    assert "table" not in result(code)


def test_a_large_table_is_cut_and_says_so():
    html = html_of("np.zeros((500, 100))")
    assert html.count("<tr>") == MAX_ROWS + 1 and html.count("<td") == MAX_ROWS * MAX_COLUMNS + 1
    assert f"{MAX_ROWS} of 500 rows, {MAX_COLUMNS} of 100 columns" in html


def test_of_a_huge_array_only_what_is_shown_is_looked_at():
    found = result("np.broadcast_to(1.5, (10**9, 10**6))")
    assert found["table"]["rows_in_all"] == 10**9 and found["table"]["rows"] == [["1.5"] * MAX_COLUMNS] * MAX_ROWS


def test_values_in_a_table_are_escaped():
    assert "<img" not in html_of("[['<img src=x>', 1]]")


# --- Pictures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("<p onclick='x'>a<script>b</script><style>c</style></p>", "<p>a</p>"),
        ("a</div></div><b>c", "a<b>c</b>"),
        ("<img src=x onerror=y><a href='javascript:x'>link</a>", "link"),
        ("<p style='background: url(//x)' class=c id=i>a</p>", "<p>a</p>"),
        ("1 &lt; 2 &amp; <!-- no --><h1>title</h1>", "1 &lt; 2 &amp; <h4>title</h4>"),
        ("<svg><foreignObject><p>a</p></foreignObject><use href='//x#a'/><text>b</text></svg>", '<svg role="img" aria-label="L"><text>b</text></svg>'),
        ("<svg><circle r=3 fill='url(//x)' stroke='rgb(1, 2, 3)'/></svg>", '<svg role="img" aria-label="L"><circle r="3" stroke="rgb(1, 2, 3)"></circle></svg>'),
        ("<svg><g></svg>after", '<svg role="img" aria-label="L"><g></g></svg>after'),
        (r"<svg><g fill='\75rl(//x)'>", '<svg role="img" aria-label="L"><g></g></svg>'),
        ("<svg><style><img src=x></style><title><img src=x></title></svg>", '<svg role="img" aria-label="L"></svg>'),
        ("<template><p>a</p></template><svg><animate attributeName=href /></svg>", '<svg role="img" aria-label="L"></svg>'),
    ],
)
def test_only_what_is_harmless_is_left_of_html(given, left):
    assert clean(given, "L") == left


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_in_html_is_taken_out_already_in_python(name):
    assert not FORBIDDEN.search(clean(ATTACKS[name], ""))


def test_a_value_is_shown_as_its_svg():
    html = html_of("class A:\n    def _repr_svg_(self): return '<svg viewBox=\"0 0 1 1\"><circle r=\"1\"/></svg>'\nA()", "ar")
    assert '<svg role="img" aria-label="صورة" viewBox="0 0 1 1"><circle r="1"></circle></svg>' in html
    assert "object at 0x" not in html


@pytest.mark.parametrize(("returned", "error"), [("1 / 0", "ZeroDivisionError"), (f"'x' * {MAX_CHARACTERS + 1}", "ValueError"), (f"'<b>' * {MAX_TAGS + 1}", "ValueError")])
def test_a_picture_that_cannot_be_drawn_is_reported_as_an_error(returned, error):
    found = result(f"class A:\n    def _repr_html_(self): return {returned}\nA()")
    assert found["wrong"]["message"].startswith(error) and "picture" not in found


@pytest.mark.parametrize("nothing", ["None", "''", "3"])
def test_a_value_that_gives_no_picture_is_shown_as_text(nothing):
    assert result(f"class A:\n    def _repr_html_(self): return {nothing}\n    def __repr__(self): return 'text'\nA()")["value"] == "text"


# --- plot() --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "chart",
    [plot([3]), plot([5, 5]), plot([1, 2], [1e-9, 1e9]), plot(["قطة", "كلب"], [3, -2], kind="bars", title="<كام>"), plot([1, 2], {"a": [1, 2], "b": [3, 4]}, kind="points", x_label="x", y_label="y")],
)
def test_a_chart_passes_unchanged_and_lies_within_its_frame(chart):
    svg = chart._repr_svg_()
    assert clean(svg, "").count("<") == clean(clean(svg, ""), "").count("<")
    texts = re.findall(r">([^<>]+)<", svg)
    assert [text for text in re.findall(r">([^<>]+)<", clean(svg, "")) if text not in texts] == []
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    assert all(0 <= float(at) <= width for at in re.findall(r' c?x[12]?="([^"]+)"', svg))
    assert all(0 <= float(at) <= height for at in re.findall(r' c?y[12]?="([^"]+)"', svg))


def test_a_chart_has_its_numbers_in_their_places():
    svg = plot([0, 10], {"up": [0, 10]})._repr_svg_()
    (left, bottom), (right, top) = (map(float, point.split(",")) for point in re.search(r'points="([^"]+)"', svg)[1].split())
    assert left < right and top < bottom
    assert 'aria-label="up"' in svg and 'direction="rtl"' not in svg
    assert 'direction="rtl"' in plot([1, 2], title="خسارة")._repr_svg_()


@pytest.mark.parametrize("wrong", [lambda: plot([]), lambda: plot([1], [1, 2]), lambda: plot([1], kind="pie"), lambda: plot({"a": [1], "b": [1, 2]})])
def test_what_cannot_be_plotted_is_refused(wrong):
    with pytest.raises(ValueError, match="as many y as x"):
        wrong()


# --- await and asyncio ---------------------------------------------------------------

ONE = "import asyncio\nasync def one(n):\n    await asyncio.sleep(n / 100)\n    print(n)\n    return n\n"


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("await asyncio.gather(one(2), one(1))", "[2, 1]"),
        ("asyncio.run(one(1))", "1"),
        ("x = await one(1)\nx + asyncio.iscoroutine(x)", "1"),
        ("async with asyncio.timeout(9): y = await one(1)\ny", "1"),
        ("[n async for n in (await one(k) for k in (1, 2))]", "[1, 2]"),
        ("loop = asyncio.new_event_loop()\nloop.run_until_complete(one(1))", "1"),
    ],
)
def test_a_cell_may_await_and_run_coroutines(code, value):
    assert result(ONE + code)["value"] == value


@pytest.mark.parametrize(
    ("code", "message", "line"),
    [
        ("await asyncio.Future()", "RuntimeError: this coroutine waits for something that never comes", None),
        ("async def bad():\n    return 1 / 0\nawait bad()", "ZeroDivisionError: division by zero", 7),
        ("await asyncio.wait_for(asyncio.Event().wait(), 0.01)", "TimeoutError: ", 6),
        ("raise asyncio.CancelledError('over')", "CancelledError: over", 6),
        ("def f():\n    await one(1)", "SyntaxError: 'await' outside async function", 7),
    ],
)
def test_what_goes_wrong_in_a_coroutine_is_reported(code, message, line):
    wrong = result(ONE + code)["wrong"]
    assert wrong["message"] == message and line in (None, wrong["line"])


# --- input() -------------------------------------------------------------------------


def answer(state, text):
    return update(state, {"name": "answer", "value": text})


def test_a_cell_that_asks_runs_again_with_each_answer():
    state = start(Options("name = input('name? ')\nage = input()\n(name, age)"), "en")
    assert state["result"]["asks"] == "name? " and 'name="answer"' in render(state, "en")
    state = answer(state, "Salma")
    assert state["result"]["asks"] == "" and state["result"]["output"] == "name? Salma\n"
    state = answer(state, "9")
    assert state["result"]["value"] == "('Salma', '9')" and state["answers"] == ["Salma", "9"]
    assert 'name="answer"' not in render(state, "en")
    assert answer(state, "one too many") == state


def test_a_run_that_waits_leaves_no_names():
    run("times = 1", 0, [])
    assert run("times += 1\ninput()\ntimes", 1, ["times = 1"])["asks"] == ""
    assert run("times += 1\ninput()\ntimes", 1, ["times = 1"], ["x"])["value"] == "2"


def test_other_code_and_reset_begin_without_answers():
    state = answer(start(Options("input(1)"), "en"), "x")
    assert state["result"]["value"] == "'x'"
    assert update(state, {"name": "code", "value": "input()"})["result"]["asks"] == ""
    assert update(state, {"name": "reset_code", "value": "yes"}) == start(Options("input(1)"), "en")


def test_code_that_catches_every_exception_still_waits():
    assert result("try:\n    input('?')\nexcept Exception:\n    print('caught')")["asks"] == "?"


def test_an_exercise_gets_no_answers():
    parts = {"setup": "", "tests": "assert x", "hidden": "", "hints": [], "solution": "x = 1", "remark": ""}
    found = exercise.checked(parts, "x = input()", [])
    assert found["wrong"]["message"].startswith("EOFError") and not exercise.passes(found)
