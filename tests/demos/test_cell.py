"""Live cells of Python: the build runs them, and the reader can change and run them."""

import sys

import numpy as np
import pytest

from demos.cell import Options, render, start, update
from demos.cell.run import MAX_CHARACTERS, reset_names, run
from overrides.hooks import cache
from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.markdown.cell_fence import LiveFence, first_states
from overrides.hooks.pyodide import run_cells
from overrides.hooks.pyodide.commands import Unavailable


@pytest.fixture(autouse=True)
def nothing_has_run():
    reset_names()


def value(code):
    return run(code, 0, [])["value"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [("0", "0"), ("False", "False"), ("''", "''"), ("None", None), ("x = 3", None), ("x = 3\nx", "3"), ("", None), ("# nothing", None), ("np.ones(2)", "array([1., 1.])")],
)
def test_the_last_value_is_shown_unless_it_is_none(code, shown):
    assert value(code) == shown


def test_output_and_value_are_separate():
    result = run("print('one')\nimport sys\nprint('two', file=sys.stderr)\n3", 0, [])
    assert (result["output"], result["value"]) == ("one\ntwo\n", "3")


def test_cells_share_names_and_a_new_interpreter_first_runs_the_cells_above():
    assert run("x + 1", 1, ["x = 1"])["value"] == "2"
    run("x = 10", 0, [])
    assert run("x + 1", 1, ["x = 1"])["value"] == "11", "the first cell as the reader changed it, not as the author wrote it"
    reset_names()
    assert run("x + 1", 1, ["x = 1"])["value"] == "2"


@pytest.mark.parametrize(
    ("code", "kind", "line"),
    [("x = 1\n1 / 0", "ZeroDivisionError", 2), ("def f(:", "SyntaxError", 1), ("\n\nnope", "NameError", 3), ("def f():\n    return {}[1]\n\nf()", "KeyError", 2), ("exit(3)", "other", None), ("import nope", "ImportError", 1), ("assert 0", "AssertionError", 1)],
)
def test_an_error_is_reported_with_its_line(code, kind, line):
    wrong = run(code, 0, [])["wrong"]
    assert wrong["kind"] == f"error_{kind}"
    assert line is None or wrong["line"] == line


def test_output_before_an_error_is_shown():
    assert run("print('so far')\n1/0", 0, [])["output"] == "so far\n"


def test_long_output_is_cut_and_the_reader_sees_that_it_is():
    result = run("for _ in range(100_000): print('x' * 100)", 0, [])
    assert len(result["output"]) == MAX_CHARACTERS and result["cut"]
    assert "only the beginning" in render({**start(Options("1"), "en"), "result": result}, "en")


def test_an_exception_in_repr_is_reported_as_an_error():
    assert run("class A:\n    def __repr__(self): return 1 / 0\nA()", 0, [])["wrong"]["kind"] == "error_ZeroDivisionError"


@pytest.mark.parametrize(
    "code, shown",
    [
        ("np.float64(2.99)", "2.99"),
        ("[np.float32(0.5), np.int64(3)]", "[0.5, 3]"),
        ("np.array([1.5, 2])", "array([1.5, 2. ])"),
        ("def f(): pass\nf", "<function f>"),
        ("object()", "<object object>"),
        ("np.set_printoptions(precision=2)\nnp.array([1 / 3])", "array([0.33])"),
    ],
)
def test_a_value_is_shown_as_people_write_it_and_the_same_in_every_run(code, shown):
    with np.printoptions():  # a cell may change them
        assert run(code, 0, [])["value"] == shown


@pytest.mark.parametrize("language", ["ar", "en"])
def test_html_in_code_and_output_is_escaped(language):
    state = update(start(Options("1"), language), {"name": "code", "value": "print('</pre><script>')\n'</textarea><img src=x>'"})
    html = render(state, language)
    assert "<script" not in html and "<img" not in html


def test_reset_restores_the_authors_code_and_its_result():
    state = start(Options("40 + 2"), "en")
    changed = update(state, {"name": "code", "value": "1"})
    assert changed["result"]["value"] == "1"
    assert update(changed, {"name": "reset_code", "value": "yes"}) == state


# --- In an author's page -------------------------------------------------------------


def state_of(*codes, words=("live",)):
    """Return the first state of the last of some cells, as the build runs them."""
    fences = [LiveFence(["live"], code, 9 * number) for number, code in enumerate(codes[:-1], 1)]
    states = first_states([*fences, LiveFence([*words], codes[-1], 9 * len(codes))], "en", "docs/x.md")
    return states[len(codes) - 1, codes[-1]]


@pytest.fixture
def empty_cache(monkeypatch, tmp_path):
    """A cache that holds no results of cells, and what runs them."""
    for kind in ("runtime", "node", "cell-runtime", "cell-demos"):
        cache.folder(kind).mkdir(parents=True, exist_ok=True)
        (tmp_path / kind).symlink_to(cache.folder(kind))
    monkeypatch.setenv("SITE_CACHE", str(tmp_path))


def test_a_cell_that_does_not_end_is_stopped_and_named(monkeypatch):
    monkeypatch.setattr(run_cells, "TIMEOUT", 30)
    with pytest.raises(Mistake, match=r"docs/x\.md:18:1: error: this live cell was still running after 30 seconds"):
        state_of("1", "while True: pass")


def test_the_cells_of_a_page_are_run_once_together_and_then_cached(monkeypatch, empty_cache):
    first = state_of("a = 6", "a * 7")
    assert first["result"]["value"] == "42" and first["above"] == ["a = 6"]
    monkeypatch.setattr(run_cells, "run", None)
    assert state_of("a = 6", "a * 7") == first


def test_output_that_does_not_go_through_print_does_not_break_the_answer(empty_cache):
    found = state_of("import os, sys\nos.write(1, b'loud')\nsys.__stdout__.write('louder')\n3")
    assert "3" in str(found["result"])


def test_cells_are_run_by_the_python_that_readers_have(empty_cache):
    assert state_of("import sys\nsys.platform")["result"]["value"] == "'emscripten'"
    with pytest.raises(Mistake, match=r"docs/x\.md:10:1: error: this live cell raised ModuleNotFoundError: No module named 'yaml'"):
        state_of("import yaml")


def test_without_node_cells_are_run_by_the_builds_python_which_then_has_no_other_packages(monkeypatch, empty_cache):
    def missing(package):
        raise Unavailable("no network")

    said = []
    monkeypatch.setattr(run_cells.node, "find", missing)
    monkeypatch.setattr(run_cells.stage, "notice", said.append)
    assert state_of("import sys\nsys.platform")["result"]["value"] == repr(sys.platform)
    with pytest.raises(Mistake, match="No module named 'yaml'"):
        state_of("import yaml")
    [line] = said
    assert "no network" in line
