"""Links and images that lead nowhere. The strict build would stop at them without naming the line."""

import difflib
import posixpath
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from overrides.hooks.check.report import error, warning
from overrides.hooks.content import front_matter, glossary
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.outline import Element
from overrides.hooks.content.pages import Page, split_language
from overrides.hooks.content.reserved import LISTS
from overrides.hooks.content.sections import anchors_of
from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.languages import status_page
from overrides.hooks.languages.pairs import shown, shown_in

# Anchors that are not of headings: ids in HTML or in an attribute list, and those of footnotes and templates.
_ID = re.compile(r"""\bid\s*=\s*["']?([^\s"'>]+)|\{[^}\n]*#([^\s}]+)""")
_GENERATED = ("fn:", "fnref", "__")
_SCHEMES = ("https", "http", "mailto", "tel", "data")
_SCRIPT = re.compile(r"\s*(?:javascript|vbscript)", re.I)  # the rule html_script reports it
_HOST = re.compile(r"www\.", re.I)
_MAIL = re.compile(r"[^\s@/]+@[\w.-]+\.\w+")
_LINK = re.compile(r"(?<!\\)\[[^\]\[]*\]\(([^()<>\n]*(?:\([^()]*\)[^()<>\n]*)*)\)")
# An address without spaces, and a title in quotes or none.
_TITLED = re.compile(r"""\S*(?:\s+(?:"[^"]*"|'[^']*'))?""")
_REFERENCE = re.compile(r" {0,3}\[[^\]^][^\]]*\]:")
_BARE = re.compile(r"""(?<![\w<("'=/\[:])https?://[^\s<>)\]،؛]+(?![^<>]*</a>)""")


def check(page: Page, named: dict[str, dict[str, Page]]) -> Iterator[Problem]:
    yield from _addresses_as_written(page)
    yield from _asked(page)
    for element in page.elements_of("link", "image"):
        # Only elements written as HTML have attributes; MkDocs does not check those either.
        if not element.attributes:
            yield from _check_address(page, element, named)
    for demo in page.elements_of("demo"):
        for value in _addresses_in(demo.text):
            place = page.position(demo.line + demo.text[: demo.text.find(value)].count("\n") + 1, value)
            yield from _check_address(page, Element("link", *place, value), named)


def _addresses_as_written(page: Page) -> Iterator[Problem]:
    """Report what Python-Markdown takes otherwise than CommonMark does, or than the author meant."""
    for number, line in page.prose:
        for found in _LINK.finditer(line):
            address = found[1].strip()
            if address.count('"') == 1:
                yield error(page, "links.title", number, found.start() + 1, address=address)
            elif not _TITLED.fullmatch(address):
                yield error(page, "links.space", number, found.start() + 1, address=address)
        for found in () if _REFERENCE.match(line) else _BARE.finditer(line):
            yield warning(page, "links.bare", number, found.start() + 1, address=found[0])


def _asked(page: Page) -> Iterator[Problem]:
    """Report an anchor of the front matter's `search.asked` that no heading has."""
    if _headings_are_unknown(page):
        return
    known = [front_matter.OPENING, *_headings(page)]
    for anchor in page.matter.search.asked if page.matter.search else ():
        if anchor not in known:
            yield error(page, "links.asked", page.field_line("search", anchor), anchor=anchor, known=", ".join(known))


def _scheme(page: Page, element: Element, scheme: str) -> Iterator[Problem]:
    if scheme.lower() not in _SCHEMES and not _SCRIPT.match(scheme):
        close = difflib.get_close_matches(scheme.lower(), _SCHEMES, 1, 0.5) or ["https"]
        yield error(page, "links.scheme", element.line, element.column, scheme=scheme, close=close[0])


