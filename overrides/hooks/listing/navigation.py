"""The navigation, made from the pages of docs/: a page that an author adds is in it."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.framework import Navigation, Section
from overrides.hooks.framework import Page as Shown

# The number of pages of a section that stand beside a page. The section's own page lists all of them.
NEAR = 15


def order(pages: list[Page]) -> list:
    """Return MkDocs's `nav`: home, the guides from newest to oldest and those of one day by name, the glossary, and about."""
    default = {page.name for page in pages if page.language == LANGUAGES[0]}
    guides: dict[str, int] = {}
    others: dict[str, str] = {}
    for page in pages:
        if isinstance(page.matter, GuideMatter):
            # A page that is not in the default language is found by its file's name: see fallback.py.
            name = page.name if page.name in default else others.setdefault(page.name, page.src_uri)
            guides[name] = max(guides.get(name, 0), page.matter.updatedAt.toordinal())
    newest = sorted(guides, key=lambda name: (-guides[name], name))
    glossary = ["glossary.md"] if "glossary.md" in default else []
    return ["index.md", {"guides": ["guides/index.md", *newest]}, *glossary, "about.md"]


def near(nav: Navigation, page: Shown) -> Navigation:
    """Return the navigation as one page shows it: of a long section, what lies around that page.

    A thousand links beside each of a thousand guides would help no reader, and would be a million links.
    """
    shown = copy(nav)
    shown.items = [_near(item, page) if isinstance(item, Section) else item for item in nav.items]
    return shown


def _near(section, page):
    index = section.children[:1] if getattr(section.children[0], "is_index", False) else []
    others = section.children[len(index) :]
    at = next((number for number, child in enumerate(others) if child is page), 0)
    first = max(0, min(at - NEAR // 2, len(others) - NEAR))
    shown = copy(section)
    shown.children = index + others[first : first + NEAR]
    return shown


def every_item(items: Any) -> Iterator[Any]:
    """Yield the items of a navigation or a table of contents, with those below them."""
    for item in items:
        yield item
        yield from every_item(item.children or ())


def named(nav: Navigation, strings: dict[str, str]) -> Navigation:
    """Give the home page and the sections their names. Raises Mistake if there is no home page.

    strings  section [site] of the language that is built
    """
    for item in nav.items:
        if item.is_section:
            item.title = strings[f"nav_{item.title.lower()}"]
    if nav.homepage is None:
        raise Mistake(Problem(f"docs/index.{LANGUAGES[0]}.md", None, say("pages.no_home", page=f"docs/index.{LANGUAGES[0]}.md")))
    nav.homepage.title = strings["nav_home"]
    return nav
