"""A tag in two spellings, such as "Deep Learning" and "deep-learning": both have one page, and it can show only one of the names."""

import re
from collections import Counter
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.pages import Page


def check(pages: list[Page], found: list[Page]) -> Iterator[Problem]:
    spellings: dict[tuple[str, str], Counter[str]] = {}
    for page in found:
        for tag in _tags(page):
            spellings.setdefault((page.language, _plain(tag)), Counter())[tag] += 1
    for page in pages:
        for tag in _tags(page):
            [(usual, _)] = spellings[page.language, _plain(tag)].most_common(1)
            if tag != usual:
                yield warning(page, "tags.spelling", page.field_line("tags"), tag=tag, usual=usual)


def _plain(tag: str) -> str:
    """Return a tag without what only its spelling has. C# and C++ share a page, too, but are no spellings of one name."""
    return re.sub(r"[\s_-]+", "-", tag.casefold())


def _tags(page: Page) -> list[str]:
    return page.matter.tags if isinstance(page.matter, GuideMatter) else []
