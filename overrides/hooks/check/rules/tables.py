"""A row of a table with more cells than the table has columns: readers would not see the others."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_RULE = re.compile(r"^ *\|?(?: *:?-+:? *\|)+ *(?::?-+:? *)?$")
_BETWEEN = re.compile(r"(?<!\\)\|")


def check(page: Page) -> Iterator[Problem]:
    columns = 0
    for (_, head), (number, line) in zip([(0, ""), *page.prose], page.prose, strict=False):
        if _RULE.match(line) and "|" in head:
            columns = _cells(head)
        elif "|" not in line:
            columns = 0
        elif columns and (found := _cells(line)) > columns:
            yield error(page, "tables.cells", number, 1, found=found, columns=columns)


def _cells(line: str) -> int:
    text = line.strip()
    return len(_BETWEEN.findall(text)) + 1 - text.startswith("|") - bool(re.search(r"(?<!\\)\|$", text))
