"""python -m demos.cell LANGUAGE: run the cells of one page, in order, or an exercise below them.

Reads JSON from stdin and writes JSON to stdout:
    [code, ...]                                       -> [the first state of each cell, see demo.start, ...]
    {"above": [code, ...], "exercise", "starter"}     -> {"state": the exercise's first state,
                                                          "solution", "starter": their results, see exercise.checked}
What a cell prints is in its state.
"""

import json
import os
import sys

from demos.cell import exercise
from demos.cell.demo import Options, start


def _states(codes, language):
    return [start(Options(code, tuple(codes[:index])), language) for index, code in enumerate(codes)]


def _tried(asked, language):
    parts, above = asked["exercise"], asked["above"]
    results = {name: exercise.checked(parts, code, above) for name, code in (("solution", parts["solution"]), ("starter", asked["starter"]))}
    return {"state": exercise.start(parts, asked["starter"], above, language), **results}


# Output that does not go through sys.stdout, such as a C library's, must not mix with the
# JSON. So the JSON goes to a copy of stdout, and stdout itself is redirected to stderr.
json_output = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
wanted = json.load(sys.stdin)
json_output.write(json.dumps(_states(wanted, sys.argv[1]) if isinstance(wanted, list) else _tried(wanted, sys.argv[1])))
json_output.close()
