"""A Markdown extension that gives the other extensions the page that is being rendered.

Python-Markdown hands an extension the text alone. steps/page_markdown.py puts a PageContext into this
extension's settings before each page that is rendered; fences and the glossary's links read `md.page_context`.
"""

from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from overrides.hooks.content.glossary import Glossary
from overrides.hooks.content.pages import Page
from overrides.hooks.content.strings import Strings

# The name under which MkDocs keeps the extension's settings.
NAME = __name__


@dataclass
class PageContext:
    """The page being rendered, and what was rendered of it so far.

    file      as the author knows it: docs/guides/x.en.md
    src_uri   the same below docs/
    language  of its text
    written   the page as the checker read it; None for one that no file holds
    glossary  whose terms become links; None where they do not
    cells     code of the live cells that were rendered so far: the next one sees their names
    cell_states  first states of the page's live cells and exercises, see cell_fence.first_states()
    demos     names of the demos that were rendered so far, without cells: only the first one says how much it downloads
    guesses   bodies of the guesses that were rendered so far
    """

    file: str
    src_uri: str
    language: str
    written: Page | None
    strings: Strings
    glossary: Glossary | None
    cells: list[str] = field(default_factory=list)
    cell_states: dict[tuple[int, str], dict] = field(default_factory=dict)
    demos: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)


class _PageContextExtension(Extension):
    def __init__(self, context: PageContext | None = None) -> None:
        # None when MkDocs reads mkdocs.yml, and makes every extension once to see that it exists.
        super().__init__()
        self._context = context

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 the name that Markdown calls
        md.page_context = self._context  # type: ignore[attr-defined]
        # Or the paragraph around a demo's fence would stay, and a paragraph holds no blocks.
        md.block_level_elements.append("live-demo")


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 the name that Markdown calls
    return _PageContextExtension(**settings)
