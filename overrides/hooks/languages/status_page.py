"""Where the translations stand: a page for translators, and a notice over what is behind."""

from dataclasses import dataclass

from demos.strings import strings
from overrides.hooks.content.messages import LANGUAGES
from overrides.hooks.content.pages import Page
from overrides.hooks.languages import freshness
from overrides.hooks.languages.pairs import by_name, pairs
from overrides.hooks.listing import guides

SRC_URI = "translations.md"
# What most needs somebody comes first.
_ORDER = ("missing", "behind", "unrecorded", "current")


@dataclass(frozen=True)
class Row:
    """One page: in which language its translation is (or would be), and how that stands."""

    name: str
    kind: str
    original: Page
    language: str
    titles: dict[str, str]
    changed: tuple[str, ...] = ()


_rows: list[Row] = []
_behind: dict[str, str] = {}


def enter(pages: list[Page]) -> None:
    """Compare every pair, before its pages are built."""
    _rows.clear()
    _behind.clear()
    for original, translation in pairs(pages):
        state = freshness.state(original, translation)
        titles = {page.language: page.matter.title for page in (original, translation)}
        _rows.append(Row(original.name, state.kind, original, translation.language, titles, state.changed))
        if state.kind == "behind":
            _behind[translation.src_uri] = original.language
    for name, languages in by_name(pages).items():
        for language in LANGUAGES:
            if language not in languages:
                [page] = languages.values()
                _rows.append(Row(name, "missing", page, language, {page.language: page.matter.title}))
    _rows.sort(key=lambda row: (_ORDER.index(row.kind), row.name, row.language))


def told_by(page) -> object:
    """Return what a page shows of this, to know whether that changed."""
    if page.file.norm_src_uri == SRC_URI:
        return [(row.name, row.kind, row.language, row.titles, row.changed) for row in _rows]
    return _behind.get(page.file.src_uri)


def page(language: str, default: str, config):
    words = strings(language)["site"]
    return guides.generated_page(SRC_URI, words["translations_title"], words["translations_description"], language, default, config)


def original_of(file) -> dict[str, str] | None:
    """Return where to read the original of a translation that is behind, else None."""
    language = _behind.get(file.src_uri)
    return {"language": language, "url": file.alternates[language].url} if language else None


def rows(files, language: str) -> list[dict]:
    """Return the status page's rows, as one language's readers see them."""
    found = []
    for row in _rows:
        shown = language if language in row.titles else row.original.language
        file = files.get_file_from_path(row.name) or files.get_file_from_path(row.original.src_uri)
        found.append(
            {
                "kind": row.kind,
                "title": row.titles[shown],
                "title_language": shown,
                "url": file.alternates[language].url,
                "language": row.language,
                "changed": row.changed,
                "changed_language": row.original.language,
            }
        )
    return found
