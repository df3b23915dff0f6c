"""Invisible characters that force a direction, mostly pasted unseen: they turn what follows around."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_FORCING = re.compile("[\u202a-\u202e]")


def check(page: Page) -> Iterator[Problem]:
    for found in _FORCING.finditer(page.text):
        line = page.text.count("\n", 0, found.start()) + 1
        column = found.start() - page.text.rfind("\n", 0, found.start())
        yield warning(page, "direction-control", line, column, code=f"U+{ord(found[0]):04X}")
