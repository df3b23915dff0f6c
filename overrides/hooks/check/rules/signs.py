"""Trap 1: a sign at the edge of a Latin word. In Arabic text C++ shows as ++C and .NET as NET. .

The sign has no direction of its own, so it follows the Arabic around it and lands on the
other side of its word. Also a phrase in «» that ends in its own mark: «Hello!».
"""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.check.rules.bidi import blocks, place
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_LATIN = r"[A-Za-z][\w.:/?=&%-]*"
_RUN = re.compile(
    rf"(?<![\w.@#$~/\\-])(?P<before>(?!\.\.)[.@#$~/\\-]{{1,3}}{_LATIN})"
    rf"|(?<![A-Za-z0-9_])(?P<after>[A-Za-z](?:[\w.:/?=&%-]*\w)?(?:\+{{1,2}}|\#|/))(?!\w)"
    r"|«(?P<quoted>[A-Za-z][^»\u0600-\u06ff]*[!?.])»",
    re.ASCII,
)


def check(page: Page) -> Iterator[Problem]:
    for block in blocks(page, "ar"):
        for found in _RUN.finditer(block.text):
            run = found[found.lastgroup or 0].rstrip(".:?")if found.lastgroup == "before" else found[found.lastgroup or 0]
            if not block.stays_whole(run):
                yield warning(page, "direction-sign", *place(page, block, found.start(), run), run=run)
