"""Headings that skip a level, and a second main heading. The page's title is the first."""

from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page


def check(page: Page) -> Iterator[Problem]:
    above = 1
    for heading in page.of("heading"):
        level = int(heading.key)
        if level == 1:
            yield warning(page, "heading-h1", heading.line, heading.column)
        elif level > above + 1:
            yield warning(page, "heading-skip", heading.line, heading.column, found=level, expected=above + 1)
        above = level
