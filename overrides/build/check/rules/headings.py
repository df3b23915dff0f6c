"""Headings that skip a level, and a second main heading. The page's title is the first."""

from collections.abc import Iterator

from overrides.build.check.pages import Page
from overrides.build.check.report import warning
from overrides.build.problems import Problem


def check(page: Page) -> Iterator[Problem]:
    above = 1
    for heading in page.of("heading"):
        level = int(heading.key)
        if level == 1:
            yield warning(page, "heading-h1", heading.line, heading.column)
        elif level > above + 1:
            yield warning(page, "heading-skip", heading.line, heading.column, found=level, expected=above + 1)
        above = level
