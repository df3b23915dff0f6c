"""Known advisories: what is looked up, and what happens where no registry answers."""

import json
from pathlib import Path

import pytest

from overrides.hooks.pyodide.commands import Unavailable
from overrides.hooks.pyodide.pins import read
from overrides.hooks.tools import advisories


@pytest.fixture
def answer(monkeypatch):
    """Let every program print a text in place of what it would."""

    def say(text):
        monkeypatch.setattr(advisories, "_run", lambda *_: advisories.subprocess.CompletedProcess([], 1, text, ""))

    return say


def test_all_that_pages_load_from_npm_is_looked_up():
    packages = advisories.npm_packages(read())
    assert {"idiomorph", "workbox-core", "prism-code-editor", "typescript", "pyodide", "@fontsource/stix-two-math"} <= packages.keys()
    assert all(version[0].isdigit() for version in packages.values())


def test_an_advisory_for_python_is_a_line(answer):
    vulnerability = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
    answer(json.dumps({"dependencies": [{"name": "a", "version": "1.0", "vulns": [vulnerability]}, {"name": "b", "version": "1", "vulns": []}]}))
    assert advisories.python_advisories(Path("requirements.txt")) == ["a 1.0: PYSEC-1, mended in 2.0"]


def test_a_registry_that_knows_none_of_the_packages_is_no_answer(answer):
    answer(json.dumps({"dependencies": [{"name": "a", "skip_reason": "a was not found"}]}))
    with pytest.raises(Unavailable, match="a was not found"):
        advisories.python_advisories()


def test_an_advisory_for_javascript_is_a_line(answer):
    answer(json.dumps({"vulnerabilities": {"a": {"severity": "high", "range": "<2.0.0"}}}))
    assert advisories.npm_advisories(read()) == ["a: high, in <2.0.0"]


@pytest.mark.parametrize(("text", "said"), [('{"message": "405 Method Not Allowed"}', "405 Method Not Allowed"), ("Error: no route", "no route"), ("", "no output")])
def test_without_an_answer_a_line_says_so_and_only_the_weekly_run_fails(answer, capsys, text, said):
    answer(text)
    with pytest.raises(Unavailable):
        advisories.python_advisories()
    assert advisories.main([]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2 and all(said in line for line in lines)
    assert advisories.main(["--must-answer"]) == 1
