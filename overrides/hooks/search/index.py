"""The search index: for each word the sections of pages that have it, in small files, of which a query reads a few.

A file of words has a part of the alphabet (analyzer.buckets), a file of texts one page or some short ones. What is
stored for a word and a section is the word's weighted frequency; search/finder.js makes scores of these (BM25F:
Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004).
"""

import gzip
import hashlib
import json
import shutil
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from overrides.hooks.content.front_matter import OPENING
from overrides.hooks.content.packed import Packed
from overrides.hooks.search import analyzer
from overrides.hooks.search.extract import Section, sections

FOLDER = "assets/search"
# The weights of a section's fields beside its text, whose weight is 1: its heading, and the headings above it.
_HEADING, _ABOVE = 3, 0.5
# The footnotes that it cites, and what its author says readers ask for; every word of that counts once.
_NOTES, _ASKED = 0.5, 2
# The weight of a page's opening: it names what the sections explain.
_OPENING = 0.5
# A frequency is stored as a whole number of these parts: the least weight of a word, in a list's notes, is 0.05.
_PARTS = 50
# Bytes of JSON in a file, at least, if there is more: 6 KB of words and 5 KB of texts with gzip.
_WORDS, _TEXTS = 60_000, 12_000
# A reader of few pages has fetched all of their texts after some queries. Of more pages each query fetches four files of
# texts, so a long page's sections are cut to as many words as leave it so many bytes, 4 KB with gzip. The words that are
# cut off are found, but not shown.
_FEW_PAGES, _CUT, _LENGTHS = 40, 8_000, (None, 120, 90, 70, 60, 50, 40, 30)
# What a misspelt word may have meant, beside the names of the glossary: so many words of the pages, the most frequent
# ones, of at least four letters (spelling.js).
_KNOWN, _LETTERS = 3000, 4
# The sections of one form of a word, at most, those with the highest frequencies: 2 KB with gzip.
_SECTIONS = 1000

# Pages that name many things and explain few, with the weights of their titles and their text. A term's definition
# comes after the guide that explains the term; tags and authors are found on the guides themselves.
_LISTS = {
    "tags/": (0.1, 0.1),
    "authors/index.md": (1, 0.1),
    "authors/": (0.1, 0.1),
    "guides/index.md": (1, 0.1),
    "glossary.md": (1, 0.1),
    "translations.md": (1, 0.1),
    "notices.md": (1, 0.4),
}

# {id of a term: (its names, what else readers type for it)}
Terms = dict[str, tuple[list[str], list[str]]]
# memo(kind, name, came_from, compute) returns compute(), or its result of an earlier build with an equal `came_from`.
Memo = Callable[[str, str, tuple, Callable[[], Any]], Any]


class Record(NamedTuple):
    """What the index stores of a page.

    sections  [(anchor, title, text, the text of its footnotes)]
    words     for each section the places of its words, "bucket form", and how often it has each, in _PARTS
    """

    address: str
    title: str
    sections: list[tuple[str, str, str, str]]
    words: list[tuple[tuple[str, ...], array]]


def weights(page: str, boost: float = 1) -> tuple[float, float]:
    """Return the weights of a page's title and of its text.

    page   path of its source in docs/, without the language: guides/index.md
    boost  by how much its author wants it to count more than other pages
    """
    title, text = next((weights for start, weights in _LISTS.items() if page.startswith(start)), (1, 1))
    return title * boost, text * boost


class SearchIndex:
    """The search index of one build: add() every page of every language, then write().

    terms  by language, the terms of the glossary
    memo   by default nothing is remembered between builds
    """

    def __init__(self, terms: dict[str, Terms], memo: Memo | None = None) -> None:
        self._languages = {language: _Language(language, own) for language, own in terms.items()}
        self._memo = memo or (lambda kind, name, came_from, compute: compute())

    def add(self, html: str, *, url: str, language: str, weights: tuple[float, float], asked: dict[str, str] | None = None) -> None:
        """Add a built page, section by section.

        url      from the site's root, as MkDocs gives it ("./" is the home page)
        weights  of the page's title and of its text (weights())
        asked    {anchor: words and questions by which readers look for that section, and which it may not have}
        """
        index = self._languages[language]

        def record() -> Record:
            found = sections(html)
            title = found[0].title if found else ""
            texts = [(section.anchor, section.title, " ".join(section.words), " ".join(section.notes)) for section in found]
            words = [index.words_of(section, title, weights, (asked or {}).get(section.anchor or OPENING, "")) for section in found]
            return Record(url, title, texts, words)

        index.add(self._memo("search", url, (html, language, asked, weights, index.rules), record))

    def write(self, site: Path) -> None:
        """Write site/assets/search/: for each language a folder named by its contents, and the file that names it."""
        shutil.rmtree(site / FOLDER, ignore_errors=True)
        for index in self._languages.values():
            index.write(site / FOLDER)


