"""Live cells of Python: the build runs them, and the reader can change and run them."""

import os
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


def states_of(*codes, words=("live",)):
    """Return the first states of a page's cells, as the build runs them.

    words  those of the last cell's fence, after `python`
    """
    fences = [LiveFence(["live"], code, 9 * number) for number, code in enumerate(codes, 1)]
    fences[-1] = LiveFence([*words], codes[-1], 9 * len(codes))
    states = first_states(fences, "en", "docs/x.md")
    return [states[above, code] for above, code in enumerate(codes)]


def state_of(*codes):
    """Return the first state of the last cell of a page."""
    return states_of(*codes)[-1]


@pytest.mark.parametrize(
    ("code", "used"),
    [("print('language')", {"cell"}), ("from demos.plot import plot", {"cell"}), ("from demos import attention", {"cell", "attention"})],
)
def test_results_depend_on_the_demos_that_the_code_imports(monkeypatch, code, used):
    asked = []

    def value(kind, came_from, compute, names):
        asked.append(names)
        return [{"result": {"wrong": None}}]

    monkeypatch.setattr(cache, "value", value)
    state_of(code)
    assert [sorted(names) for names in asked] == [sorted(used)]


def without_results(folder):
    """Make a folder a cache that holds what runs cells, and no results of cells."""
    for kind in ("runtime", "node", "cell-runtime", "cell-demos"):
        cache.folder(kind).mkdir(parents=True, exist_ok=True)
        (folder / kind).symlink_to(cache.folder(kind))
    return str(folder)


@pytest.fixture
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("SITE_CACHE", without_results(tmp_path))


LOUD = "import os, sys\nos.write(1, b'loud')\nsys.__stdout__.write('louder')\n3"
PAGE = ("a = 6", "a * 7", LOUD, "sys.platform", "import yaml")


@pytest.fixture(scope="module")
def run_once(tmp_path_factory):
    """(The first states of PAGE, whose last cell is said to fail; the cache, which held no results before.)"""
    folder = without_results(tmp_path_factory.mktemp("cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_CACHE", folder)
        return states_of(*PAGE, words=("live", "fails")), folder


def test_a_cell_that_does_not_end_is_stopped_and_named(out_of_time):
    with pytest.raises(Mistake, match=rf"docs/x\.md:18:1: error: this live cell was still running after {run_cells.TIMEOUT} seconds"):
        state_of("1", "while True: pass")


def test_a_cell_that_was_stopped_leaves_the_callers_input_as_it_was(out_of_time):
    """`make serve` reads its orders there; Node makes a pipe non-blocking, and cannot undo that when it is killed."""
    reading, writing = os.pipe()
    before = os.dup(0)
    os.dup2(reading, 0)
    try:
        with pytest.raises(Mistake, match="still running"):
            state_of("1", "while True: pass")
        assert os.get_blocking(0)
    finally:
        os.dup2(before, 0)
        for descriptor in (before, reading, writing):
            os.close(descriptor)


def test_the_cells_of_a_page_are_run_once_together_and_then_cached(run_once, monkeypatch):
    first, folder = run_once
    assert first[1]["result"]["value"] == "42" and first[1]["above"] == ["a = 6"]
    monkeypatch.setenv("SITE_CACHE", folder)
    monkeypatch.setattr(run_cells, "run", None)
    assert states_of(*PAGE, words=("live", "fails")) == first


def test_output_that_does_not_go_through_print_does_not_break_the_answer(run_once):
    assert "3" in str(run_once[0][PAGE.index(LOUD)]["result"])


def test_cells_are_run_by_the_python_that_readers_have(run_once, monkeypatch):
    first, folder = run_once
    assert first[PAGE.index("sys.platform")]["result"]["value"] == "'emscripten'"
    monkeypatch.setenv("SITE_CACHE", folder)
    with pytest.raises(Mistake, match=r"docs/x\.md:46:1: error: this live cell raised ModuleNotFoundError: No module named 'yaml'"):
        state_of(*PAGE)


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
