"""A page divided at its headings, in a form that can be compared with its translation."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pymdownx.slugs import slugify

from overrides.hooks.content.outline import Element
from overrides.hooks.content.pages import Page, split_language

KINDS = ("demo", "guess", "image", "code", "link")
_slug = slugify(case="lower")


class Part(NamedTuple):
    """A demo, a guess, an image, a code block or a link. `key` is equal for the same part in every language."""

    kind: str
    key: str
    element: Element


@dataclass
class Section:
    level: int
    heading: str
    line: int
    parts: list[Part] = field(default_factory=list)

    def parts_of(self, kind: str) -> list[Part]:
        return [part for part in self.parts if part.kind == kind]

    @property
    def signature(self) -> tuple:
        """The level and the parts, by which a section is recognised. Without links: translations often differ in those."""
        return self.level, tuple((kind, key) for kind, key, _ in self.parts if kind != "link")


@lru_cache(maxsize=64)  # the rules look at one pair after the other
def sections(page: Page) -> list[Section]:
    """Return the page's sections. The first is the text before the first heading, under the page's title."""
    anchors = anchors_of(page)
    found = [Section(1, page.matter.title, 1)]
    for element in page.elements:
        if element.kind == "heading":
            found.append(Section(int(element.key), element.text, element.line))
        elif element.kind in KINDS:
            found[-1].parts.append(Part(element.kind, _key(element, anchors), element))
    return found


def _key(element: Element, anchors: dict[str, int]) -> str:
    if element.kind == "image":
        return split_language(element.key)[0]
    if element.kind == "link":
        return _target(element.key, anchors)
    return element.key


def _target(address: str, anchors: dict[str, int]) -> str:
    """Return the target of a link in a form that is equal in every language.

    An anchor of this page becomes the number of its heading, and a page loses its language.
    """
    if address.startswith("#"):
        return f"#{anchors.get(unquote(address[1:]), 0)}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return address  # the rule `links` reports it
    first, _, rest = parts.netloc.partition(".")
    if len(first) == 2 and rest:
        # ar.wikipedia.org and en.wikipedia.org have different paths for the same article.
        return f"//{rest}"
    # MkDocs does not rewrite links in raw HTML, so on the English page, which is below /en/, they have one more "../".
    return split_language(address if parts.netloc else re.sub(r"^(\.\.?/)+", "", parts.path))[0]


def slug(heading: Element) -> str:
    """Return the anchor that the toc extension makes of a heading's words."""
    return _slug(re.sub(r"[*_`]", "", heading.text), "-")


def anchors_of(page: Page) -> dict[str, int]:
    """Return {anchor: number of the heading, from 1}, with the anchors that the toc extension gives the headings."""
    found: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for number, heading in enumerate(page.elements_of("heading"), 1):
        anchor = heading.attributes.get("id") or slug(heading)
        found[f"{anchor}_{seen[anchor]}" if seen[anchor] else anchor] = number
        seen[anchor] += 1
    return found
