"""Links and pictures of our own must be there, or the strict build would stop at them without a word of where."""

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from overrides.build.check.pages import Page
from overrides.build.check.report import error
from overrides.build.check.sections import anchors_of
from overrides.build.problems import Problem
from overrides.build.words import LANGUAGES, say

# Anchors that no heading makes: ids in HTML or in an attribute list, footnotes, and what the templates hold.
_ID = re.compile(r"""\bid\s*=\s*["']?([^\s"'>]+)|\{[^}\n]*#([^\s}]+)""")
_MADE = ("fn:", "fnref", "__")


def check(pages: list[Page]) -> Iterator[Problem]:
    names = {page.name for page in pages}
    for page in pages:
        for element in page.of("link", "picture"):
            # What is written as HTML is the author's own affair, to MkDocs as to us.
            if element.attributes:
                continue
            for rule, values in _wrong(page, element.key, names):
                yield error(page, rule, element.line, element.column, **values)


def _wrong(page: Page, address: str, names: set[str]) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        parts = urlsplit(address)
    except ValueError:
        yield "link-unreadable", {"address": address}
        return
    path = unquote(parts.path)
    if parts.scheme or parts.netloc:
        return
    if not path:
        if parts.fragment and not _has_anchor(page, unquote(parts.fragment)):
            known = ", ".join(f"#{anchor}" for anchor in anchors_of(page))
            yield "link-anchor", {"anchor": unquote(parts.fragment), "known": known or say("check.link-no-anchors")}
    elif path.startswith("/"):
        yield "link-absolute", {"address": address}
    elif not _is_there(page, target := posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), path)), names):
        yield "link-nowhere", {"path": target}


def _has_anchor(page: Page, anchor: str) -> bool:
    return anchor in anchors_of(page) or anchor in _ids(page) or anchor.startswith(_MADE)


@lru_cache(maxsize=8192)
def _ids(page: Page) -> frozenset[str]:
    return frozenset(one or other for one, other in _ID.findall(page.text))


def _is_there(page: Page, target: str, names: set[str]) -> bool:
    # Pages that the build makes of what the others say are known by its own check alone.
    if target in names or target.startswith(("tags", "authors", "translations")) or not posixpath.splitext(target)[1]:
        return True
    stem, suffix = posixpath.splitext(target)
    return any((page.docs / name).is_file() for name in (target, *(f"{stem}.{language}{suffix}" for language in LANGUAGES)))
