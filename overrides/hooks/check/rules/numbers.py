"""Trap 3: a number that leaps over a word of the other script.

In Arabic, "نزل ChatGPT، 100 مليون": the comma and the number follow the Latin word, left
to right, so the reader meets 100 before ChatGPT. The same befalls a full stop and a
footnote's mark. In English, "the word قطة 3 times" shows 3 before the Arabic word.
"""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.check.rules.bidi import ARABIC, blocks, place
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.outline import FOOTNOTE
from overrides.hooks.content.pages import Page

# Not "GPT-3.5" and not "Google, 2017 Transformers": a point inside a number, a run that is Latin throughout.
_AFTER_LATIN = re.compile(rf"[A-Za-z][A-Za-z0-9_-]*[،,.:؛;!](?:\s+\d[\d.,]*(?!\s*[A-Za-z\d])|{FOOTNOTE})")
_AFTER_ARABIC = re.compile(rf"[{ARABIC}]+[»”\"'’)\]]*[\s,.:;،-]*(?:\d[\d.,]*|{FOOTNOTE})")


def check(page: Page) -> Iterator[Problem]:
    for block in blocks(page, "ar"):
        for found in _AFTER_LATIN.finditer(block.text):
            # Whole in its own order is what must not be: it would be read from the wrong end.
            if re.search(f"[{ARABIC}]", block.text) and found[0] in block.display:
                yield _leap(page, block, found)
    for block in blocks(page, "en"):
        for found in _AFTER_ARABIC.finditer(block.text):
            yield _leap(page, block, found)


def _leap(page, block, found):
    run = found[0].strip()
    shown = run.replace(FOOTNOTE, "[^…]")
    line, column = place(page, block, found.start(), run.replace(FOOTNOTE, ""))
    return warning(page, "direction-number", line, column, run=shown)
