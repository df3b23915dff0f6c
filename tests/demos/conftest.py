"""Fixtures of the tests of the demos in CPython."""

import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

import demos
from demos import pictures
from overrides.hooks.pyodide import run_cells


class _OutOfTime(subprocess.Popen):
    """Python that runs the cells of a page; its last argument is the folder of the job."""

    def communicate(self, input=None, timeout=None):
        if timeout is None:
            return super().communicate(input)
        answers = Path(self.args[-1], "answers.jsonl")
        while self.poll() is None and not (answers.exists() and b"\n" in answers.read_bytes()):
            with suppress(subprocess.TimeoutExpired):
                self.wait(0.05)
        raise subprocess.TimeoutExpired(self.args, timeout)


@pytest.fixture(scope="module")
def diffusion():
    """{(part, language): the first state} of the lesson "diffusion" of the pictures demo."""
    return {
        (part, language): pictures.start(pictures.Options(first=part), language) for part in ("letters", "points") for language in demos.LANGUAGES
    }  # fmt: skip


@pytest.fixture
def out_of_time(monkeypatch):
    """Let the time for the cells of a page end when the first of them is answered, so that no test waits for an endless one."""
    monkeypatch.setattr(run_cells.subprocess, "Popen", _OutOfTime)
