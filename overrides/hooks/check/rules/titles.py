"""Two pages of one language with one title: nobody could tell them apart in a list."""

from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page


def check(pages: list[Page]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Page] = {}
    for page in pages:
        key = page.language, " ".join(page.matter.title.casefold().split())
        other = first.setdefault(key, page)
        if other is not page:
            yield warning(page, "title-twice", page.field_line("title"), title=page.matter.title, other=other.file)
