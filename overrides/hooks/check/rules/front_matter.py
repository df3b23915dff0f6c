"""A field of the front matter that is a letter away from one that is known.

Guides refuse unknown fields. Other pages may hold more (hide, search, template …), so
there only what looks like a slip is told.
"""

import difflib
from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_KNOWN = ("title", "description", "translated_from", "hide", "icon", "status", "tags", "template", "search", "author", "subtitle")


def check(page: Page) -> Iterator[Problem]:
    for field in page.matter.model_extra or ():
        if field not in _KNOWN and (close := difflib.get_close_matches(field, _KNOWN, 1, 0.8)):
            yield warning(page, "unknown-field", page.field_line(field), field=field, close=close[0])
