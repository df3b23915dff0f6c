"""The pairs of pages: which page is the original, which the translation, and who sees a page without a pair."""

from collections.abc import Iterator

from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import LANGUAGES


def by_name(pages: list[Page]) -> dict[str, dict[str, Page]]:
    """Return {name: {language: page}}."""
    found: dict[str, dict[str, Page]] = {}
    for page in pages:
        found.setdefault(page.name, {})[page.language] = page
    return found


def pairs(pages: list[Page]) -> Iterator[tuple[Page, Page]]:
    """Yield (original, translation) for every translation of a page.

    A translation has `translated_from` in its front matter. If no page of the same name has
    it, the original is the one in the first of the site's languages.
    """
    for languages in by_name(pages).values():
        written = [languages[language] for language in LANGUAGES if language in languages]
        original = next((page for page in written if not page.matter.translated_from), written[-1])
        yield from ((original, page) for page in written if page is not original)


def shown(languages: dict[str, Page], language: str) -> Page:
    """Return the page that a language's readers see: their own, or the first of the site's languages that there is.

    languages  the pages of one name, by language: at least one
    """
    return languages.get(language) or next(languages[other] for other in LANGUAGES if other in languages)


def shown_in(page: Page, named: dict[str, dict[str, Page]]) -> list[str]:
    """Return the languages whose readers see a page: its own, and those that have no translation of it."""
    return [language for language in LANGUAGES if shown(named[page.name], language) is page]
