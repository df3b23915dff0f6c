"""The rules, one module for each. A module's name is its rule's id.

The module of a rule for single pages has check(page), that of a rule for what a page names check(page, named), that of
a rule for a page and its translation check(original, translation), and that of a rule for the whole site
check(pages, found); all yield problems. Rules for the whole site read front matter alone, since a large site's pages do
not fit into memory with all that was read of them. The messages are in content/messages/<language>.toml, in the
section with the rule's name.
"""

from collections.abc import Iterable
from functools import lru_cache

from overrides.hooks.check.placeholders import is_untouched
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
    tags,
    term_spelling,
    translation_freshness,
    unfinished,
    unique_pages,
)
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.content.sections import KINDS
from overrides.hooks.languages.pairs import pairs

PAGE_RULES = (front_matter, headings, html_script, html_pairs, fences, lists, tables, footnotes, unfinished, bidi, term_spelling)
NAMING_RULES = (links, images)
PAIR_RULES = (pair_structure, translation_freshness)
SITE_RULES = (unique_pages, missing_translation, aliases, tags)

# After an error of one of these rules, what pair_structure says of these kinds is left out: it may follow from that error.
_ALL_KINDS = ("section", *KINDS)
_MISREAD = {"links": ("link", "image"), "images": ("image",), "fences": _ALL_KINDS, "html_pairs": _ALL_KINDS}


@lru_cache(maxsize=8192)
def _check_page(page: Page) -> tuple[Problem, ...]:
    """Run the page rules. The result is cached, because `mkdocs serve` passes the same Page again if its file did not change."""
    return tuple(_without_ignored((problem for rule in PAGE_RULES for problem in rule.check(page)), [page]))


def check_pair(pages: list[Page], named: dict[str, dict[str, Page]]) -> list[Problem]:
    """Run the rules on a page and its translations.

    named  all pages, which these may name: {name: {language: page}}
    """
    alone = [problem for page in pages for problem in _check_page(page)]
    problems = [problem for rule in NAMING_RULES for page in pages for problem in rule.check(page, named)]
    misread = {kind for problem in (*alone, *problems) if problem.level == "error" for kind in _MISREAD.get(problem.rule, ())}
    for original, translation in pairs(pages):
        # Of a page that nobody has begun to write, one warning says so: see front_matter.
        if not is_untouched(original) and not is_untouched(translation):
            compared = [problem for rule in PAIR_RULES for problem in rule.check(original, translation)]
            problems += [problem for problem in compared if problem.rule != "pair_structure" or problem.kind not in misread]
    return [*alone, *_without_ignored(problems, pages)]


def check_site(pages: list[Page], found: list[Page]) -> list[Problem]:
    """Run the rules that compare all pages.

    pages  those to check
    found  all pages, which the others may name
    """
    return _without_ignored((problem for rule in SITE_RULES for problem in rule.check(pages, found)), pages)


def _without_ignored(problems: Iterable[Problem], pages: list[Page]) -> list[Problem]:
    """Leave out the warnings that a page turns off with check-ignore. Errors cannot be turned off."""
    ignored = {page.file: page.ignored for page in pages}
    return [problem for problem in problems if problem.level == "error" or not problem.is_named_in(ignored[problem.file])]
