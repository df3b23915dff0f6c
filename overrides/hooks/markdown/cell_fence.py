"""The ```python live fence: a cell that a reader can change and run, with its real output below.

The build runs the cells, so a page shows their real output before the reader starts Python. All cells of a page run
in one process, in the Python that readers have (pyodide/run_cells.py). Their output is cached under a hash of their code.

```python live exercise is a cell with tests (see content/exercise.py). The build proves that its solution passes
them and that its starter does not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown import Markdown

import demos
from demos.cell import exercise as tested_cell
from demos.cell.exercise_view import solution
from demos.markup import element, join
from demos.strings import strings as demo_strings
from overrides.hooks import cache
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.exercise import Exercise, ExerciseError, parse
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page
from overrides.hooks.markdown.demo_fence import live_demo, shell_strings
from overrides.hooks.markdown.fence import line_of, stops_the_build
from overrides.hooks.markdown.page_context import PageContext
from overrides.hooks.pyodide import run_cells


@dataclass(frozen=True)
class LiveFence:
    """A live cell or an exercise. `line`: of its backticks, for the problems."""

    words: list[str]
    source: str
    line: int | None = None

    @property
    def is_exercise(self) -> bool:
        return "exercise" in self.words


def validate(language, inputs, options, attrs, md):
    """Accept a `python` fence only if it says `live`: any other is a block of code."""
    options["words"] = list(inputs)
    return "live" in inputs


@stops_the_build
def render(source, language, css_class, options, md: Markdown, **kwargs):
    """Return the HTML of one live cell. Raises Mistake if it does not run as it should."""
    page: PageContext = md.page_context  # type: ignore[attr-defined]
    fence = LiveFence(options["words"], source, line_of(page, ["python", *options["words"]], source))
    first = _first_state(fence, page)
    if fence.is_exercise:
        parts = first["exercise"]
        fold = element("div", element("div", solution(parts, demo_strings(page.language)["cell"]), class_="help"), class_="exercise")
        words = {**shell_strings("cell", page), "recalled": page.strings["live"]["recalled_exercise"]}
        key = cache.key(*page.cells, source)[:8]
        return live_demo("cell", first, page.language, words, without_scripts=fold, key=key, remembered=True)
    key = cache.key(source, page.cells.count(source))[:8]
    page.cells.append(source)
    words = shell_strings("cell", page)
    cell = live_demo("cell", first, page.language, words, key=key)
    if len(page.cells) > 1:
        return cell
    # What demo/own-cells.js makes the reader's own cells of, once a page.
    own = demos.load("cell").start(demos.load("cell").Options(own=True), page.language)
    removed = element("p", element("button", demo_strings(page.language)["cell"]["restore"], type="button", class_="md-button"), class_="removed-cell")
    return join(cell, element("template", live_demo("cell", own, page.language, words), removed, id="own-cell"))


def fences_of(page: Page) -> list[LiveFence]:
    """Return the live cells and exercises of a page, in order."""
    found = [(fence.info.split(), fence) for fence in page.elements_of("code")]
    return [LiveFence(words[1:], fence.text.rstrip("\n"), fence.line) for words, fence in found if words[:1] == ["python"] and "live" in words]


def first_states(fences: Iterable[LiveFence], language: str, file: str) -> dict[tuple[int, str], dict]:
    """Run the cells and exercises of a page, and return {(number of cells above, source): first state}, see demos/cell/demo.py.

    Raises Mistake if a cell fails and should not, or the other way round; if an exercise cannot be read, its solution
    does not pass its tests, or its starter does.
    """
    cells: list[tuple[int, LiveFence]] = []
    exercises: list[tuple[int, LiveFence]] = []
    for fence in fences:
        (exercises if fence.is_exercise else cells).append((len(cells), fence))
    read = [read_exercise(fence.source, file, fence.line) for _, fence in exercises]
    job = {
        "language": language,
        "cells": [fence.source for _, fence in cells],
        "exercises": [
            {"above": above, "exercise": found.parts, "starter": found.starter} for (above, _), found in zip(exercises, read, strict=True)
        ],
    }
    in_order = [*cells, *exercises]
    if not in_order:
        return {}  # nothing to start Python for
    code = "".join(fence.source for _, fence in in_order)
    # Other demos count only if the code imports them: `from demos import attention`.
    used = ["cell", *(name for name in demos.REGISTRY if name != "cell" and "demos" in code and name in code)]
    try:
        answers = cache.value("cells", [job, run_cells.python()], lambda: run_cells.run(job), used)
    except run_cells.Ended as ended:
        message = "cell.endless" if ended.code is None else "cell.ended"
        said = say(message, seconds=run_cells.TIMEOUT, code=ended.code, said=ended.said)
        raise Mistake(Problem(file, in_order[ended.answered][1].line, said, rule="cell")) from None
    problems = [problem for (_, fence), state in zip(cells, answers, strict=False) for problem in _check_cell(fence, state["result"]["wrong"], file)]
    for (_, fence), found, tried in zip(exercises, read, answers[len(cells) :], strict=True):
        wrong = [name for name, passes in (("solution", True), ("starter", False)) if tested_cell.passes(tried[name]) != passes]
        problems += [_unproved(found, name, tried[name], file, fence.line) for name in wrong]
    if problems:
        raise Mistake(*problems)
    states = [*answers[: len(cells)], *(tried["state"] for tried in answers[len(cells) :])]
    return {(above, fence.source): state for (above, fence), state in zip(in_order, states, strict=True)}


def _first_state(fence: LiveFence, page: PageContext) -> dict:
    """Return the first state of the fence that is rendered. The first one runs all of the page."""
    key = len(page.cells), fence.source
    if key not in page.cell_states and page.written:
        page.cell_states.update(first_states(fences_of(page.written), page.language, page.file))
    if key not in page.cell_states:  # SuperFences does not always pass on what is written, such as tabs
        alone = [*(LiveFence(["live"], code) for code in page.cells), fence]
        page.cell_states.update(first_states(alone, page.language, page.file))
    return page.cell_states[key]


def _check_cell(fence: LiveFence, wrong: dict | None, file: str) -> Iterator[Problem]:
    if wrong and "fails" not in fence.words:
        at = fence.line + wrong["line"] if fence.line and wrong["line"] else fence.line
        key = "cell.no_module" if wrong["message"].startswith("ModuleNotFoundError") else "cell.raised"
        yield Problem(file, at, say(key, error=wrong["message"]), rule="cell")
    if "fails" in fence.words and not wrong:
        yield Problem(file, fence.line, say("cell.ran"), rule="cell")


def read_exercise(source: str, file: str, line: int | None) -> Exercise:
    """Return the parts of an exercise. Raises Mistake with the line of what is wrong."""
    try:
        return parse(source)
    except ExerciseError as error:
        where = line + error.line if line else line
        raise Mistake(Problem(file, where, say(f"exercise.{error.key}", **error.names))) from None


def _unproved(found: Exercise, name: str, result: dict, file: str, line: int | None) -> Problem:
    """Return the problem of a solution that fails, or of a starter that passes."""
    if name == "starter":
        return Problem(file, line + found.lines["starter"] if line else line, say("exercise.starter_passes"), rule="exercise")
    if result["wrong"]:
        at, message = result["wrong"]["line"] or 0, say("exercise.solution_raises", error=result["wrong"]["message"])
    else:
        failed = next(check for check in result["checks"] if not check["passed"])
        why = failed["wrong"]["message"] if failed["wrong"] else failed["text"]
        at, message = 0, say("exercise.solution_fails", test=why)
    return Problem(file, line + found.lines["solution"] + at if line else line, message, rule="exercise")