def _addresses_in(options: str) -> list[str]:
    """Return the options of a demo that are an address on this page, such as learn = "#since-1966"."""
    try:
        values = tomllib.loads(options).values()
    except (tomllib.TOMLDecodeError, RecursionError):
        return []  # the rule "fences" reports it
    return [value for value in values if isinstance(value, str) and re.fullmatch(r"#\S+", value)]


def _check_address(page: Page, element: Element, named: dict[str, dict[str, Page]]) -> Iterator[Problem]:
    try:
        parts = urlsplit(element.key)
    except ValueError:
        yield error(page, "links.unreadable", element.line, element.column, address=element.key)
        return
    if parts.scheme:
        yield from _scheme(page, element, parts.scheme)
        return
    if parts.netloc:
        return
    if not element.key and element.kind == "link":
        yield error(page, "links.empty", element.line, element.column)
        return
    if _HOST.match(element.key) or _MAIL.fullmatch(element.key):
        start = "https://" if _HOST.match(element.key) else "mailto:"
        yield error(page, "links.start", element.line, element.column, address=element.key, start=start)
        return
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), path))
    if not path:
        yield from _check_anchor(page, element, page, anchor)
    elif path.startswith("/"):
        yield error(page, "links.absolute", element.line, element.column, address=element.key)
    elif not posixpath.splitext(target)[1]:
        yield error(page, "links.no_file", element.line, element.column, address=element.key)
    elif not _exists(page, target, named):
        yield error(page, "links.nowhere", element.line, element.column, path=target)
    elif pages := _pages_at(target, named):
        if not page.matter.draft and all(other.matter.draft for other in pages.values()):
            yield error(page, "links.draft", element.line, element.column, path=target)
        else:
            yield from _check_anchor(page, element, shown(pages, page.language), anchor)


def _exists(page: Page, target: str, named: dict[str, dict[str, Page]]) -> bool:
    if target in named or _is_generated(target):
        return True  # the build itself checks a link to a page that it makes of all others
    stem = target.removesuffix(".md")
    if stem != target and any((page.docs / f"{stem}.{language}.md").exists() for language in LANGUAGES):
        return True  # the page cannot be read, which has a problem of its own
    return all(page.find_file(target, language) for language in shown_in(page, named))


def _pages_at(target: str, named: dict[str, dict[str, Page]]) -> dict[str, Page]:
    """Return the pages that a link to x.md means, by language; of a link to x.en.md the English one alone."""
    name, written = split_language(target)
    return {language: page for language, page in named.get(name, {}).items() if written in (None, language)}


def _is_generated(target: str) -> bool:
    return split_language(target)[0] == status_page.SRC_URI or (target.startswith(LISTS) and target.endswith(".md"))


def _check_anchor(page: Page, element: Element, target: Page, anchor: str) -> Iterator[Problem]:
    if not anchor or _has_anchor(target, anchor) or _headings_are_unknown(target):
        return
    known = ", ".join(f"#{anchor}" for anchor in _headings(target)) or say("links.no_anchors")
    if target is page:
        yield error(page, "links.anchor", element.line, element.column, anchor=anchor, known=known)
    else:
        yield error(page, "links.anchor_there", element.line, element.column, anchor=anchor, known=known, other=target.file)


def _has_anchor(page: Page, anchor: str) -> bool:
    return anchor in _headings(page) or anchor in _written_ids(page) or anchor.startswith(_GENERATED)


def _headings(page: Page) -> list[str]:
    """Return the anchors of a page's headings, also of those that the build makes of the glossary."""
    return [*anchors_of(page), *(sorted(glossary.ids(page.docs)) if page.name == "glossary.md" else ())]


def _headings_are_unknown(page: Page) -> bool:
    """Return whether this is the glossary's page while docs/glossary.toml, of which its headings are made, has problems."""
    return page.name == "glossary.md" and bool(glossary.problems(page.docs))


@lru_cache(maxsize=8192)
def _written_ids(page: Page) -> frozenset[str]:
    return frozenset(one or other for one, other in _ID.findall("\n".join(line for _, line in page.prose)))
