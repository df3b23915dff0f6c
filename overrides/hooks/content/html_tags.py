"""The start tags of a piece of raw HTML, found by the standard library's parser."""

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Tag:
    name: str
    attributes: dict[str, str | None]
    line: int  # in the piece of HTML, from 1
    column: int  # from 1


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, offset = self.getpos()
        self.found.append(Tag(tag, dict(attrs), line, offset + 1))


def tags(html: str) -> list[Tag]:
    """Return the start tags of a piece of HTML, in order of place."""
    if "<" not in html or html.startswith("</"):
        return []
    reader = _Reader()
    reader.feed(html)
    return reader.found
