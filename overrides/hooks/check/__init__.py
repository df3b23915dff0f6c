"""The checker of docs/. The build runs it, and so does `make check`.

    report.py    makes the problems that the rules report
    rules/       one file for each rule; its name is the rule's id
    terms.toml   the spelling of terms, for the rule term_spelling
"""

from collections.abc import Callable
from pathlib import Path

from overrides.hooks.check import rules
from overrides.hooks.content import glossary, pages
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.languages.pairs import by_name


def check(docs: Path, only: Callable[[Page], bool] | None = None, *, keep: bool = False) -> tuple[list[Page], list[Problem]]:
    """Read the pages and the glossary of a docs folder and run the rules.

    Return the pages that can be read, and all problems in the order of their places. A
    page that cannot be read is missing from the pages and has a problem that says why.

    only  whether to run the rules on a page; all pages are read
    keep  whether the pages keep all that was read of them, for the next check of `mkdocs serve`
    """
    found, problems = pages.load(docs)
    checked = [page for page in found if only is None or only(page)]
    named = by_name(found)
    for languages in by_name(checked).values():
        pair = [*languages.values()]
        problems += rules.check_pair(pair, named)
        if not keep:
            for page in pair:
                page.release()
    problems += [*rules.check_site(checked, found), *glossary.problems(docs)]
    return found, sorted(problems, key=lambda problem: problem.sort_key)
