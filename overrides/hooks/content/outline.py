"""The outline of a page: a flat list of its elements, each with its line and column.

The page is parsed with markdown-it, a CommonMark parser that reports line numbers.
Python-Markdown, which renders the page, has no line numbers to give.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from overrides.hooks.content import guess
from overrides.hooks.content.front_matter import FENCE
from overrides.hooks.content.html_tags import Tag, tags

# An isolated run (code, <bdi>, dir=...) acts on the text around it like one character without a direction.
ISOLATED = "\ufffc"
# The Unicode bidirectional algorithm treats a footnote's mark as a number.
FOOTNOTE = "¹"
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.\w][^}\n]*\}")
_CLOSING = re.compile(r"^[\s>]*(`{3,}|~{3,})\s*$")
# Kinds of HTML that do not end at a blank line: comments, scripts and the like.
_HTML_WITH_END_MARK = re.compile(r"<(?:!|\?|(?:script|pre|style|textarea)\b)", re.I)
# Deeper indentation than this is a nesting that pages.py refuses.
_MAX_INDENT = 100


def _html_until_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a block of HTML, and end it before a code fence.

    CommonMark ends it at the next blank line only, but SuperFences also finds a fence
    that directly follows <div markdown>.
    """
    first = state.bMarks[start] + state.tShift[start]
    if not silent and state.src.startswith("<", first) and not _HTML_WITH_END_MARK.match(state.src, first):
        for line in range(start + 1, end):
            if state.isEmpty(line):
                break
            if state.src.startswith(("```", "~~~"), state.bMarks[line] + state.tShift[line]):
                end = line
                break
    return html_block(state, start, end, silent)


_parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
_parser.use(admon_plugin).use(deflist_plugin).use(footnote_plugin).use(dollarmath_plugin, allow_space=False, allow_digits=False)
_parser.block.ruler.at("html_block", _html_until_fence, {"alt": ["paragraph", "reference", "blockquote"]})
# The rules check and compare addresses exactly as the author wrote them.
_parser.validateLink = lambda url: True  # type: ignore[method-assign]
_parser.normalizeLink = lambda url: url  # type: ignore[method-assign]


@dataclass(slots=True)
class Element:
    """One element of a page.

    kind    heading, demo, guess, code, image, link, tag, text, open_fence
    line    from 1, in the file
    column  from 1
    key     the level of a heading, the name of a demo, the shape of a guess (content/guess.py), the
            language of code, the address of a link or an image, the name of a tag, the backticks of a fence that is never closed
    text    the text of a heading or a paragraph, the body of a fence, the alternative text of an image
    visual  for the kind text: `text` with ISOLATED in place of every run that the page isolates
    info    for the kinds demo, guess and code: everything on the fence's first line after the backticks
    attributes  those of an HTML tag; for a heading its written id
    """

    kind: str
    line: int
    column: int = 1
    key: str = ""
    text: str = ""
    visual: str = ""
    info: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)


def outline(source: str) -> list[Element]:
    """Return the elements of a page in the order of their places, without the front matter."""
    matter = FENCE.match(source)
    body = source[matter.end() :] if matter else source
    skipped = source.count("\n", 0, matter.end()) if matter else 0
    lines = body.split("\n")
    elements = list(_elements(_parser.parse("\n".join(_indent_blank_lines(lines))), lines))
    for element in elements:
        element.line += skipped
    return sorted(elements, key=lambda element: (element.line, element.column))


def _indent_blank_lines(lines: list[str]) -> list[str]:
    """Return the lines with each blank line indented like the next line that is not blank.

    The admonition plugin ends an admonition at two lines that are not indented, Python-Markdown
    does not. Two blank lines are usual between the functions of a code block. In a quote, a
    line with nothing but its > signs is blank.
    """
    indented = []
    indent = ""
    for line in reversed(lines):
        if line.strip(" \t>"):
            indent = line[: min(len(line) - len(line.lstrip(" \t>")), _MAX_INDENT)]
        elif line.count(">") == indent.count(">"):
            line = indent
        indented.append(line)
    return indented[::-1]


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
    info = token.info.strip()
    words = info.split()
    # Blank lines have the indentation that _indent_blank_lines gave them.
    body = re.sub(r"^[ \t>]*$", lambda blank: blank[0].rstrip(), token.content, flags=re.M)
    column = len(lines[first]) - len(lines[first].lstrip(" \t>")) + 1
    last = _CLOSING.match(lines[after - 1]) if after - 1 > first else None
    if not (last and last[1].startswith(token.markup)):
        yield Element("open_fence", first + 1, column, token.markup)
    if words[:1] == ["demo"]:
        yield Element("demo", first + 1, column, " ".join(words[1:]), body, info=info)
    elif words[:1] == ["guess"]:
        yield Element("guess", first + 1, column, guess.shape_of(body), body, info=info)
        # Its parts are Markdown like the rest of the page, so every rule holds for them too.
        text = guess.without_marks(body)
        for element in _elements(_parser.parse(text), text.split("\n")):
            element.line += first + 1
            yield element
    else:
        yield Element("code", first + 1, column, words[0].strip("{}.") if words else "", body, info=info)


