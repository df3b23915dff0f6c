"""Trap 4: numbers joined by hyphens. After Arabic, 2026-11-24 shows as 24-11-2026, and so does a phone number."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.check.rules.bidi import blocks, place
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_RUN = re.compile(r"(?<![\d-])\d+(?:-\d+){2,}(?![\d-])")


def check(page: Page) -> Iterator[Problem]:
    for block in blocks(page, "ar"):
        for found in _RUN.finditer(block.text):
            if not block.stays_whole(found[0]):
                yield warning(page, "direction-date", *place(page, block, found.start(), found[0]), run=found[0])
