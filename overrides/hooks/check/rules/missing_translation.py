"""A page that a language lacks. Its readers see the page untranslated, with a notice."""

from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.languages.pairs import by_name, shown


def check(pages: list[Page], found: list[Page]) -> Iterator[Problem]:
    for name, languages in by_name(pages).items():
        for language in LANGUAGES:
            if language not in languages:
                page = shown(languages, language)
                other = f"{name.removesuffix('.md')}.{language}.md"
                if (page.docs / other).exists():
                    continue  # it cannot be read, which has a problem of its own
                yield warning(page, "missing_translation.missing", 1, other=f"docs/{other}")
