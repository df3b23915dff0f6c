"""Which pages are a pair, and which of the two is the translation."""

from collections.abc import Iterator

from overrides.hooks.content.messages import LANGUAGES
from overrides.hooks.content.pages import Page


def by_name(pages: list[Page]) -> dict[str, dict[str, Page]]:
    """Return {name: {language: page}}."""
    found: dict[str, dict[str, Page]] = {}
    for page in pages:
        found.setdefault(page.name, {})[page.language] = page
    return found


def pairs(pages: list[Page]) -> Iterator[tuple[Page, Page]]:
    """Yield (original, translation) of every whole pair.

    The translation is the one that records what it was made from; where neither does,
    the original is the one in the site's own language.
    """
    for languages in by_name(pages).values():
        if len(languages) == len(LANGUAGES):
            first, second = (languages[language] for language in LANGUAGES)
            yield (second, first) if first.matter.translated_from else (first, second)
