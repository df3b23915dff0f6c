"""A code fence that is never closed: the rest of the page would be code."""

from collections.abc import Iterator

from overrides.build.check.pages import Page
from overrides.build.check.report import error
from overrides.build.problems import Problem


def check(page: Page) -> Iterator[Problem]:
    for fence in page.of("open-fence"):
        yield error(page, "open-fence", fence.line, fence.column, mark=fence.key)
