"""Where the translations stand: a page for translators, and a notice above a translation that is behind."""

from dataclasses import dataclass

from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.content.strings import Strings
from overrides.hooks.framework import File, Files
from overrides.hooks.languages import freshness
from overrides.hooks.languages.pairs import by_name, pairs, shown
from overrides.hooks.listing import guides

SRC_URI = "translations.md"
FILE = "translations/index.html"
# The rows that need a translator most come first.
_ORDER = ("missing", "behind", "unrecorded", "current")


@dataclass(frozen=True)
class Row:
    """One page: in which language its translation is (or would be), and how that stands.

    titles   by language
    changed  the sections of the original that the translation does not have yet
    """

    name: str
    kind: str
    original: Page
    language: str
    titles: dict[str, str]
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Translations:
    """behind: by the translation's src_uri, the language of the original that has changed since."""

    rows: list[Row]
    behind: dict[str, str]

    def seen_by(self, file: File) -> object:
        """Return what a page shows of this, to know whether it changed."""
        if file.norm_src_uri == SRC_URI:  # type: ignore[attr-defined]
            return [(row.name, row.kind, row.language, row.titles, row.changed) for row in self.rows]
        return self.behind.get(file.src_uri)

    def status(self, files: Files, language: str) -> list[dict]:
        """Return the status page's rows, as one language's readers see them."""
        return [_shown(row, files, language) for row in self.rows]


def compare(pages: list[Page]) -> Translations:
    """Compare every translation with its original."""
    rows, behind = [], {}
    for original, translation in pairs(pages):
        state = freshness.state(original, translation)
        titles = {page.language: page.matter.title for page in (original, translation)}
        rows.append(Row(original.name, state.kind, original, translation.language, titles, state.changed))
        if state.kind == "behind":
            behind[translation.src_uri] = original.language
    for name, languages in by_name(pages).items():
        for language in LANGUAGES:
            if language not in languages:
                titles = {page.language: page.matter.title for page in languages.values()}
                rows.append(Row(name, "missing", shown(languages, language), language, titles))
    rows.sort(key=lambda row: (_ORDER.index(row.kind), row.name, row.language))
    return Translations(rows, behind)


def page(strings: Strings, language: str, default: str, config) -> File:
    """Return the generated page."""
    site = strings["site"]
    return guides.generated_page(SRC_URI, site["translations_title"], site["translations_description"], language, default, config)


def _shown(row: Row, files: Files, language: str) -> dict:
    title_language = language if language in row.titles else row.original.language
    file = files.get_file_from_path(row.name) or files.get_file_from_path(row.original.src_uri)
    return {
        "kind": row.kind,
        "title": row.titles[title_language],
        "title_language": title_language,
        "url": file.alternates[language].url,  # type: ignore[union-attr]
        "language": row.language,
        "changed": row.changed,
        "changed_language": row.original.language,
    }
