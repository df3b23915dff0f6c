"""A code fence that is never closed, so that the rest of the page would be code; and one that is nearly live.

Only ```python live makes a cell and only ```demo a demo. SuperFences takes all else, ```py live
or {.python live}, for a block of code, and says nothing.
"""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def check(page: Page) -> Iterator[Problem]:
    for fence in page.of("open-fence"):
        yield error(page, "open-fence", fence.line, fence.column, mark=fence.key)
    for fence in page.of("code"):
        info = fence.attributes["info"] or ""
        if meant := _meant(info):
            yield error(page, "nearly-live", fence.line, fence.column, info=info, meant=meant)
        for word in _unknown(info):
            yield error(page, "live-word", fence.line, fence.column, word=word)


def _meant(info: str) -> str | None:
    """Return what a fence was meant to say, if it is nearly a cell or a demo."""
    first, *rest = _QUOTED.sub("", info).split() or [""]
    words = [word for written in (first, *rest) if (word := written.strip("{}.").casefold())]
    if words[:1] == ["demo"]:
        return " ".join(words)
    if "live" in words and not (first == "python" and "live" in rest):
        return "python live fails" if "fails" in words else "python live"
    return None


def _unknown(info: str) -> list[str]:
    """Return what a live cell's fence says besides the two words it knows."""
    first, *rest = _QUOTED.sub("", info).split() or [""]
    return [word for word in rest if word not in ("live", "fails")] if first == "python" and "live" in rest else []
