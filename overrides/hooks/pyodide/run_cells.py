"""Run the live cells of a page in the Python that readers have: Pyodide, under Node, from the files that readers get.

Where there is no Node, the build's own Python runs them. It then can import only the standard library, numpy and
demos, and the build says so.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from overrides.hooks import ROOT, cache
from overrides.hooks.pyodide import demos_wheel, node, stage
from overrides.hooks.pyodide.commands import Unavailable
from overrides.hooks.pyodide.pins import PINS, Pins, read

HERE = Path(__file__).parent
SCRIPTS = ("run_cells.mjs", "node_pyodide.mjs")
TIMEOUT = 120  # seconds, for all the cells of a page, with the start of Pyodide


class Ended(Exception):
    """Python ended before it had answered everything.

    answered  how many cells and exercises it had answered: the next one has ended it
    code      its exit code; None if it was still running after TIMEOUT seconds
    said      the end of what it wrote to stderr
    """

    def __init__(self, answered: int, code: int | None, said: str):
        super().__init__(answered, code, said)
        self.answered, self.code, self.said = answered, code, said


def run(job: dict) -> list[dict]:
    """Return what `python -m demos.cell` answers to a job (see demos/cell/__main__.py). Raises Ended."""
    # The same order of sets in every build, and no bytecode in anybody's folder.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    with TemporaryDirectory() as folder:
        Path(folder, "job.json").write_text(json.dumps(job), "utf-8")
        # A group of its own: Node may run below a program of pip's, and both have to be ended.
        process = subprocess.Popen(
            [*_command(cache.folder()), folder],
            # The caller's own input would be left non-blocking, and end, when Node is killed.
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
            cwd=ROOT, env=environment, start_new_session=True,
        )  # fmt: skip
        try:
            said, code = process.communicate(timeout=TIMEOUT)[1], process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said, code = process.communicate()[1], None
        written = Path(folder, "answers.jsonl")
        answers = [json.loads(line) for line in written.read_text("utf-8").splitlines()] if written.exists() else []
    if len(answers) < len(job["cells"]) + len(job["exercises"]):
        raise Ended(len(answers), code, said.strip()[-300:])
    return answers


def python() -> str:
    """Return which Python runs the cells, for the name of what is cached."""
    return " ".join(Path(part).name for part in _command(cache.folder())[-3:])


@lru_cache
def _command(cached: Path) -> list[str]:
    """Return the command that runs `python -m demos.cell`, but for the folder of the job.

    cached  the folder of the cache, which the command names
    """
    pins = read(PINS)
    try:
        return [*node.find(pins.node), str(HERE / SCRIPTS[0]), str(_runtime(pins)), str(_demos())]
    except Unavailable as failure:
        stage.notice(f"live cells run in the Python of this build, which is not that of the readers, because theirs needs Node: {failure}")
        return [sys.executable, "-m", "demos.cell"]


def _runtime(pins: Pins) -> Path:
    """Return a folder with Pyodide's files, those of its lock file that never change, and numpy's wheel."""
    obtained = stage.obtain(pins, os.environ.get("SITE_RUNTIME_MIRROR"), stage.notice)
    files = {Path(path).name: file for path, file in obtained.items() if path.startswith("runtime/")}
    scripts = [(HERE / name).read_text("utf-8") for name in SCRIPTS]

    def make(folder: Path) -> None:
        folder.mkdir()
        for name, file in files.items():
            shutil.copyfile(file, folder / name)
        (folder / "pyodide-lock.json").write_text(json.dumps({"info": pins.lock["info"]}), "utf-8")

    return cache.entry("cell-runtime", cache.key(sorted(file.name for file in files.values()), scripts), make)


def _demos() -> Path:
    """Return a folder with the wheel of the demos."""
    return cache.entry("cell-demos", cache.demos_version(), lambda folder: demos_wheel.build(ROOT, folder))
