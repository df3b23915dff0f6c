"""The search index, made by Pagefind from the built pages.

Pagefind stems Arabic, but النموذج and نماذج remain two words for it. So Pagefind does not index
the text, but the keys of its words (analyzer.py); the text is stored beside them, to be shown.
A "+" precedes every further key of the same word. A "·" ends each key; without it, a short key
would also find every longer word that begins with it.
"""

import json
import logging
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.exceptions import BuildError

from overrides.hooks.search import analyzer
from overrides.hooks.search.extract import Section, sections

END = "·"
FOLDER = "assets/search"
# The part of Pagefind's output that we use; the rest is user interfaces.
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.ar.pagefind", "wasm.en.pagefind")
_HEADING_WEIGHT = 5
_NOTES_WEIGHT = 0.2
_GLOSSARY = "/glossary/"
# Seconds that BackgroundWriter waits after a change.
PAUSE = 3

# Pages that name many things and explain few, with the weights of their titles and their text. A term's definition
# comes after the guide that explains the term; tags and authors are found on the guides themselves.
_LISTS = {
    "tags/": (0.1, 0.1),
    "authors/": (0.1, 0.1),
    "guides/index.md": (1, 0.1),
    "glossary.md": (1, 0.1),
    "translations.md": (1, 0.1),
    "notices.md": (1, 0.4),
}

_log = logging.getLogger("mkdocs.search")

# memo(kind, name, came_from, compute) returns compute(), or its result of an earlier build with an equal `came_from`.
Memo = Callable[[str, str, tuple, Callable[[], Any]], Any]
# (folder, records, tables): see write_index().
Writer = Callable[[Path, list[str], dict[str, dict]], None]


def weights(page: str) -> tuple[float, float]:
    """Return the weights of a page's title and of its text.

    page  path of its source in docs/, without the language: guides/index.md
    """
    return next((weights for start, weights in _LISTS.items() if page.startswith(start)), (1, 1))


def write_index(folder: Path, records: list[str], tables: dict[str, dict]) -> None:
    """Write the index into a folder, in place of an older one.

    records  HTML documents for Pagefind, one for each section of a page
    tables   by language, what a query needs to know of words (analyzer.for_browser)
    raises   mkdocs.exceptions.BuildError with Pagefind's output
    """
    with TemporaryDirectory() as scratch:
        output = _run_pagefind(Path(scratch), records)
        shutil.rmtree(folder, ignore_errors=True)
        for path in sorted(output.rglob("*")):
            if path.name in _NEEDED or path.suffix in (".pf_meta", ".pf_index", ".pf_fragment"):
                target = folder / path.relative_to(output)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    # Pagefind lists the languages in another order every time; _write_json sorts them.
    entry = folder / "pagefind-entry.json"
    _write_json(entry, json.loads(entry.read_text("utf-8")))
    for language, table in tables.items():
        _write_json(folder / f"words.{language}.json", table)


class SearchIndex:
    """The search index of one build: add() every page of every language, then write().

    memo    by default nothing is remembered between builds
    writer  by default write_index(); while serving, BackgroundWriter.write
    """

    def __init__(self, memo: Memo | None = None, writer: Writer = write_index) -> None:
        self._memo = memo or (lambda kind, name, came_from, compute: compute())
        self._writer = writer
        self._records: dict[str, list[str]] = {}  # by URL

    def add(self, html: str, *, url: str, language: str, notes: str, weights: tuple[float, float]) -> None:
        """Add a built page, section by section.

        url      from the site's root, as MkDocs gives it ("./" is the home page)
        notes    the title of the section of its footnotes
        weights  of the page's title and of its text (weights())
        """

        def records() -> list[str]:
            found = sections(html, notes)
            return [_record(section, found[0].title, url, language, weights) for section in found]

        self._records[url] = self._memo("search", url, (html, language, notes, weights), records)

    def write(self, site: Path, tables: dict[str, dict]) -> None:
        """Write site/assets/search/. `tables` and errors are those of write_index()."""
        # Pagefind numbers the records, so a fixed order gives the same files for the same site.
        self._writer(site / FOLDER, [html for url in sorted(self._records) for html in self._records[url]], tables)


