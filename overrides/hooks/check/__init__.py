"""The site looks after its own quality: one checker, run by the build and by `make check`.

    pages.py     finds the pages of docs/, reads them, and refuses what cannot be read
    outline.py   a page's headings, links, pictures, code and text, each with its line
    rules/       one file a rule: a page or all pages in, problems out
    recorded.py  which text a translation was made from
"""

from pathlib import Path

from overrides.hooks.check import rules
from overrides.hooks.content import glossary, pages
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page


def check(docs: Path) -> tuple[list[Page], list[Problem]]:
    """Read every page below a docs folder, and its glossary, and return them with what is wrong, sorted by place.

    A page that cannot be read is not among the pages; the problem says why.
    """
    found, problems = pages.load(docs)
    for page in found:
        problems = [*problems, *rules.of_page(page)]
    problems = [*problems, *rules.of_site(found), *glossary.problems(docs)]
    return found, sorted(problems, key=lambda problem: problem.place)
