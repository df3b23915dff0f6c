"""The search's index, made by Pagefind out of what the pages say.

Pagefind stems Arabic, but النموذج and نماذج stay two words to it. So what it is given is not
the text but the keys of its words (search_keys.py), a "+" before every further reading of the
same word, and the text beside it, for showing. A "·" ends each key, or a short one would also
find every longer word that begins like it.
"""

import json
import logging
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.exceptions import BuildError

from overrides.hooks.search import analyzer
from overrides.hooks.search.extract import Section, sections
from overrides.hooks.serve import incremental

END = "·"
FOLDER = "assets/search"
# What Pagefind writes besides: interfaces that we have no use for.
_WANTED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.ar.pagefind", "wasm.en.pagefind")
_HEADING_WEIGHT = 5
# Seconds after a change in which no index is made.
PAUSE = 3
_NOTES_WEIGHT = 0.2

# Pages that name many things and tell of few. A term's definition comes after the guide that explains it.
# What their titles and their words count; those of tags and authors are found on the guides themselves.
_LISTS = {
    "tags/": (0.1, 0.1),
    "authors/": (0.1, 0.1),
    "guides/index.md": (1, 0.1),
    "glossary.md": (1, 0.1),
    "translations.md": (1, 0.1),
    "notices.md": (1, 0.4),
}

_records: dict[str, list[str]] = {}
_log = logging.getLogger("mkdocs.search")


def collect(html: str, *, url: str, language: str, notes: str, weights: tuple[float, float]) -> None:
    """Take up a built page, section by section, for the next write().

    url      where it lies, from the site's root, as MkDocs says it ("./" is the home page)
    notes    what to call the section of its footnotes
    weights  what the page's title and its words count: 1 for a page to be found first, less for one that names everything
    """
    def records():
        found = sections(html, notes)
        return [_record(section, found[0].title, url, language, weights) for section in found]

    _records[url] = incremental.once("search", url, (html, language, notes, weights), records)


def weights(page: str) -> tuple[float, float]:
    """Return how much a page's title and its words count, by its source's path without language."""
    return next((weights for start, weights in _LISTS.items() if page.startswith(start)), (1, 1))


def _record(section: Section, page: str, url: str, language: str, weights: tuple[float, float]) -> str:
    """Return one section as the HTML that Pagefind reads."""
    def keys(words):
        return escape(" ".join(_tokens(word, language) for word in words))

    title, weight = weights
    if section.anchor:
        title = weight
    if section.anchor.startswith("fn:"):
        title = weight = weight * _NOTES_WEIGHT
    text = " ".join(section.words)
    address = f"{url}#{section.anchor}" if section.anchor else url
    above = " ".join((*section.above, page if section.anchor else ""))
    return (
        f'<html lang="{language}"><body><main data-pagefind-body>'
        f'<p data-pagefind-weight="{title * _HEADING_WEIGHT}">{keys(section.title.split())}</p>'
        f'<p data-pagefind-weight="{weight}">{keys(section.words)}</p>'
        f'<p data-pagefind-weight="{weight / 2}">{keys(above.split())}</p></main>'
        f'<i data-pagefind-meta="address">{escape(address)}</i>'
        f'<i data-pagefind-meta="title">{escape(section.title)}</i>'
        f'<i data-pagefind-meta="page">{escape(page)}</i>'
        f'<i data-pagefind-meta="text">{escape(text)}</i></body></html>'
    )


@cache
def _tokens(word: str, language: str) -> str:
    """Return what is indexed for one word of the text: its keys, or for English, which Pagefind stems, its parts."""
    parts = analyzer.words(word)
    keys = parts if language != "ar" else [key + END for part in parts for key in analyzer.readings(part)]
    return " +".join(keys) or "-"


def write(site: Path, tables: dict[str, dict]) -> None:
    """Write site/assets/search/: Pagefind's index, and what a query needs to know of words.

    tables  by language, search_keys.py's rules as JSON
    """
    # Numbered in a fixed order: equal sites get equal files.
    records = [html for url in sorted(_records) for html in _records[url]]
    _records.clear()
    if _meanwhile:
        _meanwhile.write(site / FOLDER, records, tables)
    else:
        _write(site / FOLDER, records, tables)


def serve(site: Path) -> None:
    """From the next build on, show the last index until the new one is made: an author does not wait for it."""
    global _meanwhile
    _meanwhile = _Meanwhile(site / FOLDER)


class _Meanwhile:
    """Indexes in a folder of their own, made one after the other in another thread; the site has a link to the last."""

    def __init__(self, first: Path) -> None:
        self._folder = TemporaryDirectory()
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._asked = 0
        self._last = shutil.copytree(first, Path(self._folder.name, "0"))

    def write(self, target: Path, records: list[str], tables: dict[str, dict]) -> None:
        self._asked += 1
        self._show(target)
        self._pool.submit(self._make, self._asked, target, records, tables)

    def _make(self, number, target, records, tables):
        if number == self._asked:
            # The browser is reading the page anew, and the next change may be coming.
            time.sleep(PAUSE)
        if number < self._asked:
            return
        made, before = Path(self._folder.name, str(number)), self._last
        try:
            _write(made, records, tables)
            self._last = made
            self._show(target)
        except (BuildError, OSError) as error:
            # The next build, which may have cleared the site meanwhile, makes another.
            _log.info("the search still shows what was there before: %s", error)
        else:
            shutil.rmtree(before, ignore_errors=True)

    def _show(self, target):
        target.parent.mkdir(parents=True, exist_ok=True)
        link = target.with_name(f"{target.name}-{threading.get_ident()}")
        link.symlink_to(self._last, target_is_directory=True)
        link.replace(target)


_meanwhile: _Meanwhile | None = None


def _write(folder: Path, records: list[str], tables: dict[str, dict]) -> None:
    with TemporaryDirectory() as scratch:
        made = _index(Path(scratch), records)
        shutil.rmtree(folder, ignore_errors=True)
        for path in sorted(made.rglob("*")):
            if path.name in _WANTED or path.suffix in (".pf_meta", ".pf_index", ".pf_fragment"):
                target = folder / path.relative_to(made)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    # Pagefind writes its languages in a new order every time.
    entry = folder / "pagefind-entry.json"
    _write_json(entry, json.loads(entry.read_text("utf-8")))
    for language, table in tables.items():
        _write_json(folder / f"words.{language}.json", table)


def _write_json(path: Path, data: dict) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8")


def _index(scratch: Path, records: list[str]) -> Path:
    """Run Pagefind over the records, and return the folder that it wrote."""
    pages, made = scratch / "pages", scratch / "made"
    pages.mkdir()
    for number, html in enumerate(records):
        (pages / f"{number:06}.html").write_text(html, "utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(made), "--include-characters", END]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"Pagefind could not make the search's index:\n{done.stdout}{done.stderr}")
    return made
