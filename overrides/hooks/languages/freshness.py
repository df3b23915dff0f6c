"""Which text a translation was made from: a hash of each of the original's sections, in its front matter.

No clock: a file's date changes with every checkout, its words do not.
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
    """How a translation stands to its original; `changed` names the sections it does not have yet."""

    kind: Literal["current", "behind", "unrecorded"]
    changed: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def state(original: Page, translation: Page) -> State:
    """Compare what a translation records with its original as it is now."""
    written = translation.matter.translated_from
    if written is None:
        return State("unrecorded")
    now, known = sections(original), written.split()
    if [digest for _, digest in now] == known:
        return State("current")
    return State("behind", tuple(name for name, digest in now if digest not in known))


def sections(page: Page) -> list[tuple[str, str]]:
    """Return (heading, hash) of every section. The first is the title and what stands before a heading."""
    head = [page.matter.title, page.matter.description]
    if isinstance(page.matter, GuideMatter):
        head.append(page.matter.excerpt)
    found = FENCE.match(page.text)
    start = page.text.count("\n", 0, found.end()) + 1 if found else 0
    headings = page.of("heading")
    starts = [start, *(heading.line - 1 for heading in headings), len(page.lines)]
    bodies = ["\n".join(page.lines[first:after]) for first, after in pairwise(starts)]
    names = [page.matter.title, *(heading.text for heading in headings)]
    bodies[0] = "\n".join([*head, bodies[0]])
    return [(name, _digest(body)) for name, body in zip(names, bodies, strict=True)]


def record(original: Page, translation: Page) -> str:
    """Return the translation's source with a record of the original as it is now.

    Line ends are \\n, whatever they were.
    """
    digests = " ".join(digest for _, digest in sections(original))
    line = f'translated_from: "{digests}"'
    if translation.matter.translated_from is not None:
        return re.sub(r"^translated_from:.*$", line, translation.text, count=1, flags=re.M)
    found = FENCE.match(translation.text)
    end = found.end("yaml") if found else 0
    return f"{translation.text[:end]}{line}\n{translation.text[end:]}"


def _digest(text: str) -> str:
    # Spaces and line ends are no change of what is said.
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]
