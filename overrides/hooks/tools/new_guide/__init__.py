"""Write a new guide: a file for each language, and a picture; the build accepts them as they are."""

import json
import re
import string
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from overrides.hooks.content import pages
from overrides.hooks.content.messages import say
from overrides.hooks.content.site_languages import SECOND
from overrides.hooks.languages import freshness

_HERE = Path(__file__).parent
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class Refused(Exception):
    """The guide cannot be written. The message says what to do."""


@dataclass(frozen=True)
class Guide:
    """titles: {language: title}; one file is written for each."""

    slug: str
    titles: dict[str, str]
    author: str
    tags: tuple[str, ...]
    day: date


def slug_of(title: str) -> str:
    """Return an address made of the Latin letters and the digits of a title. Raises Refused if there are none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")
    if not slug:
        raise Refused(say("new.no_slug", title=title))
    return slug


def check_address(docs: Path, slug: str, languages: list[str]) -> None:
    """Raise Refused if a guide with these files cannot be written."""
    if not _SLUG.fullmatch(slug):
        raise Refused(say("new.bad_slug", slug=slug))
    if slug == "index":
        raise Refused(say("new.reserved", slug=slug))
    for path in _paths(docs, slug, languages).values():
        if path.exists() or path.is_symlink():
            raise Refused(say("new.exists", file=f"docs/{path.relative_to(docs).as_posix()}"))


def check_author(author: str) -> None:
    """Raise Refused for a handle that cannot be."""
    if not _HANDLE.fullmatch(author):
        raise Refused(say("new.bad_author", author=author))


def _paths(docs: Path, slug: str, languages: list[str]) -> dict[str, Path]:
    return {language: docs / f"guides/{slug}.{language}.md" for language in languages}


def write(docs: Path, guide: Guide) -> list[Path]:
    """Write a guide's files and return their paths. If it raises Refused, nothing was written."""
    check_address(docs, guide.slug, list(guide.titles))
    check_author(guide.author)
    files = {path: _page(guide, language) for language, path in _paths(docs, guide.slug, list(guide.titles)).items()}
    picture = docs / f"assets/images/{guide.slug}.svg"
    if not picture.exists():
        files[picture] = (_HERE / "picture.svg").read_text("utf-8")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    _record_translation(docs, guide)
    return list(files)


def _page(guide: Guide, language: str) -> str:
    own, other = (_HERE / f"guide.{name}.md" for name in (language, SECOND))
    template = string.Template((own if own.is_file() else other).read_text("utf-8"))
    return template.substitute(
        # A JSON string is also a YAML string, whatever characters it contains.
        title=json.dumps(guide.titles[language], ensure_ascii=False),
        tags=json.dumps(guide.tags, ensure_ascii=False),
        day=guide.day.isoformat(),
        slug=guide.slug,
        author=guide.author,
    )


def _record_translation(docs: Path, guide: Guide) -> None:
    """If several files were written, record that the others agree with the first as it is now."""
    first, *others = _paths(docs, guide.slug, list(guide.titles)).values()
    for path in others:
        original, translation = (pages.read(one, f"docs/{one.relative_to(docs).as_posix()}") for one in (first, path))
        path.write_text(freshness.record(original, translation), "utf-8", newline="\n")
