"""The first step of a build: read and check docs/."""

import sys
from collections.abc import Callable
from pathlib import Path

from overrides.hooks.content import glossary, strings
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import LANGUAGES, home_of
from overrides.hooks.framework import MkDocsConfig
from overrides.hooks.languages import status_page
from overrides.hooks.search.index import SearchIndex
from overrides.hooks.serve import session
from overrides.hooks.site import Site
from overrides.hooks.steps import site_address


def begin(config: MkDocsConfig, languages, check: Callable) -> Site:
    """Return the Site of a build.

    languages  of mkdocs-static-i18n
    check      reads the pages of docs/, and finds what is wrong with them: see overrides/hooks/check

    Raises Mistake if it finds an error.
    """
    docs = Path(config.docs_dir)
    serving = session.of(config)
    partial = serving.partial if serving else None
    homes = [home_of(language) for language in LANGUAGES]

    def is_written(page: Page) -> bool:
        files = {f"{home}{address}" for home in homes for address in (f"{page.address}index.html", status_page.FILE)}
        return partial is None or not partial.isdisjoint(files)

    pages, problems = check(docs, is_written, keep=bool(serving))
    drafts = [] if serving else [page for page in pages if page.matter.draft]
    pages = [page for page in pages if page not in drafts]
    unpublished = {page.file for page in drafts}
    problems = [*site_address.problems(config), *(problem for problem in problems if problem.file not in unpublished)]
    if any(problem.level == "error" for problem in problems):
        raise Mistake(*problems)
    if partial is None:  # the build after a partial one prints the warnings of all pages
        print_problems(problems)
    terms, all_strings = glossary.read(docs), strings.read()
    return Site(
        config=config,
        default_language=next(language.locale for language in languages if language.default),
        pages={page.src_uri: page for page in pages},
        translations=status_page.compare([page for page in pages if is_written(page)]),
        glossary=terms,
        strings=all_strings,
        index=SearchIndex({language: glossary.alike(terms, language) for language in all_strings}, serving.memory.value if serving else None),
        memory=serving.memory if serving else None,
        partial=partial,
        drafts=frozenset(page.src_uri for page in drafts),
        warnings=len(problems),
    )


def print_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Print problems, each on a line of its own, as editors read it."""
    # Not by MkDocs's log: it would write before the place, and count a warning as a failure.
    for problem in problems:
        print(problem.for_editor(), file=sys.stderr)
