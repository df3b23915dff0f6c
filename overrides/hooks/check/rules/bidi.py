"""Text that browsers show in the wrong order where Arabic and Latin letters meet.

Browsers order each line by the Unicode bidirectional algorithm (UAX 9). Letters have a
direction of their own. Signs, brackets and digits do not: they take the direction of what
is around them. That leads to four traps:

1. A sign at the edge of a Latin word. Between Arabic words, the sign goes with the Arabic
   and lands on the other side of its word: C++ shows as ++C, and .NET shows as NET. with
   the dot at the end. The same happens to the mark at the end of a phrase in «»: «Hello!».
2. Empty brackets after a Latin word. In Arabic text, print() shows as ()print.
3. A number after a word of the other script. In "نزل ChatGPT، 100 مليون" the comma and the
   number continue the Latin word from left to right, so the reader, who reads from the right,
   meets 100 before ChatGPT. A full stop with a footnote's mark moves in the same way. In
   English, "the word قطة 3 times" shows the 3 before the Arabic word.
4. Numbers joined by hyphens. After Arabic, 2026-11-24 shows as 24-11-2026, and the groups
   of a phone number show in reverse order.

This rule does not guess: python-bidi computes the order on the screen, and the rule warns
about a run that does not keep its own order. Runs that the page isolates (code, <bdi>,
dir=...) act on the text around them like one character without a direction.

It also warns about the invisible characters that force a direction. They are usually pasted
by accident, and they reorder the text after them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bidi import get_display

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.outline import FOOTNOTE, Element
from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import direction

_ARABIC = "\u0621-\u064a\u0671-\u06d3"

_LATIN_WORD = r"[A-Za-z][\w.:/?=&%-]*"
_SIGN = re.compile(
    rf"(?<![\w.@#$~/\\-])(?P<before>(?!\.\.)[.@#$~/\\-]{{1,3}}{_LATIN_WORD})"
    rf"|(?<![A-Za-z0-9_])(?P<after>[A-Za-z](?:[\w.:/?=&%-]*\w)?(?:\+{{1,2}}|\#|/))(?!\w)"
    r"|«(?P<quoted>[A-Za-z][^»\u0600-\u06ff]*[!?.])»",
    re.ASCII,
)
_EMPTY_BRACKETS = re.compile(r"[A-Za-z_][\w.]*(?:\(\)|\[\]|\{\})", re.ASCII)
# Does not match "GPT-3.5" (a point inside a number) or "Google, 2017 Transformers" (Latin before and after the number).
_AFTER_LATIN = re.compile(rf"[A-Za-z][A-Za-z0-9_-]*[،,.:؛;!](?:\s+\d[\d.,]*(?!\s*[A-Za-z\d])|{FOOTNOTE})")
_AFTER_ARABIC = re.compile(rf"[{_ARABIC}]+[»”\"'’)\]]*[\s,.:;،-]*(?:\d[\d.,]*|{FOOTNOTE})")
_HYPHENATED_NUMBERS = re.compile(r"(?<![\d-])\d+(?:-\d+){2,}(?![\d-])")
_CONTROL = re.compile("[\u202a-\u202e]")


def check(page: Page) -> Iterator[Problem]:
    for block in _blocks(page):
        if direction(page.language) == "rtl":
            yield from _signs(page, block)
            yield from _brackets(page, block)
            yield from _numbers_after_latin(page, block)
            yield from _hyphenated_numbers(page, block)
        else:
            yield from _numbers_after_arabic(page, block)
    yield from _controls(page)


@dataclass
class _Block:
    """A paragraph, a heading, a table cell or a field of the front matter, as one line of text."""

    element: Element
    right_to_left: bool

    @cached_property
    def text(self) -> str:
        return self.element.visual.replace("\n", " ")

    @cached_property
    def display(self) -> str:
        """The text in the order in which a screen shows it, from left to right."""
        return get_display(self.text, base_dir="R" if self.right_to_left else "L")

    def keeps_order(self, run: str) -> bool:
        """Return whether the screen shows every copy of a run in its own order."""
        return self.display.count(run) >= self.text.count(run)


def _blocks(page: Page) -> Iterator[_Block]:
    """Yield the text of a page as its readers see it, the title and the excerpt too."""
    fields = {"title": page.matter.title}
    if isinstance(page.matter, GuideMatter):
        fields["excerpt"] = page.matter.excerpt
    elements = [Element("text", page.field_line(name), text=value, visual=value) for name, value in fields.items()]
    for element in [*elements, *page.elements_of("text")]:
        yield _Block(element, direction(page.language) == "rtl")


def _signs(page: Page, block: _Block) -> Iterator[Problem]:
    for found in _SIGN.finditer(block.text):
        run = found[found.lastgroup or 0]
        if found.lastgroup == "before":
            run = run.rstrip(".:?")
        if not block.keeps_order(run):
            yield _warning("sign", page, block, found.start(), run)


def _brackets(page: Page, block: _Block) -> Iterator[Problem]:
    for found in _EMPTY_BRACKETS.finditer(block.text):
        if not block.keeps_order(found[0]):
            yield _warning("brackets", page, block, found.start(), found[0])


def _numbers_after_latin(page: Page, block: _Block) -> Iterator[Problem]:
    if not re.search(f"[{_ARABIC}]", block.text):
        return
    for found in _AFTER_LATIN.finditer(block.text):
        # Here the run must not keep its order: the reader begins at its right end and meets the number first.
        if found[0] in block.display:
            yield _warning("number", page, block, found.start(), found[0].strip())


def _numbers_after_arabic(page: Page, block: _Block) -> Iterator[Problem]:
    for found in _AFTER_ARABIC.finditer(block.text):
        yield _warning("number", page, block, found.start(), found[0].strip())


def _hyphenated_numbers(page: Page, block: _Block) -> Iterator[Problem]:
    for found in _HYPHENATED_NUMBERS.finditer(block.text):
        if not block.keeps_order(found[0]):
            yield _warning("date", page, block, found.start(), found[0])


def _controls(page: Page) -> Iterator[Problem]:
    for found in _CONTROL.finditer(page.text):
        line = page.text.count("\n", 0, found.start()) + 1
        column = found.start() - page.text.rfind("\n", 0, found.start())
        yield warning(page, "bidi.control", line, column, code=f"U+{ord(found[0]):04X}")


def _warning(kind: str, page: Page, block: _Block, start: int, run: str) -> Problem:
    """Return the warning about a run that begins at an offset of a block's text."""
    line = block.element.line + block.element.visual.count("\n", 0, start)
    place = page.position(line, run.replace(FOOTNOTE, ""))
    return warning(page, f"bidi.{kind}", *place, run=run.replace(FOOTNOTE, "[^…]"))
