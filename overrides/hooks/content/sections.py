"""A page cut at its headings, as far as it can be compared with the same page in another language."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pymdownx.slugs import slugify

from overrides.hooks.content.messages import LANGUAGES
from overrides.hooks.content.outline import Element
from overrides.hooks.content.pages import Page

KINDS = ("demo", "picture", "code", "link")
_slug = slugify(case="lower")


@dataclass
class Section:
    """`things` are (kind, what it is in any language, the element)."""

    level: int
    heading: str
    line: int
    things: list[tuple[str, str, Element]] = field(default_factory=list)

    def keys(self, kind: str) -> list[str]:
        return [key for of_kind, key, _ in self.things if of_kind == kind]

    @property
    def likeness(self) -> tuple:
        """What tells it from other sections: its level and what is in it. Links are too many to count on."""
        return self.level, tuple((kind, key) for kind, key, _ in self.things if kind != "link")


@lru_cache(maxsize=8192)
def sections(page: Page) -> list[Section]:
    """Return the page's sections, the one before the first heading too."""
    anchors = anchors_of(page)
    found = [Section(1, page.matter.title, 1)]
    for element in page.elements:
        if element.kind == "heading":
            found.append(Section(int(element.key), element.text, element.line))
        elif element.kind in KINDS:
            found[-1].things.append((element.kind, _key(element, anchors), element))
    return found


def _key(element: Element, anchors: dict[str, int]) -> str:
    if element.kind == "picture":
        return _without_language(element.key)
    if element.kind == "link":
        return _target(element.key, anchors)
    return element.key


def _target(address: str, anchors: dict[str, int]) -> str:
    """Return where a link leads, in any language: a heading here by its number, a page without its language."""
    if address.startswith("#"):
        return f"#{anchors.get(unquote(address[1:]), 0)}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return address  # rules/links.py tells of it
    first, _, rest = parts.netloc.partition(".")
    if len(first) == 2 and rest:
        # ar.wikipedia.org and en.wikipedia.org name the same thing differently.
        return f"//{rest}"
    # A page's own HTML is not rewritten by MkDocs: from /en/ it is one step further up.
    return _without_language(address if parts.netloc else re.sub(r"^(\.\.?/)+", "", parts.path))


def _without_language(address: str) -> str:
    path = PurePosixPath(address)
    if path.stem.rpartition(".")[2] in LANGUAGES:
        return str(path.with_name(path.stem.rpartition(".")[0] + path.suffix))
    return address


def anchors_of(page: Page) -> dict[str, int]:
    """Map the anchor of each heading to its number, as the table of contents names them."""
    found: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for number, heading in enumerate(page.of("heading"), 1):
        anchor = heading.attributes.get("id") or _slug(re.sub(r"[*_`]", "", heading.text), "-")
        found[f"{anchor}_{seen[anchor]}" if seen[anchor] else anchor] = number
        seen[anchor] += 1
    return found
