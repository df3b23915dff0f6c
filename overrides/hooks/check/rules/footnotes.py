"""Footnotes that no mark leads to, and two texts of one footnote."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_TEXT = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:")
_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def check(page: Page) -> Iterator[Problem]:
    marks = {mark for _, line in page.prose for mark in _MARK.findall(line)}
    first: dict[str, int] = {}
    for number, line in page.prose:
        if not (text := _TEXT.match(line)):
            continue
        if text[1] in first:
            yield error(page, "footnotes.twice", number, 1, mark=f"[^{text[1]}]", line=first[text[1]])
        elif text[1] not in marks:
            yield error(page, "footnotes.unused", number, 1, mark=f"[^{text[1]}]")
        first.setdefault(text[1], number)
