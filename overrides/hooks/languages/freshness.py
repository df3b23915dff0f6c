"""Whether a translation is older than its original.

The translation's front matter has a hash of each section of the original that it was made
from. The dates of the files would not do, since every checkout changes them.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from overrides.hooks.content.front_matter import FENCE, GuideMatter
from overrides.hooks.content.pages import Page


@dataclass(frozen=True)
class State:
    """The state of a translation.

    kind     "current", "behind" (the original has changed since), or "unrecorded" (it has no hashes)
    changed  the headings of the original's sections that are new or changed
    """

    kind: Literal["current", "behind", "unrecorded"]
    changed: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def state(original: Page, translation: Page) -> State:
    """Compare the hashes in a translation with its original as it is now."""
    if translation.matter.translated_from is None:
        return State("unrecorded")
    now, recorded = section_hashes(original), translation.matter.translated_from.split()
    if [digest for _, digest in now] == recorded:
        return State("current")
    return State("behind", tuple(heading for heading, digest in now if digest not in recorded))


def section_hashes(page: Page) -> list[tuple[str, str]]:
    """Return (heading, hash) of every section. The first is the title with the text before the first heading."""
    head = [page.matter.title, page.matter.description]
    if isinstance(page.matter, GuideMatter):
        head.append(page.matter.excerpt)
    found = FENCE.match(page.text)
    start = page.text.count("\n", 0, found.end()) + 1 if found else 0
    headings = page.elements_of("heading")
    starts = [start, *(heading.line - 1 for heading in headings), len(page.lines)]
    bodies = ["\n".join(page.lines[first:after]) for first, after in pairwise(starts)]
    names = [page.matter.title, *(heading.text for heading in headings)]
    bodies[0] = "\n".join([*head, bodies[0]])
    return [(name, _digest(body)) for name, body in zip(names, bodies, strict=True)]


def record(original: Page, translation: Page) -> str:
    """Return the translation's source with the hashes of the original as it is now, and with \\n for line ends."""
    digests = " ".join(digest for _, digest in section_hashes(original))
    line = f'translated_from: "{digests}"'
    if translation.matter.translated_from is not None:
        return re.sub(r"^translated_from:.*$", line, translation.text, count=1, flags=re.M)
    found = FENCE.match(translation.text)
    end = found.end("yaml") if found else 0
    return f"{translation.text[:end]}{line}\n{translation.text[end:]}"


def _digest(text: str) -> str:
    # Other spaces or line breaks do not change what the text says.
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]
