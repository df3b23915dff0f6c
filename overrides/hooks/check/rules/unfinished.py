"""Notes of an author to herself, and text that only fills a place: readers would see them."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_MARK = re.compile(r"\b(?:TODO|FIXME|XXX|TBD)\b|lorem ipsum", re.I)


def check(page: Page) -> Iterator[Problem]:
    for element in page.elements_of("text"):
        for found in _MARK.finditer(element.text):
            if found[0].isupper() or " " in found[0]:
                line = element.line + element.text.count("\n", 0, found.start())
                yield warning(page, "unfinished.mark", *page.position(line, found[0]), mark=found[0])
