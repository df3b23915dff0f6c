"""A ```demo fence that names no demo, or sets options that the demo does not have."""

from collections.abc import Iterator
from dataclasses import replace

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.pages import Page
from overrides.hooks.markdown import demo_fence


def check(page: Page) -> Iterator[Problem]:
    for demo in page.of("demo"):
        try:
            demo_fence.options_of(demo.key, demo.text, page.file, demo.line)
        except Mistake as mistake:
            yield from (replace(problem, rule="demo", column=demo.column) for problem in mistake.problems)
