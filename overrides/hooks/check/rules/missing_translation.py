"""A page that is there in one language only. The other one's readers see it as it is, with a notice."""

from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import LANGUAGES
from overrides.hooks.content.pages import Page
from overrides.hooks.languages.pairs import by_name


def check(pages: list[Page]) -> Iterator[Problem]:
    for name, languages in by_name(pages).items():
        for language in LANGUAGES:
            if language not in languages:
                [page] = languages.values()
                other = f"docs/{name.removesuffix('.md')}.{language}.md"
                yield warning(page, "pair-missing", 1, other=other)