def _tag(tag: Tag, line: int, column: int) -> Iterator[Element]:
    attributes = tag.attributes
    yield Element("tag", line, column, tag.name, attributes=attributes)
    if tag.name == "img":
        yield Element("image", line, column, attributes.get("src") or "", attributes.get("alt") or "", attributes=attributes)
    elif tag.name == "a" and attributes.get("href"):
        yield Element("link", line, column, attributes["href"] or "", attributes=attributes)
    elif re.fullmatch("h[1-6]", tag.name):
        yield Element("heading", line, column, tag.name[1:])


class _Inline:
    """The inline tokens of one block. They have no columns, so each is searched for in the source."""

    def __init__(self, token: Token, lines: list[str]):
        self.children = token.children or []
        self.lines = lines
        self.at = token.map[0] if token.map else 0
        self.column = 0
        self.text: list[str] = []
        self.visual: list[str] = []
        self.isolating = ""  # the name of the open tag that isolates its content, if any

    def elements(self, heading: str) -> Iterator[Element]:
        first = self.at
        for child in self.children:
            yield from self._child(child)
        # Readers do not see attribute lists such as { .button }.
        text, visual = (_ATTRIBUTES.sub("", "".join(parts)) for parts in (self.text, self.visual))
        if heading:
            yield Element("heading", first + 1, 1, heading, text.strip(), attributes={"id": self._id_in_attributes()})
        if text.strip():
            yield Element("text", first + 1, 1, "", text, visual)

    def _child(self, token: Token) -> Iterator[Element]:
        kind = token.type
        if kind in ("softbreak", "hardbreak"):
            self.at, self.column = self.at + 1, 0
            self._add("\n")
        elif kind == "text":
            self._find(token.content)
            self._add(token.content)
        elif kind == "math_inline":
            self._add(ISOLATED)  # the page shows it as MathML, which has its own direction
        elif kind == "code_inline":
            self._find(token.content)
            self._add(ISOLATED)
        elif kind == "footnote_ref":
            self._add(FOOTNOTE)
        elif kind == "link_open":
            line, column = self._find("<" if token.markup == "autolink" else "[")
            yield Element("link", line, column, str(token.attrs.get("href", "")))
        elif kind == "image":
            line, column = self._find("![")
            yield Element("image", line, column, str(token.attrs.get("src", "")), token.content)
            self._add(ISOLATED)
        elif kind == "html_inline":
            line, column = self._find(token.content.split("\n")[0])
            for tag in tags(token.content):
                yield from _tag(tag, line + tag.line - 1, column if tag.line == 1 else tag.column)
            self._isolate(token.content)
            self.at += token.content.count("\n")

    def _find(self, written: str) -> tuple[int, int]:
        """Return the line and column of the next place where this is written, and move behind it."""
        line = self.lines[self.at] if self.at < len(self.lines) else ""
        found = line.find(written, self.column)
        if found >= 0:
            self.column = found + len(written)
        return self.at + 1, max(found, 0) + 1

    def _add(self, text: str) -> None:
        self.text.append(text)
        if not self.isolating or text == "\n":
            self.visual.append(text)

    def _isolate(self, html: str) -> None:
        """Begin or end an isolated run, where a tag does so."""
        if self.isolating:
            if html.startswith(f"</{self.isolating}"):
                self.isolating = ""
            return
        for tag in tags(html):
            if tag.name in ("bdi", "code", "bdo") or tag.attributes.get("dir"):
                self.isolating = tag.name
                self.visual.append(ISOLATED)

    def _id_in_attributes(self) -> str | None:
        written = re.search(r"\{[^}]*#([^\s}]+)[^}]*\}", "".join(self.text))
        return written[1] if written else None
