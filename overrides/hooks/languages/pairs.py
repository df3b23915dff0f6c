"""The pairs of pages: which page is the original, which the translation, and who sees a page without a pair."""

from collections.abc import Iterator

from demos import LANGUAGES
from overrides.hooks.content.pages import Page


def by_name(pages: list[Page]) -> dict[str, dict[str, Page]]:
    """Return {name: {language: page}}."""
    found: dict[str, dict[str, Page]] = {}
    for page in pages:
        found.setdefault(page.name, {})[page.language] = page
    return found


def pairs(pages: list[Page]) -> Iterator[tuple[Page, Page]]:
    """Yield (original, translation) for every page that exists in both languages.

    The translation is the page with `translated_from` in its front matter. If neither has
    it, the original is the page in the site's default language.
    """
    for languages in by_name(pages).values():
        if len(languages) == len(LANGUAGES):
            first, second = (languages[language] for language in LANGUAGES)
            yield (second, first) if first.matter.translated_from else (first, second)


def shown_in(page: Page, named: dict[str, dict[str, Page]]) -> list[str]:
    """Return the languages whose readers see a page: its own, and one that has no translation of it."""
    return [language for language in LANGUAGES if named[page.name].get(language, page) is page]
