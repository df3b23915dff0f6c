"""The workflows of GitHub: who may publish, what is cached, and how problems are shown."""

import json
import re

import pytest
import yaml

from overrides.hooks.content.diagnostics import Problem
from tests.support.project import ROOT

WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (ROOT / ".github/workflows").glob("*.yml")}
JOBS = [(name, job, workflow["jobs"][job]) for name, workflow in WORKFLOWS.items() for job in workflow["jobs"]]
MATCHERS = json.loads((ROOT / ".github/problems.json").read_text("utf-8"))["problemMatcher"]


@pytest.mark.parametrize(("name", "job", "body"), JOBS, ids=[f"{name}-{job}" for name, job, _ in JOBS])
def test_a_job_that_runs_our_code_can_write_nothing(name, job, body):
    permissions = body.get("permissions", WORKFLOWS[name]["permissions"])
    runs = [step for step in body.get("steps", ()) if "run" in step or "checkout" in step.get("uses", "")]
    assert not runs or set(permissions.values()) == {"read"}


def test_what_is_published_was_tested():
    jobs = WORKFLOWS["publish"]["jobs"]
    assert set(jobs["publish"]["needs"]) == {"test", "site"}
    assert jobs["test"]["uses"] == "./.github/workflows/test.yml"
    assert [step["run"] for step in WORKFLOWS["test"]["jobs"]["test"]["steps"] if "run" in step][-2:] == ["make check", ".ci/run"]


def test_every_python_that_is_allowed_is_tried_on_a_schedule():
    # YAML reads the key "on" as true.
    assert WORKFLOWS["pythons"][True]["schedule"]
    assert WORKFLOWS["pythons"]["jobs"]["build"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_the_forks_of_mkdocs_and_of_material_are_tried_on_a_schedule():
    assert WORKFLOWS["lanes"][True]["schedule"]
    assert WORKFLOWS["lanes"]["jobs"]["lanes"]["steps"][-1]["run"] == "make lanes"


def test_what_authors_and_hosts_install_is_pinned_as_it_is_tested():
    pinned = [set(re.findall(r"^\S+==\S+", (ROOT / ".ci" / name).read_text("utf-8"), re.M)) for name in ("write.txt", "site.txt", "requirements.txt")]
    assert pinned[0] < pinned[1] < pinned[2]
    assert not {"typst", "fonttools", "beautifulsoup4"} & {line.partition("==")[0] for line in pinned[0]}


@pytest.mark.parametrize(("name", "job", "body"), JOBS, ids=[f"{name}-{job}" for name, job, _ in JOBS])
def test_a_cache_is_saved_when_anything_changes_that_a_build_computes_from(name, job, body):
    for step in body.get("steps", ()):
        if "actions/cache@" in step.get("uses", ""):
            assert all(folder in step["with"]["key"] for folder in ("overrides/**", "demos/**", "docs/**"))
            assert step["with"]["key"].startswith(step["with"]["restore-keys"].split()[-1])


def test_every_action_is_pinned_by_its_hash():
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        for used in re.findall(r"uses: (\S+)", path.read_text("utf-8")):
            assert used.startswith("./") or re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", used)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (Problem("docs/guides/دليل.ar.md", 7, "wrong; mend it", 3, "warning", "links").for_editor(), ("docs/guides/دليل.ar.md", "7", "3", "wrong; mend it")),
        (Problem("docs/x.en.md", None, "wrong: very").for_editor(), ("docs/x.en.md", "1", "1", "wrong: very")),
        ('demos/text.py:12: error: Name "x" is not defined  [name-defined]', ("demos/text.py", "12", None, 'Name "x" is not defined')),
        ("demos/text.py:1:8: F401 [*] `os` imported but unused", ("demos/text.py", "1", "8", "[*] `os` imported but unused")),
        ("tests/hooks/test_x.py:30: AssertionError", ("tests/hooks/test_x.py", "30", None, "AssertionError")),
    ],
)
def test_a_problem_is_shown_at_its_line(line, found):
    matched = [(pattern, match) for matcher in MATCHERS for pattern in matcher["pattern"] if (match := re.search(pattern["regexp"], line))]
    [(pattern, match)] = matched
    assert tuple(match[pattern[name]] if name in pattern else None for name in ("file", "line", "column", "message")) == found


@pytest.mark.parametrize("line", ["INFO    -  Building documentation", "WARNING -  Doc file: x", "12 passed in 3.4s", "https://fahem.example/:1: no"])
def test_other_lines_are_no_problems(line):
    assert not any(re.search(pattern["regexp"], line) for matcher in MATCHERS for pattern in matcher["pattern"])
