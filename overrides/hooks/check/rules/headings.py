"""Headings that skip a level, a second main heading, and headings that are not rendered as they are meant.

The page's title is the first main heading.
"""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.content.sections import slug

_WITHOUT_SPACE = re.compile(r"^#{1,6}(?=[^#\s!])")
_EMPTY = re.compile(r"^#{1,6}\s*$")
_ATTRIBUTES = re.compile(r"^#{1,6} .*?\{:?([^}\n]*)\}\s*$")
_ATTRIBUTE = re.compile(r"""[#.][^\s"'=]+|[\w-]+=(?:"[^"]*"|'[^']*'|\S+)|data-[\w-]+""")
_ID = re.compile(r"""\{:?[^}\n]*#([^\s}]+)[^}\n]*\}|<[^<>]*\bid=["']?([^\s"'>]+)""")


def check(page: Page) -> Iterator[Problem]:
    previous = 1
    for heading in page.elements_of("heading"):
        level = int(heading.key)
        if level == 1:
            yield warning(page, "headings.second_main", heading.line, heading.column)
        elif level > previous + 1:
            yield warning(page, "headings.skip", heading.line, heading.column, found=level, expected=previous + 1, signs="#" * (previous + 1))
        previous = level
    yield from _signs(page)
    yield from _ids(page)


def _signs(page: Page) -> Iterator[Problem]:
    for number, line in page.prose:
        if signs := _WITHOUT_SPACE.match(line):
            yield error(page, "headings.space", number, 1, signs=signs[0])
        elif _EMPTY.match(line):
            yield error(page, "headings.empty", number, 1)
        elif (written := _ATTRIBUTES.match(line)) and (rest := _ATTRIBUTE.sub("", written[1]).strip()):
            yield error(page, "headings.attributes", number, written.start(1) + 1, mark=rest)


def _ids(page: Page) -> Iterator[Problem]:
    """Report an anchor that two places have: links lead to the first; and one that another heading has by its words, which would lose it."""
    first: dict[str, int] = {}
    made = {anchor: heading.line for heading in page.elements_of("heading") if not heading.attributes.get("id") and (anchor := slug(heading))}
    for number, line in page.prose:
        for found in _ID.finditer(line):
            name = found[1] or found[2]
            if name in first:
                yield error(page, "headings.id_twice", number, found.start() + 1, anchor=name, line=first[name])
            elif made.get(name, number) != number:
                yield error(page, "headings.id_twice", number, found.start() + 1, anchor=name, line=made[name])
            first.setdefault(name, number)
