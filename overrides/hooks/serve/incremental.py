"""While serving, what did not change is not drawn again.

MkDocs builds the whole site after every change, mkdocs-static-i18n does so twice. Here a
page's HTML is kept between those builds: its content for as long as its source and the
site's files stay the same, and the whole page for as long as the navigation and all that
pages tell of each other do, too. A build for publishing keeps nothing.
"""

import hashlib
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import BytecodeCache, ChoiceLoader, DictLoader, Environment, FileSystemLoader

ROOT = Path(__file__).resolve().parents[3]
# A page that is kept whole goes through this template; the name is no file's.
KEPT = "kept.html"


@dataclass
class Content:
    """What Page.render() and the hooks after it made of a page's Markdown."""

    html: str
    toc: Any
    title: str | None
    anchors: Any
    links: dict[str, dict[str, str]]


_serving = False
_contents: dict[tuple, tuple[str, Content]] = {}
_outputs: dict[tuple, tuple[str, str]] = {}


_once: dict[tuple, tuple[str, Any]] = {}


def once(kind: str, name: str, came_from: tuple, compute: Callable[[], Any]) -> Any:
    """Return compute(), or what it returned in the last build if it came from the same things then.

    name  whose it is: a newer value takes the place of the older
    """
    if not _serving:
        return compute()
    digest = _digest(*came_from)
    kept = _once.get((kind, name))
    if not kept or kept[0] != digest:
        kept = _once[kind, name] = digest, compute()
    return kept[1]


class _Compiled(BytecodeCache):
    """Material's templates, compiled once and not after every change of a page."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket):
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket):
        self._code[bucket.key] = bucket.bytecode_to_string()


class _Templates(FileSystemLoader):
    """Says what templates there are, once, and without Material's 14,000 icons, which MkDocs only passes over."""

    _listed: ClassVar[dict[tuple, list[str]]] = {}

    def list_templates(self) -> list[str]:
        key = tuple(self.searchpath)
        if key not in self._listed:
            self._listed[key] = [name for name in super().list_templates() if not name.startswith(".")]
        return self._listed[key]


def list_templates_once(theme) -> None:
    """Have a theme's templates listed once, and not in every language's build after every change."""
    environment = type(theme).get_env

    def get_env() -> Environment:
        env = environment(theme)
        env.loader = _Templates(env.loader.searchpath)
        return env

    theme.get_env = get_env


class _Complaints(logging.Handler):
    """Counts warnings: a page that had any is drawn again, so that they are told again."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


_complaints = _Complaints()
_compiled = _Compiled()


def start() -> None:
    """Keep what is drawn from now on."""
    global _serving
    _serving = True
    logging.getLogger("mkdocs").addHandler(_complaints)


class Build:
    """One language's build: what of the last one holds still."""

    def __init__(self, language: str, files, terms: str) -> None:
        self.language = language
        # The glossary's terms are linked from every page.
        self._files = _digest(sorted((file.src_uri, file.url) for file in files), terms)
        self._site = ""
        self._complaints = 0

    def content(self, page, markdown: str) -> Content | None:
        """Return what was made of a page before, if it would be the same now."""
        self._complaints = _complaints.count
        kept = _contents.get(self._key(page))
        return kept[1] if kept and kept[0] == _digest(markdown, self._files) else None

    def keep_content(self, page, markdown: str, html: str) -> None:
        if _serving and _complaints.count == self._complaints:
            # By name: the files themselves are other objects in the next build.
            links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
            made = Content(html, page.toc, page._title_from_render, page.present_anchor_ids, links)
            _contents[self._key(page)] = _digest(markdown, self._files), made

    def pages(self, files, env, told: object, told_by: Callable[[Any], object]) -> None:
        """Mark the pages whose whole HTML holds still.

        told      all that every page tells of others
        told_by   what a page tells besides, by itself
        """
        if not _serving:
            return
        env.bytecode_cache = _compiled
        env.loader = ChoiceLoader([env.loader, DictLoader({KEPT: "{{ kept }}"})])
        self._site, self._told_by = _digest(self._files, told), told_by
        for file in files.documentation_pages():
            kept = _outputs.get(self._key(file.page))
            if kept and kept[0] == self._page(file.page):
                file.page.meta["template"] = KEPT

    def output(self, page) -> str | None:
        """Return a marked page's HTML."""
        return _outputs[self._key(page)][1] if page.meta.get("template") == KEPT else None

    def keep_output(self, page, html: str) -> str:
        """Keep a page's HTML, and return it; of a marked page, the very text that was kept, whose digest is known."""
        if not _serving:
            return html
        if page.meta.get("template") != KEPT:
            _outputs[self._key(page)] = self._page(page), html
        return _outputs[self._key(page)][1]

    def _key(self, page) -> tuple:
        return self.language, page.file.src_uri

    def _page(self, page) -> str:
        meta = {name: value for name, value in page.meta.items() if name != "template"}
        return _digest(self._site, page.content, meta, self._told_by(page))


def restore(page, kept: Content, files) -> None:
    """Give a page what drawing it would have given."""
    page.content, page.toc = kept.html, kept.toc
    page._title_from_render = kept.title
    page.present_anchor_ids = kept.anchors
    page.links_to_anchors = {files.src_uris.get(name) or files.get_file_from_path(name): anchors for name, anchors in kept.links.items()}


def refreshing(builder: Callable[[], None]) -> Callable[[], None]:
    """Return MkDocs's builder, made to forget everything where more changed than docs/.

    Python imports a module once; without this, a change in a demo would not be seen.
    """
    seen = _code()

    def build() -> None:
        nonlocal seen
        now = _code()
        if now != seen:
            seen = now
            for name in [name for name in sys.modules if name.split(".")[0] == "demos" or name.startswith("overrides.hooks")]:
                del sys.modules[name]
            from overrides.hooks.serve import incremental

            incremental.start()
        builder()

    return build


def _code() -> dict[Path, int]:
    files = [ROOT / "mkdocs.yml", *ROOT.glob("demos/**/*"), *ROOT.glob("overrides/**/*")]
    return {path: path.stat().st_mtime_ns for path in files if path.is_file() and "__pycache__" not in path.parts}


def _digest(*parts: object) -> str:
    # A page's repr would take longer than its digest.
    return _digest_of("\0".join(_digest_of(part) if isinstance(part, str) else repr(part) for part in parts))


@lru_cache(maxsize=8192)
def _digest_of(text: str) -> str:
    """Return a text's digest. What is kept is the same text in the next build: Python knows its hash already."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
