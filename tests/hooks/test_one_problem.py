"""One mistake is one problem: it brings no others about pages that are all right."""

from datetime import date

import pytest

from overrides.hooks.check import check
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.tools import new_guide
from tests.support.checked_docs import ARABIC, ENGLISH, put, reported


@pytest.mark.parametrize(("broken", "whole"), [(ARABIC, ENGLISH), (ENGLISH, ARABIC)])
def test_a_page_that_cannot_be_read_is_not_missing(docs, broken, whole):
    put(docs, whole, "[other](x.md) [itself](" + broken.removeprefix("guides/") + ")\n")
    put(docs, broken, "Text.\n", featured='"yes"')
    [problem] = check(docs)[1]
    assert problem.file == f"docs/{broken}" and "field `featured`" in problem.message


def test_an_error_that_stops_the_build_is_counted_with_the_warnings_before_it():
    mistake = Mistake(Problem("docs/x.en.md", 1, "wrong"), Problem("docs/x.en.md", 2, "odd", level="warning"), warnings_before=3)
    mistake.printed = True
    assert "Errors: 1. Warnings: 4." in str(mistake)


def new_pair(docs):
    guide = new_guide.Guide("pair", {"ar": "زوج", "en": "Pair"}, "fahem", ("a",), date(2026, 1, 2))
    arabic, english, _ = new_guide.write(docs, guide)
    return arabic, english


def test_a_new_pair_has_one_warning_for_each_page(docs):
    new_pair(docs)
    assert [problem.kind for problem in check(docs)[1]] == ["placeholder", "placeholder"]


def test_the_first_half_that_is_written_brings_one_warning_about_the_other(docs):
    arabic, _ = new_pair(docs)
    front = arabic.read_text("utf-8").split("---\n")[1]
    front = "\n".join('description: "وصف."' if line.startswith("description") else 'excerpt: "كلام."' if line.startswith("excerpt") else line for line in front.splitlines())
    sections = "".join(f"## جزء {number}\n\nكلام.\n\n```demo chatbot\n```\n\n" for number in range(6))
    arabic.write_text(f"---\n{front}\n---\n{sections}", "utf-8")
    [problem] = check(docs)[1]
    assert problem.file == "docs/guides/pair.en.md" and "nobody has begun to write this page" in problem.message


def test_a_half_that_was_begun_is_compared_as_before(docs):
    arabic, english = new_pair(docs)
    for page in (arabic, english):
        text = page.read_text("utf-8")
        page.write_text("\n".join(line for line in text.splitlines() if not line.startswith("excerpt")) + '\n\n## Another\n' * (page is arabic), "utf-8")
        page.write_text(page.read_text("utf-8").replace("featured:", 'excerpt: "Own."\nfeatured:'), "utf-8")
    assert "section_missing" not in {problem.kind for problem in check(docs)[1]}
    assert {"section", "behind"} <= {problem.kind for problem in check(docs)[1]}


def test_a_link_to_a_draft_leads_nowhere_on_the_published_site(docs):
    put(docs, ARABIC, "كلام.\n", draft="true")
    put(docs, "guides/y.ar.md", "[x](x.md) [x](x.ar.md)\n")
    assert ["guides/x.md is a draft" in line or "guides/x.ar.md is a draft" in line for line in reported(docs, "links")] == [True, True]
    put(docs, "guides/y.ar.md", "[x](x.md)\n", draft="true")
    assert reported(docs, "links") == []
    put(docs, "guides/y.ar.md", "[x](x.md)\n")
    put(docs, ENGLISH, "Text.\n")
    assert reported(docs, "links") == []


def test_a_mistake_in_the_glossary_brings_none_about_links_to_its_terms(docs):
    (docs / "glossary.toml").write_text('[[topic]]\nar = "ع"\nen = "T"\nterm = 1\n', "utf-8")
    put(docs, "glossary.ar.md", "كلام.\n", search="{asked: {ai: عقل}}")
    put(docs, ARABIC, "[x](../glossary.md#ai)\n")
    put(docs, ENGLISH, "[x](../glossary.md#ai)\n")
    assert {problem.file for problem in check(docs)[1] if problem.level == "error"} == {"docs/glossary.toml"}


@pytest.mark.parametrize(
    "mistake", ["[x](nowhere.md)", "[x](#gone)", "![x](../assets/images/gone.svg)", "```demo chatbat\n```", "```pyton live\nx\n```", "```guess\nWhat?\n\n- [ ] a\n\nWhy.\n```", "[x]()", "<!-- open"]
)
def test_a_mistake_is_not_told_again_as_a_difference_of_the_pair(docs, mistake):
    put(docs, ARABIC, "كلام.\n\n[س](y.md)\n")
    put(docs, ENGLISH, f"Text.\n\n{mistake}\n\n[x](y.md)\n")
    put(docs, "guides/y.ar.md", "كلام.\n")
    [problem] = [problem for problem in check(docs)[1] if problem.rule not in ("translation_freshness", "missing_translation", "unique_pages")]
    assert problem.level == "error" and problem.file == f"docs/{ENGLISH}"
