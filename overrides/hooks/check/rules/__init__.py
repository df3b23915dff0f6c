"""The rules. A rule is one small file: what it looks for, and nothing of how pages are read.

A page rule has check(page), a site rule check(pages); both yield problems. What is
said lies in messages/<language>.toml under [check], by the rule's name.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from overrides.hooks.check.rules import (
    brackets,
    controls,
    dates,
    demos,
    fences,
    front_matter,
    headings,
    html_script,
    images,
    links,
    missing_translation,
    numbers,
    pair_structure,
    pictures,
    signs,
    term_spelling,
    titles,
    translation_freshness,
    unique_pages,
)
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

OF_PAGE = (front_matter, headings, pictures, html_script, fences, demos, signs, brackets, numbers, dates, controls, term_spelling)
OF_SITE = (unique_pages, images, links, missing_translation, titles, pair_structure, translation_freshness)


@lru_cache(maxsize=8192)
def of_page(page: Page) -> tuple[Problem, ...]:
    """Return what is wrong with one page. A page that did not change is not read again."""
    problems = (problem for rule in OF_PAGE for problem in rule.check(page))
    return tuple(_but(problems, {page.file: page.ignored}))


def of_site(pages: list[Page]) -> list[Problem]:
    """Return what is wrong with the pages taken together."""
    ignored = {page.file: page.ignored for page in pages}
    return list(_but((problem for rule in OF_SITE for problem in rule.check(pages)), ignored))


def _but(problems: Iterable[Problem], ignored: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """Leave out the warnings that a page's author turned off; an error cannot be."""
    for problem in problems:
        if problem.level == "error" or problem.rule not in ignored.get(problem.file, ()):
            yield problem