class _Language:
    """The index of one language, while pages are added to it."""

    def __init__(self, language: str, terms: Terms) -> None:
        self._language, self._terms = language, terms
        self._rules = analyzer.rules(language, [*terms.values()])
        self._analyzer = analyzer.Analyzer(self._rules)
        # What a record depends on beside its page.
        self.rules = json.dumps([self._rules, analyzer.SCRIPT.read_text("utf-8")])
        # {address: (title, sections as JSON)}
        self._pages: dict[str, tuple[str, Packed]] = {}
        # {id of a term: the section of the glossary that defines it}
        self._definitions: dict[str, int] = {}
        # {"bucket form": [section, frequency, section, frequency, …]}
        self._words: defaultdict[str, array] = defaultdict(lambda: array("I"))
        self._count = 0

    def words_of(self, section: Section, page: str, weights: tuple[float, float], asked: str) -> tuple[tuple[str, ...], array]:
        """Return the places of a section's words, and of what its names mean, and the weighted frequency of each."""
        title, weight = weights
        title, weight = (weight, weight) if section.anchor else (title * _OPENING, weight * _OPENING)
        above = " ".join((*section.above, page if section.anchor else "")).split()
        found: defaultdict[str, int] = defaultdict(int)
        fields = ((section.title.split(), title * _HEADING), (section.words, weight), (above, weight * _ABOVE), (section.notes, weight * _NOTES))
        for words, of_it in fields:
            once = max(1, round(of_it * _PARTS))
            for place, times in self._analyzer.places(words).items():
                found[place] += times * once
        for place in self._analyzer.places(asked.split()):
            found[place] += _ASKED * _PARTS
        return tuple(found), array("I", found.values())

    def add(self, page: Record) -> None:
        if page.address in self._pages or not page.sections:
            return
        for (anchor, *_), (places, frequencies) in zip(page.sections, page.words, strict=True):
            for place, frequency in zip(places, frequencies, strict=True):
                self._words[place].extend((self._count, frequency))
            if f"/{page.address}".endswith("/glossary/"):
                self._definitions[anchor] = self._count
            self._count += 1
        self._pages[page.address] = page.title, Packed(json.dumps(page.sections))

    def write(self, folder: Path) -> None:
        # Packed one after the other: all files together take more memory than the rest of the index.
        words = [(next(iter(file)), _pack(file)) for file in self._files_of_words()]
        texts = [(first, _pack(pages)) for first, pages in self._files_of_texts()]
        files = {f"{kind}-{number}.bin": data for kind, packed in (("words", words), ("texts", texts)) for number, (_, data) in enumerate(packed)}
        digest = hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in files.values())).hexdigest()
        target = folder / f"{self._language}-{digest[:12]}"
        target.mkdir(parents=True)
        for name, data in files.items():
            (target / name).write_bytes(data)
        entry = self._rules | {
            "folder": target.name,
            "sections": self._count,
            "words": [first for first, _ in words],
            "texts": [first for first, _ in texts],
            "stop": analyzer.table()["stop"].get(self._language, ""),
            "definitions": [self._definitions.get(term, -1) for term in self._terms],
            "frequent": " ".join(self._frequent()),
        }
        (folder / f"{self._language}.bin").write_bytes(_pack(entry))

    def _frequent(self) -> list[str]:
        """Return the words that most sections have, the most frequent first."""
        sections = {form: len(found) for place, found in self._words.items() for form in [place.partition(" ")[2]] if not place.startswith("@")}
        return sorted((form for form in sections if len(form) >= _LETTERS and not form[0].isdigit()), key=lambda form: -sections[form])[:_KNOWN]

    def _files_of_words(self) -> Iterator[dict[str, dict[str, list[int]]]]:
        """Yield {bucket: {form: [distance to the next section, frequency there, …]}}, in the order of the buckets."""
        file: dict[str, dict[str, list[int]]] = {}
        size = 0
        for place in sorted(self._words):
            bucket, _, form = place.partition(" ")
            if bucket not in file and size > _WORDS:
                yield file
                file, size = {}, 0
            packed = file.setdefault(bucket, {})[form] = _distances(self._words[place])
            # About three digits and a comma for each number.
            size += len(form) + 4 * len(packed)
        yield file

    def _files_of_texts(self) -> Iterator[tuple[int, list]]:
        """Yield (number of the first section, [[address, title of the page, anchor, title, text, notes], …])."""
        first = size = 0
        file: list = []
        for address, (title, packed) in self._pages.items():
            if size > _TEXTS:
                yield first, file
                first, file, size = first + len(file), [], 0
            stored = json.loads(str(packed))
            shown, length = stored, 0
            for words in _LENGTHS:
                shown = [(anchor, heading, *(" ".join(text.split()[:words]) for text in texts)) for anchor, heading, *texts in stored]
                length = len("".join(map("".join, shown)).encode())
                if length <= _CUT or len(self._pages) <= _FEW_PAGES:
                    break
            file += [(address, title, *section) for section in shown]
            size += length
        yield first, file


def _distances(found: array) -> list[int]:
    postings = list(zip(found[::2], found[1::2], strict=True))
    if len(postings) > _SECTIONS:
        postings = sorted(sorted(postings, key=lambda posting: -posting[1])[:_SECTIONS])
    packed, before = [], 0
    for number, frequency in postings:
        packed += [number - before, frequency]
        before = number
    return packed


def _pack(data: object) -> bytes:
    # Packed here and not by hosts, because some hosts pack nothing. mtime=0: the same site gives the same bytes.
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)
