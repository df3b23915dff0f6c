"""The old addresses of a page (`aliases`): one that is another page's address, or that two pages name."""

from collections.abc import Iterator

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.content.reserved import LISTS, OWN, is_in
from overrides.hooks.content.site_languages import LANGUAGES, home_of


def check(pages: list[Page], found: list[Page]) -> Iterator[Problem]:
    # Every page is built for the readers of every language.
    taken = {home_of(language) + page.address: page for page in found for language in LANGUAGES}
    claimed: dict[str, Page] = {}
    for page in found:
        for alias in page.matter.aliases or ():
            claimed.setdefault(alias, page)
    for page in pages:
        for alias in page.matter.aliases or ():
            line, column = _place(page, alias)
            address = alias.removesuffix("index.html")
            other = next((taken[home] for home in (f"{home_of(language)}{address}" for language in LANGUAGES) if home in taken), None)
            if other:
                yield error(page, "aliases.page", line, column, alias=alias, other=other.file)
            elif is_in(address, (*LISTS, *OWN)):
                yield error(page, "aliases.reserved", line, column, alias=alias)
            elif claimed[alias].name != page.name:
                yield error(page, "aliases.twice", line, column, alias=alias, other=claimed[alias].file)


def _place(page: Page, alias: str) -> tuple[int, int]:
    """Return the line and column of an alias; it is written with or without its last slash."""
    written = alias.rstrip("/")
    first = page.field_line("aliases")
    return next(((line, text.index(written) + 1) for line, text in enumerate(page.lines[first - 1 :], first) if written in text), (first, 1))
