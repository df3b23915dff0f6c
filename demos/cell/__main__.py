"""python -m demos.cell FOLDER: run the cells of one page, in order, and then its exercises.

FOLDER/job.json:
    language   of the page
    cells      [code, ...]
    exercises  [{"above": how many of the cells are above it, "exercise", "starter"}, ...]
A line is added to FOLDER/answers.jsonl as soon as a cell or an exercise is done:
    of a cell       its first state, see demo.start
    of an exercise  {"state": its first state, "solution", "starter": their results, see exercise.checked}
"""

import json
import sys
from pathlib import Path

from demos.cell import exercise
from demos.cell.demo import Options, start
from demos.cell.run import reset_names


class OnlyWhatReadersHave:
    """A finder that refuses all packages but numpy and demos: a cell that needs another would fail for the readers."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "numpy", "demos"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def answers(job):
    """Yield the answer to each cell and each exercise of a job."""
    language, cells = job["language"], job["cells"]
    for index, code in enumerate(cells):
        yield start(Options(code, tuple(cells[:index])), language)
    for asked in job["exercises"]:
        parts, above = asked["exercise"], cells[: asked["above"]]
        reset_names()  # so it sees what the cells above it have left, and nothing of those below or of another exercise
        results = {name: exercise.checked(parts, code, above) for name, code in (("solution", parts["solution"]), ("starter", asked["starter"]))}
        yield {"state": exercise.start(parts, asked["starter"], above, language), **results}


folder = Path(sys.argv[1])
if sys.platform != "emscripten":
    sys.meta_path.insert(0, OnlyWhatReadersHave)
for answer in answers(json.loads((folder / "job.json").read_text("utf-8"))):
    with (folder / "answers.jsonl").open("a", encoding="utf-8") as file:
        print(json.dumps(answer), file=file)
