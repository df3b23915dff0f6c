"""The ```python live fence: a cell that a reader can change and run, with its real output below.

The build runs the cell, so a page shows its real output before the reader starts Python. It runs
in a process of its own, which may hang or exit without ending the build. The output is cached under
a hash of the code of this cell and of those above it.

```python live exercise is a cell with tests (see content/exercise.py). The build proves that its solution passes
them and that its starter does not.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from markdown import Markdown

import demos
from demos.cell import exercise as tested_cell
from demos.cell.exercise_view import solution
from demos.markup import element
from demos.strings import strings as demo_strings
from overrides.hooks import cache
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.exercise import Exercise, ExerciseError, parse
from overrides.hooks.content.messages import say
from overrides.hooks.markdown.demo_fence import live_demo, shell_strings
from overrides.hooks.markdown.fence import line_of, stops_the_build
from overrides.hooks.markdown.page_context import PageContext

ROOT = Path(__file__).resolve().parents[3]
TIMEOUT = 60  # seconds, for all the cells of a page


def validate(language, inputs, options, attrs, md):
    """Accept a `python` fence only if it says `live`: any other is a block of code."""
    options["words"] = list(inputs)
    return "live" in inputs


@stops_the_build
def render(source, language, css_class, options, md: Markdown, **kwargs):
    """Return the HTML of one live cell. Raises Mistake if it does not run as it should."""
    page: PageContext = md.page_context  # type: ignore[attr-defined]
    line = line_of(page, ["python", *options["words"]], source)
    if "exercise" in options["words"]:
        found = read_exercise(source, page.file, line)
        first = exercise_state(found, page.cells, page.language, page.file, line)
        fold = element("div", element("div", solution(found.parts, demo_strings(page.language)["cell"]), class_="help"), class_="exercise")
        words = {**shell_strings("cell", page), "recalled": page.strings["live"]["recalled_exercise"]}
        key = hashlib.sha256(json.dumps([*page.cells, source]).encode()).hexdigest()[:8]
        return live_demo("cell", first, page.language, words, without_scripts=fold, key=key)
    page.cells.append(source)
    first = state(page.cells, options["words"], page.language, page.file, line)
    return live_demo("cell", first, page.language, shell_strings("cell", page))


def state(codes, words, language, file, line):
    """Return the first state of the last of a page's cells so far (see demos/cell/demo.py).

    codes    the code of every cell up to this one, in order
    words    what the fence says: "live", and "fails" if the cell is meant to raise an exception
    line     the line of the fence, for the problems
    Raises Mistake if the cell fails and should not, or the other way round.
    """
    fails = "fails" in words
    used = ["cell", *(name for name in demos.REGISTRY if name in "".join(codes))]
    found = cache.value("cells", [codes, language], lambda: _run(codes, language, file, line), used)
    wrong = found["result"]["wrong"]
    if wrong and not fails:
        at = line + wrong["line"] if line and wrong["line"] else line
        raise Mistake(Problem(file, at, say("cell.raised", error=wrong["message"])))
    if fails and not wrong:
        raise Mistake(Problem(file, line, say("cell.ran")))
    return found


def read_exercise(source: str, file: str, line: int | None) -> Exercise:
    """Return the parts of an exercise. Raises Mistake with the line of what is wrong."""
    try:
        return parse(source)
    except ExerciseError as error:
        where = line + error.line if line else line
        raise Mistake(Problem(file, where, say(f"exercise.{error.key}", **error.names))) from None


def exercise_state(found: Exercise, above: list[str], language: str, file: str, line: int | None) -> dict:
    """Return the first state of an exercise (see demos/cell/exercise.py).

    above  the codes of the page's cells so far
    Raises Mistake if its solution does not pass its tests, or if its starter does.
    """
    asked = {"above": above, "exercise": found.parts, "starter": found.starter}
    used = ["cell", *(name for name in demos.REGISTRY if name in json.dumps(asked))]
    tried = cache.value("cells", [asked, language], lambda: _answer(asked, language, file, line), used)
    for name, passes in (("solution", True), ("starter", False)):
        if tested_cell.passes(tried[name]) != passes:
            raise Mistake(_unproved(found, name, tried[name], file, line))
    return tried["state"]


def _unproved(found: Exercise, name: str, result: dict, file: str, line: int | None) -> Problem:
    """Return the problem of a solution that fails, or of a starter that passes."""
    if name == "starter":
        return Problem(file, line + found.lines["starter"] if line else line, say("exercise.starter_passes"))
    if result["wrong"]:
        at, message = result["wrong"]["line"] or 0, say("exercise.solution_raises", error=result["wrong"]["message"])
    else:
        failed = next(check for check in result["checks"] if not check["passed"])
        why = failed["wrong"]["message"] if failed["wrong"] else failed["text"]
        at, message = 0, say("exercise.solution_fails", test=why)
    return Problem(file, line + found.lines["solution"] + at if line else line, message)


def _run(codes, language, file, line):
    return _answer(codes, language, file, line)[-1]


def _answer(asked, language, file, line):
    """Return what `python -m demos.cell` answers in a process of its own."""
    command = [sys.executable, "-m", "demos.cell", language]
    # The same order of sets in every build, and no bytecode in anybody's folder.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, input=json.dumps(asked), capture_output=True, encoding="utf-8", timeout=TIMEOUT, cwd=ROOT, env=environment, check=False
        )
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Mistake(Problem(file, line, say("cell.endless", seconds=TIMEOUT))) from None
    except ValueError:
        raise Mistake(Problem(file, line, say("cell.ended", code=done.returncode, said=done.stderr.strip()[-300:]))) from None
