"""Links and pictures of our own must be there, or the strict build would stop at them without a word of where."""

import posixpath
import re
from collections.abc import Container, Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from overrides.hooks.check.report import error
from overrides.hooks.content import glossary
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import LANGUAGES, say
from overrides.hooks.content.pages import Page
from overrides.hooks.content.sections import anchors_of
from overrides.hooks.languages.pairs import by_name

# Anchors that no heading makes: ids in HTML or in an attribute list, footnotes, and what the templates hold.
_ID = re.compile(r"""\bid\s*=\s*["']?([^\s"'>]+)|\{[^}\n]*#([^\s}]+)""")
_MADE = ("fn:", "fnref", "__")


def check(pages: list[Page]) -> Iterator[Problem]:
    there = by_name(pages)
    for page in pages:
        for element in page.of("link", "picture"):
            # What is written as HTML is the author's own affair, to MkDocs as to us.
            if element.attributes:
                continue
            for rule, values in _wrong(page, element.key, there):
                yield error(page, rule, element.line, element.column, **values)


def _wrong(page: Page, address: str, there: dict[str, dict[str, Page]]) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        parts = urlsplit(address)
    except ValueError:
        yield "link-unreadable", {"address": address}
        return
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), path))
    if parts.scheme or parts.netloc:
        return
    if not path:
        yield from _wrong_anchor(page, page, unquote(parts.fragment))
    elif path.startswith("/"):
        yield "link-absolute", {"address": address}
    elif not _is_there(page, target, there):
        yield "link-nowhere", {"path": target}
    elif other := _page_at(target, page.language, there):
        yield from _wrong_anchor(page, other, unquote(parts.fragment))


def _page_at(target: str, language: str, there: dict[str, dict[str, Page]]) -> Page | None:
    """Return the page that x.md or x.en.md means to a page in a language."""
    stem, _, named = target.removesuffix(".md").rpartition(".")
    if named in LANGUAGES:
        return there.get(f"{stem}.md", {}).get(named)
    languages = there.get(target, {})
    return languages.get(language) or next(iter(languages.values()), None)


def _wrong_anchor(page: Page, target: Page, anchor: str) -> Iterator[tuple[str, dict[str, object]]]:
    if not anchor or _has_anchor(target, anchor):
        return
    known = ", ".join(f"#{anchor}" for anchor in anchors_of(target)) or say("check.link-no-anchors")
    if target is page:
        yield "link-anchor", {"anchor": anchor, "known": known}
    else:
        yield "link-anchor-there", {"anchor": anchor, "known": known, "other": target.file}


def _has_anchor(page: Page, anchor: str) -> bool:
    if page.name == "glossary.md" and anchor in glossary.ids(page.docs):
        return True
    return anchor in anchors_of(page) or anchor in _ids(page) or anchor.startswith(_MADE)


@lru_cache(maxsize=8192)
def _ids(page: Page) -> frozenset[str]:
    return frozenset(one or other for one, other in _ID.findall(page.text))


def _is_there(page: Page, target: str, names: Container[str]) -> bool:
    # Pages that the build makes of what the others say are known by its own check alone.
    if target in names or target.startswith(("tags", "authors", "translations")) or not posixpath.splitext(target)[1]:
        return True
    stem, suffix = posixpath.splitext(target)
    return any((page.docs / name).is_file() for name in (target, *(f"{stem}.{language}{suffix}" for language in LANGUAGES)))
