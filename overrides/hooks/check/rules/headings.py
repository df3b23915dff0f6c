"""Headings that skip a level, and a second main heading. The page's title is the first main heading."""

from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page


def check(page: Page) -> Iterator[Problem]:
    previous = 1
    for heading in page.elements_of("heading"):
        level = int(heading.key)
        if level == 1:
            yield warning(page, "headings.second_main", heading.line, heading.column)
        elif level > previous + 1:
            yield warning(page, "headings.skip", heading.line, heading.column, found=level, expected=previous + 1, signs="#" * (previous + 1))
        previous = level