class BackgroundWriter:
    """Makes indexes in a thread while serving, so that an author does not wait; until then the site has the last one.

    Each index gets a folder of its own. site/assets/search is a link to `_newest`, and that is a link
    to the newest index that is complete: so a site may be moved after it is written.
    One object serves all builds of `mkdocs serve`.
    """

    def __init__(self, site: Path) -> None:
        """site  a built site, whose index is shown until the next one is made"""
        self._folder, self._links = TemporaryDirectory(), TemporaryDirectory()
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._count = 0
        self._newest = Path(self._links.name, "newest")
        _link(self._newest, shutil.copytree(site / FOLDER, Path(self._folder.name, "0")))

    def write(self, folder: Path, records: list[str], tables: dict[str, dict]) -> None:
        """Return at once, and make the index later. The parameters are those of write_index()."""
        self._count += 1
        folder.parent.mkdir(parents=True, exist_ok=True)
        _link(folder, self._newest)
        self._pool.submit(self._make, self._count, records, tables)

    def _make(self, number: int, records: list[str], tables: dict[str, dict]) -> None:
        if number == self._count:
            # The browser is reloading the page, and the next change may come soon.
            time.sleep(PAUSE)
        if number < self._count:
            return
        new, old = Path(self._folder.name, str(number)), self._newest.resolve()
        try:
            write_index(new, records, tables)
            _link(self._newest, new)
        except (BuildError, OSError) as error:
            _log.info("the search still uses the index of an earlier build: %s", error)
        else:
            shutil.rmtree(old, ignore_errors=True)


def _link(link: Path, target: Path) -> None:
    """Make a link to a folder, in place of an older link."""
    # Made under another name first: replacing a link is one step, so that there is always an index.
    new = link.with_name(f"{link.name}-new")
    new.symlink_to(target, target_is_directory=True)
    new.replace(link)


def _record(section: Section, page: str, url: str, language: str, weights: tuple[float, float]) -> str:
    """Return one section as the HTML that Pagefind reads."""

    def keys(words: list[str]) -> str:
        return escape(" ".join(_keys(word, language) for word in words))

    title, weight = weights
    if section.anchor:
        title = weight
    if section.anchor.startswith("fn:"):
        title = weight = weight * _NOTES_WEIGHT
    text = " ".join(section.words)
    address = f"{url}#{section.anchor}" if section.anchor else url
    above = " ".join((*section.above, page if section.anchor else ""))
    definition = f" {_definition_key(section.anchor, language)}" if section.anchor and f"/{url}".endswith(_GLOSSARY) else ""
    return (
        f'<html lang="{language}"><body><main data-pagefind-body>'
        f'<p data-pagefind-weight="{title * _HEADING_WEIGHT}">{keys(section.title.split())}</p>'
        f'<p data-pagefind-weight="{weight}">{keys(section.words)}</p>'
        f'<p data-pagefind-weight="{weight / 2}">{keys(above.split())}{definition}</p></main>'
        f'<i data-pagefind-meta="address">{escape(address)}</i>'
        f'<i data-pagefind-meta="title">{escape(section.title)}</i>'
        f'<i data-pagefind-meta="page">{escape(page)}</i>'
        f'<i data-pagefind-meta="text">{escape(text)}</i></body></html>'
    )


def _definition_key(term: str, language: str) -> str:
    """Return the key that only a term's definition has. overrides/assets/javascripts/search/finder.js makes the same."""
    return "definition" + term.replace("-", "") + (END if language == "ar" else "")


@cache
def _keys(word: str, language: str) -> str:
    """Return what is indexed for a word of the text: its keys. Pagefind stems English itself, so there its parts."""
    parts = analyzer.words(word)
    keys = parts if language != "ar" else [key + END for part in parts for key in analyzer.readings(part)]
    return " +".join(keys) or "-"


def _write_json(path: Path, data: dict) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8")


def _run_pagefind(scratch: Path, records: list[str]) -> Path:
    """Return the folder that Pagefind wrote. Raises BuildError."""
    pages, output = scratch / "pages", scratch / "output"
    pages.mkdir()
    for number, html in enumerate(records):
        (pages / f"{number:06}.html").write_text(html, "utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(output), "--include-characters", END]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"Pagefind could not make the search index:\n{done.stdout}{done.stderr}")
    return output
