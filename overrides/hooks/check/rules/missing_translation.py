"""A page that exists in one language only. Readers of the other language see it untranslated, with a notice."""

from collections.abc import Iterator

from demos import LANGUAGES
from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.languages.pairs import by_name


def check(pages: list[Page]) -> Iterator[Problem]:
    for name, languages in by_name(pages).items():
        for language in LANGUAGES:
            if language not in languages:
                [page] = languages.values()
                other = f"docs/{name.removesuffix('.md')}.{language}.md"
                yield warning(page, "missing_translation.missing", 1, other=other)
