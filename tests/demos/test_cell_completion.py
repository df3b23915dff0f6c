"""Names that a cell's editor completes."""

import numpy as np
import pytest

from demos.cell import Options, render, start, update
from demos.cell.completion import MAX_NAMES, suggestions
from demos.cell.run import reset_names, run


@pytest.fixture(autouse=True)
def nothing_has_run():
    reset_names()


def suggested(text):
    """Complete a text as the page asks for it, in a state that holds no code."""
    state = start(Options(own=True), "en")
    answer = update(state, {"name": "complete", "value": text})
    assert {**answer, "suggestions": None} == {**state, "suggestions": None}
    assert render(answer, "en") == render(state, "en")
    return answer["suggestions"]


def test_names_of_the_cells_come_before_those_of_python():
    run("parts = 3\npath = 'x'", 0, [])
    assert suggested("pa") == ["parts", "path", "pass"]
    assert "print" in suggested("pr") and "else" in suggested("el")


def test_what_comes_after_a_dot():
    run("class Cat:\n    def __init__(self): self.full, self.name = True, 'Mishmish'\n    def purr(self): pass\ncat = Cat()", 0, [])
    assert suggested("cat.") == ["cat.full", "cat.name", "cat.purr"]
    assert suggested("cat.name.upp") == ["cat.name.upper"]
    assert "np.linalg.norm" in suggested("np.linalg.no")


def test_arabic_names_are_completed():
    run("قطة_كبيرة = 1", 0, [])
    assert suggested("قط") == ["قطة_كبيرة"]


@pytest.mark.parametrize("text", ["", "nothing_of_this_name", "1/0", "f().x", "__import__('os').na", "x" * 10_000, "print"])
def test_there_is_nothing_to_complete(text):
    assert suggested(text) == []


def test_no_function_is_called_and_no_last_property():
    run("calls = []\nclass A:\n    @property\n    def size(self): calls.append(1)\n    def f(self): calls.append(2)\na = A()", 0, [])
    assert suggested("a.") == ["a.f", "a.size"] and suggested("a.f().x") == []
    assert run("calls", 1, [""])["value"] == "[]"


@pytest.mark.parametrize("body", ["1 / 0", "exit(3)", "print('noise')"])
def test_what_the_readers_own_objects_raise_or_print_is_not_seen(body, capsys):
    run(f"class A:\n    def __dir__(self):\n        {body}\n        return ['x']\n    @property\n    def p(self):\n        {body}\na = A()", 0, [])
    assert set(suggested("a.")) <= {"a.p", "a.x"}
    assert suggested("a.p.x") == []
    assert capsys.readouterr() == ("", "")


def test_the_deadline_ends_a_property_that_never_ends():
    """The worker raises KeyboardInterrupt in Python (worker/python.js): nothing here catches it."""

    class Endless:
        @property
        def p(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        suggestions("a.p.x", {"a": Endless()})


def test_a_long_list_is_cut():
    assert len(suggestions("np.", {"np": np})) == MAX_NAMES


def test_an_own_cell_runs_after_the_cells_above_it_and_is_none_of_them():
    state = start(Options(own=True, above=("x = 1", "y = x + 1")), "en")
    state = update(state, {"name": "code", "value": "x, y = 10, y\n(x, y)"})
    assert state["result"]["value"] == "(10, 2)" and state["result"]["above"] == 2
    # The third cell of the page has not run yet, so the fourth one runs it first.
    assert run("z", 3, ["x = 1", "y = x + 1", "z = x"])["value"] == "10"


def test_errors_of_two_own_cells_have_their_own_lines():
    state = start(Options(own=True), "en")
    update(state, {"name": "code", "value": "def fail():\n    return 1 / 0"})
    wrong = update(state, {"name": "code", "value": "\n\n\nfail()"})["result"]["wrong"]
    assert wrong["line"] == 4
