"""Trap 2: empty brackets after a Latin word. In Arabic text print() shows as ()print."""

import re
from collections.abc import Iterator

from overrides.build.check.pages import Page
from overrides.build.check.report import warning
from overrides.build.check.rules.bidi import blocks, place
from overrides.build.problems import Problem

_RUN = re.compile(r"[A-Za-z_][\w.]*(?:\(\)|\[\]|\{\})", re.ASCII)


def check(page: Page) -> Iterator[Problem]:
    for block in blocks(page, "ar"):
        for found in _RUN.finditer(block.text):
            if not block.stays_whole(found[0]):
                yield warning(page, "direction-brackets", *place(page, block, found.start(), found[0]), run=found[0])
