"""The glossary's file: what is in it, and how a mistake in it is reported."""

import re

import pytest
from markdown import Markdown

from overrides.hooks.content import glossary, strings
from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.markdown.page_context import PageContext
from tests.support.project import ROOT


def test_the_glossary_has_at_least_forty_terms():
    assert len(glossary.read(ROOT / "docs").terms) >= 40


def converted(markdown, *names):
    """Return Markdown as HTML, with links to a glossary of terms with these names."""
    terms = [{"id": f"t{'x' * n}", "ar": {"names": [name], "means": "م"}, "en": {"names": [name], "means": "M"}} for n, name in enumerate(names)]
    book = glossary.Glossary.model_validate({"topic": [{"ar": "ع", "en": "T", "term": terms}]})
    page = PageContext("docs/x.en.md", "x.en.md", "en", None, strings.read()["en"], book)
    ours = ["overrides.hooks.markdown.page_context", "overrides.hooks.markdown.glossary_links"]
    return Markdown(extensions=["tables", *ours], extension_configs={ours[0]: {"context": page}}).convert(markdown)


def test_signs_in_a_name_are_taken_as_they_are_written():
    html = converted("C CCC and C++. AA, B and A*? (A, FxC, F.C, cxd, C.d.", "C++", "A*", "(A", "F.C", "c.d")
    assert re.findall(r'class="term"[^>]*>([^<]*)<', html) == ["C++", "A*", "(A", "F.C", "C.d"]


def test_a_text_of_digits_alone_stays():
    html = converted("In **1966** <b>12</b> *٤٢*\n\n| a | b |\n|---|---|\n| 1 | AI |\n\n- 5\n\n7", "AI")
    assert "".join(re.sub("<[^>]+>", " ", html).split()) == "In196612٤٢ab1AI57"
    assert html.count('class="term"') == 1


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
    comma = mistake(source.replace('", "', '"، "', 1))
    assert "write , in place of ،" in comma and "quotes" not in comma
    # One term under two ids; signs of vowels do not make another name.
    other = '\n[[topic.term]]\nid = "other"\nar = {names = ["الذَكاء الاصطناعي"], means = "م"}\nen = {names = ["Ai"], means = "M"}\n'
    arabic, english = mistake(source + other).split("\n")
    first = source.split("\n").index('id = "ai"') + 1
    assert arabic.endswith(f"“الذَكاء الاصطناعي” is also a name of the term `ai` in line {first}; make one term of the two, or name one of them otherwise [glossary]")
    assert arabic.startswith(f"docs/glossary.toml:{source.count(chr(10)) + 4}:1: ") and "“Ai” is also" in english
    twice = mistake(source.replace('id = "generative-ai"', 'id = "ai"'))
    line = source.split("\n").index('id = "generative-ai"') + 1
    assert twice == f"docs/glossary.toml:{line}:1: error: two terms have the id `ai`; give one of them another [glossary]"
