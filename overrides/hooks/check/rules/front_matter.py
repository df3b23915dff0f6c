"""A field of the front matter whose name is probably misspelt, a date that is far ahead, curly quotes around a value, and texts that `make new` wrote.

Guides refuse every unknown field. Other pages may have more fields than their model, for
example `icon`, so this rule only warns about a name that is close to a known one.
"""

import difflib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from overrides.hooks.check.placeholders import is_untouched, lines_in
from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import FENCE
from overrides.hooks.content.pages import Page

_KNOWN = ("title", "description", "translated_from", "hide", "icon", "status", "tags", "template", "search", "author", "subtitle", "aliases", "draft")

# Meant as the quotes of YAML. A text that has quotes of its own stands between straight ones: "«x»".
_CURLY = re.compile(r"^(?P<field>\w+)\s*:[ \t]*(?P<first>[“”„«‘’])[^\n]*(?P<last>[“”»‘’])[ \t]*$", re.M)
_FIELD = re.compile(rf"({'|'.join((*_KNOWN, 'excerpt', 'updatedAt', 'featured', 'image'))}):\s")
# A page may be written for a day to come, but not for 2062.
FAR_AHEAD = timedelta(days=366)


def check(page: Page) -> Iterator[Problem]:
    for field in ("updatedAt", "publishedAt"):
        day = getattr(page.matter, field, None)  # other pages may have a text there
        if isinstance(day, date) and day > date.today() + FAR_AHEAD:
            yield error(page, "front_matter.future", page.field_line(field), field=field, day=day)
    placeholders = lines_in(page)
    if is_untouched(page):
        yield warning(page, "front_matter.untouched", placeholders[0], 1, "placeholder")
    else:
        yield from (warning(page, "front_matter.placeholder", number) for number in placeholders)
    for (number, line), (_, below) in pairwise(page.prose):
        if (written := _FIELD.match(line)) and below.startswith("---"):
            yield error(page, "front_matter.again", number, 1, field=written[1])
    for quoted in _CURLY.finditer(page.text[: matter.end()] if (matter := FENCE.match(page.text)) else ""):
        yield warning(page, "front_matter.curly", page.field_line(quoted["field"]), field=quoted["field"], first=quoted["first"], last=quoted["last"])
    for field in page.matter.model_extra or ():
        if field not in _KNOWN and (close := difflib.get_close_matches(field, _KNOWN, 1, 0.8)):
            yield warning(page, "front_matter.misspelt", page.field_line(field), field=field, close=close[0])
