"""The ```python live fence: a cell that a reader can change and run, with its real output below.

The build runs it, so what the page shows before any Python is started is what it answers. That is
done in a process of its own, which may hang or leave without taking the build along; and only
once: the answer is kept under a hash of all that it came from.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from overrides.hooks import cache
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60  # seconds, for all the cells of a page

_above: dict[str, list[str]] = {}  # texts of the cells so far, by page


def validate(language, inputs, options, attrs, md):
    """Accept a `python` fence only if it says `live`: any other is a block of code."""
    options["words"] = list(inputs)
    return "live" in inputs


def enter(file):
    """Begin a page anew: its cells share their names with nobody else's."""
    _above[file] = []


def state(code, words, language, file, line):
    """Return the first state of the next cell of a page (see demos/cell/demo.py).

    words    what the fence says, checked before: "live", and "fails" if the cell is meant to raise an exception
    line     the line of the fence, for the problems
    Raises Mistake if the cell fails and should not, or the other way round.
    """
    fails = "fails" in words
    _above[file].append(code)
    codes = [*_above[file]]
    found = cache.value("cells", [codes, language], lambda: _run(codes, language, file, line))
    wrong = found["result"]["wrong"]
    if wrong and not fails:
        at = line + wrong["line"] if line and wrong["line"] else line
        raise Mistake(Problem(file, at, say("cell.raised", error=wrong["message"])))
    if fails and not wrong:
        raise Mistake(Problem(file, line, say("cell.ran")))
    return found


def _run(codes, language, file, line):
    command = [sys.executable, "-m", "demos.cell", language]
    # The same order of sets in every build, and no bytecode in anybody's folder.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, input=json.dumps(codes), capture_output=True, encoding="utf-8", timeout=PATIENCE, cwd=ROOT, env=environment, check=False
        )
        return json.loads(done.stdout)[-1]
    except subprocess.TimeoutExpired:
        raise Mistake(Problem(file, line, say("cell.endless", seconds=PATIENCE))) from None
    except ValueError:
        raise Mistake(Problem(file, line, say("cell.ended", code=done.returncode, said=done.stderr.strip()[-300:]))) from None
