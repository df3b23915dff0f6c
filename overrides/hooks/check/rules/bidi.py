"""What the rules about direction share: a block of text, and how a browser would lay it out.

Layout is the Unicode bidirectional algorithm (UAX 9), computed by python-bidi. Runs
that the page isolates (code, <bdi>, dir=…) count as one character without direction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bidi import get_display

from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.outline import Element
from overrides.hooks.content.pages import Page

ARABIC = "\u0621-\u064a\u0671-\u06d3"


@dataclass
class Block:
    """A paragraph, a heading, a cell or a field of the front matter, on one line."""

    element: Element
    rtl: bool

    @cached_property
    def text(self) -> str:
        return self.element.visual.replace("\n", " ")

    @cached_property
    def display(self) -> str:
        """The text in the order in which it stands on the screen, from left to right."""
        return get_display(self.text, base_dir="R" if self.rtl else "L")

    def stays_whole(self, run: str) -> bool:
        """Say whether every copy of a run stands on the screen in its own order."""
        return self.display.count(run) >= self.text.count(run)


def blocks(page: Page, language: str) -> Iterator[Block]:
    """Yield what a reader sees as text on a page of this language, nothing on another's."""
    if page.language != language:
        return
    fields = {"title": page.matter.title}
    if isinstance(page.matter, GuideMatter):
        fields["excerpt"] = page.matter.excerpt
    for name, value in fields.items():
        yield Block(Element("text", page.field_line(name), text=value, visual=value), language == "ar")
    for element in page.of("text"):
        yield Block(element, language == "ar")


def place(page: Page, block: Block, start: int, run: str) -> tuple[int, int]:
    """Return the line and column of a run of a block."""
    line = block.element.line + block.element.visual.count("\n", 0, start)
    source = page.lines[line - 1] if line <= len(page.lines) else ""
    return line, max(source.find(run), 0) + 1
