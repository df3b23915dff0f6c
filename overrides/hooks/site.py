"""What one build knows (Site, LanguageSite), and what templates get of it (SiteData, PageData).

events.py makes the Site, fills it in the order of MkDocs's events, and passes it to the other
modules. Nothing here outlives the build but what `memory` holds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import GuideMatter, PageMatter
from overrides.hooks.content.glossary import Glossary
from overrides.hooks.content.pages import Page
from overrides.hooks.content.strings import Strings
from overrides.hooks.framework import File, Files, MkDocsConfig, Navigation
from overrides.hooks.languages.status_page import Translations
from overrides.hooks.listing.guides import Guide, Hero, Shelf
from overrides.hooks.metadata.atom import Entry
from overrides.hooks.metadata.social_cards import Card
from overrides.hooks.search.index import SearchIndex
from overrides.hooks.serve.memory import LanguageMemory, Memory


@dataclass
class LanguageSite:
    """One language's part of the site, filled while MkDocs builds that language.

    home_url      where its home page is, from the site's root: "" or "en/"
    guides        newest first; also those shown here for want of a translation
    shelves       the pages of tags and authors, by src_uri
    entries       what its feed holds
    minutes       how long a page takes to read, by src_uri
    cached_pages  whole pages that `mkdocs serve` remembers and that are still valid, by src_uri
    """

    language: str
    home_url: str
    strings: Strings
    files: Files
    guides: list[Guide]
    shelves: dict[str, Shelf]
    memory: LanguageMemory
    nav: Navigation | None = None
    entries: list[Entry] = field(default_factory=list)
    minutes: dict[str, int] = field(default_factory=dict)
    cached_pages: dict[str, str] = field(default_factory=dict)

    @property
    def feed(self) -> str | None:
        """The address of the feed from the site's root; None while no guide is written in this language."""
        return f"{self.home_url}feed.xml" if any(guide.language == self.language for guide in self.guides) else None


@dataclass
class Site:
    """All that one build knows. MkDocs builds the languages one after the other, with one Site.

    pages           the written pages of docs/, by src_uri
    translations    which translation is missing, behind or current
    languages       the parts that were begun; `now` is the one that is being built
    inline_scripts  sources of the scripts that stand in pages, for the policy in _headers
    social_cards    by file name
    problems        what is wrong with rendered pages: all of them are known when all pages are rendered
    memory          what earlier builds of `mkdocs serve` left; None in a build for publishing
    drafts          the src_uris of the pages that are not published; `mkdocs serve` shows all
    warnings        how many the checker has found
    partial         the files of the only pages that a partial build of `mkdocs serve` writes; None in any other build
    """

    config: MkDocsConfig
    default_language: str
    pages: dict[str, Page]
    translations: Translations
    glossary: Glossary
    strings: dict[str, Strings]
    index: SearchIndex
    memory: Memory | None = None
    partial: frozenset[str] | None = None
    drafts: frozenset[str] = frozenset()
    warnings: int = 0
    languages: dict[str, LanguageSite] = field(default_factory=dict)
    inline_scripts: set[str] = field(default_factory=set)
    social_cards: dict[str, Card] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def now(self) -> LanguageSite:
        return self.languages[self.language]

    @property
    def language(self) -> str:
        """The language that is being built, which mkdocs-static-i18n writes into the theme's settings."""
        return self.config.theme["language"]

    @property
    def folder(self) -> Path:
        return Path(self.config.site_dir)

    @property
    def logo(self) -> Path:
        return Path(self.config.docs_dir, self.config.theme["logo"])

    def writes(self, file: File) -> bool:
        """Whether this build writes a page."""
        return self.partial is None or file.dest_uri in self.partial

    def absolute(self, url: str) -> str:
        return urljoin(self.config.site_url or "", url)

    def matter(self, file: File) -> PageMatter | None:
        """Return a page's front matter; a page that no file holds has none."""
        page = self.pages.get(file.src_uri)
        return page.matter if page else None


@dataclass(frozen=True)
class Alternate:
    """The same page in a language; `translated`: it is written in it, and not shown for want of a translation."""

    language: str
    url: str
    translated: bool


@dataclass(frozen=True)
class NamedLink:
    """A link from the site's root; `team`: an author who is more than one person."""

    name: str
    url: str
    team: bool = False


@dataclass(frozen=True)
class SiteData:
    """What every template gets, as `site`.

    strings          the interface strings of the language that is being built: section [site]
    all_strings      the strings of every language, with all sections
    policy           the placeholder of the Content-Security-Policy
    names            the languages' own names: {"ar": "العربية"}
    directions       {"ar": "rtl"}
    translations_of  of a file: (language, absolute address) of its translations
    """

    language: str
    home_url: str
    strings: dict[str, str]
    all_strings: dict[str, Strings]
    alternates: list[Alternate]
    guides: list[Guide]
    shelves: list[Shelf]
    feed: str | None
    policy: str
    names: dict[str, str]
    directions: dict[str, str]
    day: Callable[[date, str], str]
    hero_of: Callable[[Guide], Hero | None]
    reading_time: Callable[[File], str]
    external_link: Callable[[str, str | None, dict[str, str]], str]
    translation_status: Callable[[], list[dict[str, Any]]]
    translations_of: Callable[[File], list[tuple[str, str]]]


@dataclass(frozen=True)
class PageData:
    """What the template of one page gets, as `data`.

    language     of the page's text, which may be shown for want of a translation
    strings      the interface strings of that language: section [site]
    fallback     the text's language where it is not that of the site around it
    original     where to read the original, if this translation is older than it
    structured   JSON-LD
    markdown     the address of a guide's text as plain Markdown, from the site's root
    notebook     the same of its notebook; None if it has no live cell
    cached_html  the whole page, if `mkdocs serve` knows that nothing in it has changed
    """

    language: str
    strings: dict[str, str]
    matter: PageMatter | GuideMatter | None
    fallback: str | None
    original: Alternate | None
    shelf: Shelf | None
    hero: Hero | None
    author: NamedLink | None
    tags: list[NamedLink]
    canonical: str
    translations: list[tuple[str, str]]
    social_card: str
    structured: str
    markdown: str
    notebook: str | None
    cached_html: str | None
