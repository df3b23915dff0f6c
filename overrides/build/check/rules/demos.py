"""A ```demo fence that names no demo, or sets options that the demo does not have."""

from collections.abc import Iterator
from dataclasses import replace

from overrides.build import fences
from overrides.build.check.pages import Page
from overrides.build.problems import Mistake, Problem


def check(page: Page) -> Iterator[Problem]:
    for demo in page.of("demo"):
        try:
            fences.options_of(demo.key, demo.text, page.file, demo.line)
        except Mistake as mistake:
            yield from (replace(problem, rule="demo", column=demo.column) for problem in mistake.problems)
