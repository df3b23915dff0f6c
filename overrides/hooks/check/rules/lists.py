"""Lists that are rendered otherwise than they are written: Python-Markdown nests only by four spaces, and joins lists of two kinds."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_ITEM = re.compile(r"^( *)(?:([-*+])|\d{1,3}\.)[ \t]+\S")


def check(page: Page) -> Iterator[Problem]:
    above: tuple[int, str] | None = None  # the indentation and the kind of the item above, in the same list
    outer = ""  # the kind of the list that is not indented
    for number, line in page.prose:
        item = _ITEM.match(line)
        if item:
            indent, kind = len(item[1]), "bullets" if item[2] else "numbers"
            if above and indent % 4 and indent > above[0]:
                yield error(page, "lists.indent", number, indent + 1, found=indent)
            if not indent:
                if outer and kind != outer:
                    yield error(page, "lists.mixed", number, 1)
                outer = kind
            above = indent, kind
        elif line and not line.startswith(" "):
            above, outer = None, ""
