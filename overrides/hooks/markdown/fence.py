"""What the fences of demos and of live cells share: their place in the page, and their errors."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, NamedTuple

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say

_FENCE = re.compile(r"^[\s>]*(?P<mark>`{3,}|~{3,})(?P<info>.*)$")


class Fence(NamedTuple):
    """line: 1-based, of its first mark. words: what stands behind the mark. body: its lines, without indentation."""

    line: int
    words: list[str]
    body: list[str]


def fences(source: str) -> Iterator[Fence]:
    """Yield the fences of a page. A fence inside a longer one shows how to write a fence, and is left out."""
    mark: str | None = None
    opened = 0
    words: list[str] = []
    body: list[str] = []
    for number, line in enumerate(source.splitlines(), 1):
        found = _FENCE.match(line)
        if mark is None and found:
            mark, opened, words, body = found["mark"], number, found["info"].split(), []
        elif mark and found and found["mark"].startswith(mark) and not found["info"].strip():
            yield Fence(opened, words, body)
            mark = None
        elif mark:
            body.append(_bare(line))


def line_of(words: list[str], body: str, source: str) -> int | None:
    """Return the line of the fence with these words and this body, which SuperFences does not tell."""
    lines = [_bare(line) for line in body.splitlines()]
    return next((fence.line for fence in fences(source) if fence.words == words and fence.body == lines), None)


def _bare(line: str) -> str:
    return line.strip(" \t>")


def stops_the_build(render: Callable[..., Any]) -> Callable[..., Any]:
    """Turn every exception of a fence's function into a Mistake with its file and line.

    SuperFences swallows all other exceptions, and shows the fence as a block of code.
    """

    @wraps(render)
    def wrapped(source: Any, language: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return render(source, language, *args, **kwargs)
        except Mistake:
            raise
        except Exception as error:
            page = getattr(args[-1], "page_context", None)
            options = args[1] if len(args) > 2 else {}
            line = line_of([language, *options.get("words", ())], source, page.source) if page and isinstance(source, str) else None
            name = " ".join(options.get("words", ())) or language
            message = say("demo.raised", name=name, error=type(error).__name__, why=error)
            raise Mistake(Problem(page.file if page else "docs", line, message)) from error

    return wrapped
