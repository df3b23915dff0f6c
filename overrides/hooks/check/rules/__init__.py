"""The rules, one module for each. A module's name is its rule's id.

The module of a rule for single pages has check(page), that of a rule for the whole site check(pages), and that
of a rule for what pages name check(pages, found); all yield problems. The messages are in
content/messages/<language>.toml, in the section with the rule's name.
"""

from collections.abc import Iterable
from functools import lru_cache

from overrides.hooks.check.rules import (
    aliases,
    bidi,
    fences,
    footnotes,
    front_matter,
    headings,
    html_pairs,
    html_script,
    images,
    links,
    lists,
    missing_translation,
    pair_structure,
    tables,
    term_spelling,
    translation_freshness,
    unfinished,
    unique_pages,
)
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

PAGE_RULES = (front_matter, headings, html_script, html_pairs, fences, lists, tables, footnotes, unfinished, bidi, term_spelling)
SITE_RULES = (unique_pages, images, missing_translation, pair_structure, translation_freshness)
NAMING_RULES = (links, aliases)


@lru_cache(maxsize=8192)
def check_page(page: Page) -> tuple[Problem, ...]:
    """Run the page rules. The result is cached, because `mkdocs serve` passes the same Page again if its file did not change."""
    return tuple(_without_ignored((problem for rule in PAGE_RULES for problem in rule.check(page)), [page]))


def check_site(pages: list[Page], found: list[Page]) -> list[Problem]:
    """Run the rules that need more than one page.

    pages  those to check
    found  all pages, which the others may name
    """
    problems = [problem for rule in SITE_RULES for problem in rule.check(pages)]
    problems += [problem for rule in NAMING_RULES for problem in rule.check(pages, found)]
    return _without_ignored(problems, pages)


def _without_ignored(problems: Iterable[Problem], pages: list[Page]) -> list[Problem]:
    """Leave out the warnings that a page turns off with check-ignore. Errors cannot be turned off."""
    ignored = {page.file: page.ignored for page in pages}
    return [problem for problem in problems if problem.level == "error" or not problem.is_named_in(ignored[problem.file])]
