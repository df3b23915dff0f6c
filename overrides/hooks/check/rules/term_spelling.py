"""A term in another spelling than the one in terms.toml, in a page's text, title, description or excerpt."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

TERMS = Path(__file__).parents[1] / "terms.toml"


def check(page: Page) -> Iterator[Problem]:
    pattern, preferred = _spellings(page.language)
    for field in ("title", "description", "excerpt"):
        for found in pattern.finditer(getattr(page.matter, field, None) or ""):
            line, column = _place_in_field(page, field, found[0])
            yield warning(page, "term_spelling.other", line, column, found=found[0], preferred=preferred[found[0]])
    for element in page.elements_of("text"):
        for found in pattern.finditer(element.text):
            line, column = page.position(element.line + element.text.count("\n", 0, found.start()), found[0])
            yield warning(page, "term_spelling.other", line, column, found=found[0], preferred=preferred[found[0]])


def _place_in_field(page: Page, field: str, term: str) -> tuple[int, int]:
    """Return the line and column of a term in a field of the front matter, which may continue over several lines."""
    first = page.field_line(field)
    for line, text in enumerate(page.lines[first - 1 :], first):
        if term in text:
            return line, text.index(term) + 1
    return first, 1


@cache
def _spellings(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern that matches all other spellings, and {other spelling: our spelling}."""
    terms = tomllib.loads(TERMS.read_text("utf-8")).get(language, [])
    preferred = {other: term["write"] for term in terms for other in term["not"]}
    # The longest first, because a long spelling may contain a short one.
    others = sorted(preferred, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)" if others else r"(?!)"), preferred
