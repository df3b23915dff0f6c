"""Two pages with the same address or the same title.

x.en.md and x/index.en.md have the same address, so one would overwrite the other; so would
a page at an address that the build uses itself. In a list, readers cannot tell two pages
with the same title apart.
"""

from collections.abc import Iterator

from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.content.reserved import OWN, is_in
from overrides.hooks.content.site_languages import LANGUAGES, home_of


def check(pages: list[Page], found: list[Page]) -> Iterator[Problem]:
    yield from _addresses(pages)
    yield from _titles(pages)


def _addresses(pages: list[Page]) -> Iterator[Problem]:
    first: dict[str, Page] = {}
    for page in pages:
        if is_in(page.address, OWN):
            yield error(page, "unique_pages.reserved", 1, address=f"/{page.address}")
        # Every page is built for the readers of every language, below en/ for English.
        for prefix in map(home_of, LANGUAGES):
            address = prefix + page.address
            other = first.setdefault(address, page)
            if other.name != page.name:
                yield error(page, "unique_pages.address", 1, address=f"/{address}", other=other.file)
                break


def _titles(pages: list[Page]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Page] = {}
    for page in pages:
        key = page.language, " ".join(page.matter.title.casefold().split())
        other = first.setdefault(key, page)
        if other is not page:
            yield warning(page, "unique_pages.title", page.field_line("title"), title=page.matter.title, other=other.file)
