"""A Markdown extension: the first mention of a term in a section leads to its definition.

Not an <abbr>, which neither a finger nor a keyboard reaches: a link to the term's place in the
glossary, which glossary-tooltip.js opens as a definition on the spot.
"""

import posixpath
import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from demos import arabic
from overrides.hooks.content.glossary import Glossary
from overrides.hooks.markdown.page_context import PageContext

_SKIPPED = frozenset("h1 h2 h3 h4 h5 h6 a code pre script style th kbd button".split())
_SKIPPED_CLASSES = frozenset(("footnote", "arithmatex", "guess-card"))
_SECTIONS = frozenset("h1 h2 h3 h4".split())
# The pattern's own group would add the number of each placeholder to what split() returns.
_PLACEHOLDERS = re.compile("(" + HTML_PLACEHOLDER_RE.pattern.replace("(", "(?:") + ")")
_MARKS = f"[{arabic.TASHKEEL}{arabic.TATWEEL}]*"
# Any conjunction, preposition and article that are written with an Arabic word.
_CLITICS = f"[وف]?{_MARKS}[بكل]?{_MARKS}(?:ا?ل)?{_MARKS}"


class _Terms(Treeprocessor):
    def run(self, root):
        page: PageContext | None = self.md.page_context  # type: ignore[attr-defined]
        if page is None or page.glossary is None:
            return
        self.language = page.language
        self.finder, self.pattern, self.terms = _patterns(page.glossary.model_dump_json(), page.language)
        self.to = posixpath.relpath("glossary.md", posixpath.dirname(page.src_uri) or ".")
        self.met = set()
        self.in_link = False
        self._walk(root)

    def _walk(self, parent):
        if parent.tag in _SECTIONS:
            self.met = set()
        # A formula is LaTeX until mathml.py converts it.
        if parent.tag in _SKIPPED or not _SKIPPED_CLASSES.isdisjoint(parent.get("class", "").split()):
            return
        children = list(parent)
        parent.text, made = self._mark(parent.text)
        for at, link in enumerate(made):
            parent.insert(at, link)
        for child in children:
            self._walk(child)
            child.tail, made = self._mark(child.tail)
            at = list(parent).index(child) + 1
            for n, link in enumerate(made):
                parent.insert(at + n, link)

    def _mark(self, text):
        """Return what is left of a text before its first term, and a link a term, with what follows as its tail."""
        if not text or text.isspace():
            return text, []
        links: list[Any] = []
        before = ""
        for part in _PLACEHOLDERS.split(text):
            stashed = HTML_PLACEHOLDER_RE.fullmatch(part)
            if stashed:
                raw = str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])])
                self.in_link = raw.startswith("<a ") or (self.in_link and raw != "</a>")
            start = 0
            for place in () if stashed or self.in_link else self.finder.finditer(part):
                found = self.pattern.match(part, place.start())
                term = self.terms[found.lastgroup]
                if term.id in self.met:
                    continue
                self.met.add(term.id)
                before = _append(links, before, part[start : found.start()])
                links.append(self._link(term, found[0]))
                start = found.end()
            before = _append(links, before, part[start:])
        return before or None, links

    def _link(self, term, text):
        link = Element("a", {"class": "term", "href": f"{self.to}#{term.id}", "title": term.name_in(self.language).means})
        link.text, link.tail = text, ""
        return link


def _append(links, before, text):
    if not links:
        return before + text
    links[-1].tail += text
    return before


@cache
def _patterns(source: str, language: str):
    """Return a pattern that finds where a name of a term is, one with a group for each name, and the terms by the groups' names.

    Two patterns, because groups make the search ten times slower.
    """
    terms, ways = {}, []
    for number, term in enumerate(Glossary.model_validate_json(source).terms):
        terms[f"t{number}"] = term
        for name in term.name_in(language).names:
            ways.append((name, f"t{number}"))
    # The longest first: "Generative AI" is not "AI".
    ways.sort(key=lambda way: (-len(way[0]), way))
    groups: dict[str, str] = {}
    written = "|".join(f"(?P<{_group(groups, group)}>{_name(name)})" for name, group in ways)
    by_group = {alias: terms[group] for alias, group in groups.items()}
    arabic_names = "|".join(_name(name).removeprefix(_CLITICS) for name, _ in ways if name > "\u0600")
    latin_names = "|".join(_name(name) for name, _ in ways if name < "\u0600")
    anywhere = "|".join([*filter(None, [latin_names]), *([f"{_CLITICS}(?:{arabic_names})"] if arabic_names else [])])
    before, after = rf"(?<![\w{arabic.TASHKEEL}-])", rf"(?![\w{arabic.TASHKEEL}])"
    return re.compile(f"{before}(?:{anywhere}){after}"), re.compile(f"(?:{written}){after}"), by_group


def _group(groups, group):
    alias = f"{group}_{len(groups)}"
    groups[alias] = group
    return alias


def _name(name):
    words = [_arabic(word) if word > "\u0600" else _latin(word) for word in re.split(r"[\s-]+", name)]
    return r"[\s\u00a0-]+".join(words)


def _arabic(word):
    """Match a word with any article and preposition, and a sound plural."""
    letters = "".join(arabic.any_spelling(letter) + _MARKS for letter in re.sub(f"^ال|{_MARKS}", "", word))
    return f"{_CLITICS}{letters}(?:ات|ين)?"


def _latin(word):
    # An abbreviation in capitals is only itself: "AI" is not in "ai"; other names may begin a sentence.
    return f"{re.escape(word)}s?" if word.isupper() else f"(?i:{re.escape(word)})s?"


class TermsExtension(Extension):
    def extendMarkdown(self, md):  # noqa: N802 the name that Markdown calls
        # After the inline patterns (20), before MkDocs resolves the links (0).
        md.treeprocessors.register(_Terms(md), "terms", 5)


def makeExtension(**kwargs):  # noqa: N802 the name that Markdown calls
    return TermsExtension(**kwargs)
