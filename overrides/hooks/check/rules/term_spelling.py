"""A term of the glossary in another spelling than the one agreed on, in a page's own words, its title and excerpt included."""

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
        first = page.field_line(field)
        for found in pattern.finditer(getattr(page.matter, field, None) or ""):
            # A long text may go on over several lines.
            line, column = next(((line, at + 1) for line, text in enumerate(page.lines[first - 1 :], first) if (at := text.find(found[0])) >= 0), (first, 1))
            yield warning(page, "term-spelling", line, column, found=found[0], preferred=preferred[found[0]])
    for element in page.of("text"):
        for found in pattern.finditer(element.text):
            line, column = page.place(element, found.start(), found[0])
            yield warning(page, "term-spelling", line, column, found=found[0], preferred=preferred[found[0]])


@cache
def _spellings(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for every other spelling, and what to write instead of each."""
    terms = tomllib.loads(TERMS.read_text("utf-8")).get(language, [])
    preferred = {other: term["write"] for term in terms for other in term["not"]}
    # The longest first: it may hold a shorter one.
    others = sorted(preferred, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)" if others else r"(?!)"), preferred
