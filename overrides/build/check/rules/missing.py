"""A page that is there in one language only. The other one's readers see it as it is, with a notice."""

from collections.abc import Iterator

from overrides.build.check.pages import Page
from overrides.build.check.report import warning
from overrides.build.check.rules.pairs import by_name
from overrides.build.problems import Problem
from overrides.build.words import LANGUAGES


def check(pages: list[Page]) -> Iterator[Problem]:
    for name, languages in by_name(pages).items():
        for language in LANGUAGES:
            if language not in languages:
                [page] = languages.values()
                other = f"docs/{name.removesuffix('.md')}.{language}.md"
                yield warning(page, "pair-missing", 1, other=other)
