"""The glossary's file: what is in it, and how a mistake in it is reported."""

import re

import pytest

from overrides.hooks.content import glossary
from overrides.hooks.content.diagnostics import Mistake
from tests.support.project import ROOT


def test_the_glossary_has_at_least_forty_terms():
    assert len(glossary.read(ROOT / "docs").terms) >= 40


def test_a_mistake_in_the_file_is_reported_with_its_line(tmp_path):
    source = (ROOT / "docs/glossary.toml").read_text("utf-8")

    def mistake(text):
        (tmp_path / "glossary.toml").write_text(text, "utf-8")
        with pytest.raises(Mistake) as raised:
            glossary.read(tmp_path)
        return str(raised.value)

    assert re.search(r"docs/glossary\.toml:\d+:1: error: not TOML", mistake(source.replace("means = ", "means ", 1)))
    # At the line of the term, by the checker and by the build alike.
    third = source.split("\n").index('id = "machine-learning"')
    spoilt = source.replace('means = "بدل ما نكتب', 'mean = "بدل ما نكتب')
    assert mistake(spoilt).split("\n") == [problem.for_editor() for problem in glossary.problems(tmp_path)]
    [missing, unknown] = mistake(spoilt).split("\n")
    assert missing == f"docs/glossary.toml:{third}:1: error: topic.1.term.3.ar.means is missing; write it [glossary]"
    assert unknown.startswith(f"docs/glossary.toml:{third}:1: error: topic.1.term.3.ar.mean is not known here; ")
    twice = mistake(source.replace('id = "generative-ai"', 'id = "ai"'))
    line = source.split("\n").index('id = "generative-ai"') + 1
    assert twice == f"docs/glossary.toml:{line}:1: error: two terms have the id `ai`; give one of them another [glossary]"
