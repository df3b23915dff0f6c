"""A field of the front matter whose name is probably misspelt.

Guides refuse every unknown field. Other pages may have more fields than their model, for
example `search`, so this rule only warns about a name that is close to a known one.
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
            yield warning(page, "front_matter.misspelt", page.field_line(field), field=field, close=close[0])
