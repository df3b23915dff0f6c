"""A page as the rules see it: a flat list of elements, each with its line and column.

Structure comes from markdown-it, a CommonMark parser that knows where it is in the
source. Python-Markdown, which draws the page, keeps no line numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from overrides.hooks.content.front_matter import FENCE
from overrides.hooks.content.html_tags import Tag, tags

# What the page isolates is, to the text around it, one character without a direction.
ISOLATED = "\ufffc"
# To the Unicode bidirectional algorithm a footnote's mark is a number.
FOOTNOTE = "¹"
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.\w][^}\n]*\}")
_CLOSING = re.compile(r"^[\s>]*(`{3,}|~{3,})\s*$")

_parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
_parser.use(admon_plugin).use(deflist_plugin).use(footnote_plugin).use(dollarmath_plugin, allow_space=False, allow_digits=False)
# Addresses are judged and compared as written.
_parser.validateLink = lambda url: True  # type: ignore[method-assign]
_parser.normalizeLink = lambda url: url  # type: ignore[method-assign]


@dataclass
class Element:
    """One thing on a page.

    kind    heading, demo, code, picture, link, tag, text, open-fence
    key     a heading's level, a demo's name, code's language, an address, a tag's name
    text    a heading's words, a fence's body, a picture's alternative, a paragraph's words
    attributes  an HTML tag's; a heading's id as written; all that a fence says, as `info`
    visual  for text: the same with ISOLATED for every run that the page isolates
    """

    kind: str
    line: int
    column: int = 1
    key: str = ""
    text: str = ""
    visual: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)


def outline(source: str) -> list[Element]:
    """Return what is on a page, in order of place; the front matter is left out."""
    matter = FENCE.match(source)
    body = source[matter.end() :] if matter else source
    skipped = source.count("\n", 0, matter.end()) if matter else 0
    lines = body.split("\n")
    elements = list(_elements(_parser.parse(body), lines))
    for element in elements:
        element.line += skipped
    return sorted(elements, key=lambda element: (element.line, element.column))


def _elements(tokens: list[Token], lines: list[str]) -> Iterator[Element]:
    heading = ""
    for token in tokens:
        if token.type == "heading_open":
            heading = token.tag[1:]
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "fence":
            yield from _fence(token, lines)
        elif token.type == "html_block" and token.map:
            for tag in tags(token.content):
                yield from _tag(tag, token.map[0] + tag.line, tag.column)
        elif token.type == "inline" and token.map and token.children is not None:
            yield from _Inline(token, lines).elements(heading)


def _fence(token: Token, lines: list[str]) -> Iterator[Element]:
    if token.map is None:
        return
    first, after = token.map
    words = token.info.split()
    column = len(lines[first]) - len(lines[first].lstrip(" \t>")) + 1
    last = _CLOSING.match(lines[after - 1]) if after - 1 > first else None
    if not (last and last[1].startswith(token.markup)):
        yield Element("open-fence", first + 1, column, token.markup)
    if words[:1] == ["demo"]:
        yield Element("demo", first + 1, column, " ".join(words[1:]), token.content)
    else:
        yield Element("code", first + 1, column, words[0].strip("{}.") if words else "", token.content, attributes={"info": token.info.strip()})


def _tag(tag: Tag, line: int, column: int) -> Iterator[Element]:
    attributes = tag.attributes
    yield Element("tag", line, column, tag.name, attributes=attributes)
    if tag.name == "img":
        yield Element("picture", line, column, attributes.get("src") or "", attributes.get("alt") or "", attributes=attributes)
    elif tag.name == "a" and attributes.get("href"):
        yield Element("link", line, column, attributes["href"] or "", attributes=attributes)
    elif re.fullmatch("h[1-6]", tag.name):
        yield Element("heading", line, column, tag.name[1:])


class _Inline:
    """One block's text: walks its tokens, and finds each again in the source for its column."""

    def __init__(self, token: Token, lines: list[str]):
        self.children = token.children or []
        self.lines = lines
        self.at = token.map[0] if token.map else 0
        self.column = 0
        self.text: list[str] = []
        self.visual: list[str] = []
        self.isolating = ""  # the tag that isolates what is read now

    def elements(self, heading: str) -> Iterator[Element]:
        first = self.at
        for child in self.children:
            yield from self._child(child)
        # Attribute lists are instructions, not words.
        text, visual = (_ATTRIBUTES.sub("", "".join(parts)) for parts in (self.text, self.visual))
        if heading:
            yield Element("heading", first + 1, 1, heading, text.strip(), attributes={"id": self._written_id()})
        if text.strip():
            yield Element("text", first + 1, 1, "", text, visual)

    def _child(self, token: Token) -> Iterator[Element]:
        kind = token.type
        if kind in ("softbreak", "hardbreak"):
            self.at, self.column = self.at + 1, 0
            self._say("\n")
        elif kind == "text":
            self._find(token.content)
            self._say(token.content)
        elif kind == "math_inline":
            self._say(ISOLATED)  # it is set as MathML, which has its own direction
        elif kind == "code_inline":
            self._find(token.content)
            self._say(ISOLATED)
        elif kind == "footnote_ref":
            self._say(FOOTNOTE)
        elif kind == "link_open":
            line, column = self._find("<" if token.markup == "autolink" else "[")
            yield Element("link", line, column, str(token.attrs.get("href", "")))
        elif kind == "image":
            line, column = self._find("![")
            yield Element("picture", line, column, str(token.attrs.get("src", "")), token.content)
            self._say(ISOLATED)
        elif kind == "html_inline":
            line, column = self._find(token.content.split("\n")[0])
            for tag in tags(token.content):
                yield from _tag(tag, line + tag.line - 1, column if tag.line == 1 else tag.column)
            self._isolate(token.content)
            self.at += token.content.count("\n")

    def _find(self, words: str) -> tuple[int, int]:
        line = self.lines[self.at] if self.at < len(self.lines) else ""
        found = line.find(words, self.column)
        if found >= 0:
            self.column = found + len(words)
        return self.at + 1, max(found, 0) + 1

    def _say(self, words: str) -> None:
        self.text.append(words)
        if not self.isolating or words == "\n":
            self.visual.append(words)

    def _isolate(self, html: str) -> None:
        if self.isolating:
            if html.startswith(f"</{self.isolating}"):
                self.isolating = ""
            return
        for tag in tags(html):
            if tag.name in ("bdi", "code", "bdo") or tag.attributes.get("dir"):
                self.isolating = tag.name
                self.visual.append(ISOLATED)

    def _written_id(self) -> str | None:
        written: Any = re.search(r"\{[^}]*#([^\s}]+)[^}]*\}", "".join(self.text))
        return written[1] if written else None
