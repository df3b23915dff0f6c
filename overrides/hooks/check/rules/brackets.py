"""Trap 2: empty brackets after a Latin word. In Arabic text print() shows as ()print."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.check.rules.bidi import blocks, place
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_RUN = re.compile(r"[A-Za-z_][\w.]*(?:\(\)|\[\]|\{\})", re.ASCII)


def check(page: Page) -> Iterator[Problem]:
    for block in blocks(page, "ar"):
        for found in _RUN.finditer(block.text):
            if not block.stays_whole(found[0]):
                yield warning(page, "direction-brackets", *place(page, block, found.start(), found[0]), run=found[0])
