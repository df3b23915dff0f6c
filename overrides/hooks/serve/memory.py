"""What `mkdocs serve` remembers from one build to the next, so that an unchanged page is not rendered again.

MkDocs builds the whole site after every change, and mkdocs-static-i18n does so once a language.
Memory holds what those builds made:

    content   the HTML of a page's Markdown, valid while its source and what it links to stay the same
    page      the whole page, valid while its content, the templates, and all that it shows of others stay the same
    value     any other result, by a digest of what it was computed from

A build for publishing has no Memory: it makes everything from the sources.

A *partial* build (see rebuild.py) writes only the pages that a browser has asked for lately. Of every
other page it takes the content of the last build, valid or not, for the lists that name it.
"""

import gc
import hashlib
import logging
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache

from overrides.hooks.framework import PROGRAM

# The template of a page that is taken from Memory whole.
CACHED_PAGE = "partials/cached-page.html"


@dataclass
class Content:
    """What Page.render() and on_page_content made of a page's Markdown.

    links  anchors by the src_uri of the page that they lead to: the File objects of the next build are others
    """

    html: str
    toc: Any
    title: str | None
    anchors: Any
    links: dict[str, dict[str, str]]


class WarningCounter(logging.Handler):
    """Counts warnings: content that gave one is not remembered, so that the next build warns again."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


class CompiledTemplates(BytecodeCache):
    """Jinja's bytecode of the templates. Jinja itself checks that it fits the template's source."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket):
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket):
        self._code[bucket.key] = bucket.bytecode_to_string()


@dataclass
class Memory:
    """Everything here can be pickled: rebuild.py hands it from one process to the next."""

    contents: dict[tuple[str, str], tuple[str, Content]] = field(default_factory=dict)
    pages: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    values: dict[tuple[str, str], tuple[str, Any]] = field(default_factory=dict)
    templates: CompiledTemplates = field(default_factory=CompiledTemplates)

    def value(self, kind: str, name: str, came_from: tuple, compute: Callable[[], Any]) -> Any:
        """Return compute(), or what it returned in the last build if it came from the same things.

        name  what it belongs to: a newer value replaces the older one
        """
        digest = digest_of(*came_from)
        held = self.values.get((kind, name))
        if not held or held[0] != digest:
            held = self.values[kind, name] = digest, compute()
        return held[1]

    def save(self, path: Path) -> None:
        path.write_bytes(pickle.dumps(self, pickle.HIGHEST_PROTOCOL))

    @staticmethod
    def load(path: Path) -> "Memory":
        """Return a saved Memory. Only for a file that this project's own process has just written."""
        # A garbage collection during this would find nothing, and takes as long as the rest.
        gc.disable()
        try:
            return pickle.loads(path.read_bytes())
        finally:
            gc.enable()


class LanguageMemory:
    """Memory, as one language's build uses it. Without a Memory every method finds nothing and stores nothing.

    shared  a digest of what every page of this language depends on
    """

    def __init__(self, memory: Memory | None, language: str, *shared: object) -> None:
        self._memory = memory
        self._language = language
        self._shared = digest_of(*shared) if memory else ""
        self._warnings = WarningCounter()
        self._digests: dict[str, str] = {}

    def content(self, page, *came_from: object, accept_old: bool = False) -> Content | None:
        """Return a page's content, if it would be the same now.

        accept_old  return it even if it would not
        """
        if self._memory is None:
            return None
        digest = self._digests[page.file.src_uri] = digest_of(self._shared, *came_from)
        held = self._memory.contents.get(self._key(page))
        if held and (accept_old or held[0] == digest):
            return held[1]
        logging.getLogger(PROGRAM).addHandler(self._warnings)
        self._warnings.count = 0
        return None

    def store_content(self, page, html: str) -> None:
        """Remember what content() did not find."""
        if self._memory is None:
            return
        logging.getLogger(PROGRAM).removeHandler(self._warnings)
        if not self._warnings.count:
            links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
            made = Content(html, page.toc, page._title_from_render, page.present_anchor_ids, links)
            self._memory.contents[self._key(page)] = self._digests[page.file.src_uri], made

    def page(self, page, *shows: object) -> str | None:
        """Return a whole page, if it would be the same now.

        shows  all that it shows besides its content and its front matter
        """
        if self._memory is None:
            return None
        digest = self._digests[f"{page.file.src_uri} page"] = digest_of(self._shared, page.content, page.meta, *shows)
        held = self._memory.pages.get(self._key(page))
        return held[1] if held and held[0] == digest else None

    def store_page(self, page, html: str) -> None:
        if self._memory is not None:
            self._memory.pages[self._key(page)] = self._digests[f"{page.file.src_uri} page"], html

    def _key(self, page) -> tuple[str, str]:
        return self._language, page.file.src_uri


def digest_of(*parts: object) -> str:
    """Return a digest of any values that have a repr. A long text's own digest is computed once."""
    return _digest("\0".join(_digest(part) if isinstance(part, str) else repr(part) for part in parts))


@lru_cache(maxsize=8192)
def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
