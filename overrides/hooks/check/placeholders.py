"""What `make new` writes for its author to replace: lines of text, in overrides/hooks/tools/new_guide/guide.<language>.md."""

from functools import cache, lru_cache
from pathlib import Path

from overrides.hooks.content.pages import Page

_TEMPLATES = Path(__file__).resolve().parents[1] / "tools/new_guide"


@cache
def _by_language() -> dict[str, frozenset[str]]:
    """Return {language: the lines to be replaced}: whole sentences."""
    found = {}
    for path in _TEMPLATES.glob("guide.*.md"):
        lines = path.read_text("utf-8").splitlines()
        sentences = (line for line in lines if len(line.split()) > 2 and "$" not in line and not line.startswith("#"))
        found[path.suffixes[0].removeprefix(".")] = frozenset(sentences)
    return found


def lines_in(page: Page) -> list[int]:
    """Return the numbers of the lines of a page that are still as `make new` wrote them."""
    written = frozenset().union(*_by_language().values())
    return [number for number, line in enumerate(page.lines, 1) if line.strip() in written]


@lru_cache(maxsize=8192)
def is_untouched(page: Page) -> bool:
    """Return whether nobody has begun to write this page: every line of `make new` is still there."""
    there = {line.strip() for line in page.lines}
    return any(lines <= there for lines in _by_language().values())
