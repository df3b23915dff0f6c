"""What the site knows of its guides, and the pages that list them: by tag and by author."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date
from pymdownx.slugs import slugify

from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.content.strings import Strings
from overrides.hooks.framework import File, InclusionLevel

_slug = slugify(case="lower")


@dataclass(frozen=True)
class Guide:
    """A guide as one language's pages list it; `language` is that of its text."""

    file: File
    matter: GuideMatter
    language: str

    @property
    def url(self):
        return self.file.url


@dataclass(frozen=True)
class Shelf:
    """A page that lists guides: one tag, or one author."""

    kind: str  # "tags" or "authors"
    slug: str
    name: str
    guides: list[Guide]

    @property
    def src_uri(self):
        return f"{self.kind}/{self.slug}.md"

    @property
    def url(self):
        return f"{self.kind}/{self.slug}/"


def day(when: date, strings: Strings) -> str:
    """Return a date in words: 24 نوفمبر 2026, 24 November 2026. The digits stay 0-9 as in the text."""
    return format_date(when, "d MMMM y", locale=strings["locale"]["code"])


def newest_first(guides):
    return sorted(guides, key=lambda guide: (-guide.matter.updatedAt.toordinal(), guide.url))


def shelves(guides: list[Guide], names: dict[str, str]) -> list[Shelf]:
    """Return one shelf for every tag and every author of these guides.

    names   the authors' names by handle, from the titles of docs/authors/<handle>
    """
    found: dict[tuple[str, str], Shelf] = {}
    for guide in newest_first(guides):
        wanted = [("tags", _slug(tag, "-"), tag) for tag in guide.matter.tags]
        handle = guide.matter.author
        wanted.append(("authors", handle, names.get(handle, handle)))
        for kind, slug, name in wanted:
            shelf = found.setdefault((kind, slug), Shelf(kind, slug, name, []))
            # Two spellings of one tag ("LLM", "llm") share a page, on which a guide stands once.
            if guide not in shelf.guides:
                shelf.guides.append(guide)
    return sorted(found.values(), key=lambda shelf: (shelf.kind, shelf.slug))


def shelf_page(shelf: Shelf, strings: Strings, language: str, default: str, config) -> File:
    """Return the generated page of a shelf."""
    title = strings["site"][f"{shelf.kind}_page_title"].format(name=shelf.name)
    description = strings["site"][f"{shelf.kind}_page_description"].format(name=shelf.name)
    return generated_page(shelf.src_uri, title, description, language, default, config)


def generated_page(src_uri: str, title: str, description: str, language: str, default: str, config) -> File:
    """Return a page that no file holds, with the attributes that mkdocs-static-i18n adds to written ones."""
    source = f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(description)}\n---\n"
    file = _generated(src_uri, source, language, default, config)
    file.alternates = {
        other: file if other == language else _generated(src_uri, source, other, default, config)
        for other in LANGUAGES
    }
    return file


def _generated(src_uri, source, language, default, config):
    file: Any = File.generated(config, src_uri, content=source, inclusion=InclusionLevel.NOT_IN_NAV)
    if language != default:
        file.dest_uri = f"{language}/{file.dest_uri}"
    file.locale = file.locale_alternate_of = language
    file.localization = None
    file.norm_src_uri = file.src_uri
    return file


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True)
class Hero:
    """The picture over a guide. `src` is None where it lies on another host, which no page asks."""

    src: str | None
    alt: str
    link: str | None = None
    host: str | None = None


def hero(guide_title: str, image: str, files) -> Hero | None:
    """Find a guide's picture among the site's files; None if it is not there.

    A picture's text alternative is its own <title> where it is an SVG that has one.
    """
    if re.match(r"https?://", image):
        return Hero(None, guide_title, link=image, host=urlsplit(image).hostname)
    file = files.get_file_from_path(image)
    if file is None:
        return None
    alt = guide_title
    if file.src_uri.endswith(".svg"):
        title = re.search(r"<title[^>]*>(.*?)</title>", Path(file.abs_src_path).read_text("utf-8", "replace"), re.S)
        alt = " ".join(unescape(title[1]).split()) if title else alt
    return Hero(file.url, alt)
