"""Fences: one that is never closed, that begins inside another or has two backticks, a demo that does not exist, a guess that cannot be read, and a live fence that is written wrongly.

Without the closing fence the rest of the page would become code. Only ```python live makes
a live cell, only ```demo a demo, and only ```guess a guess. SuperFences renders everything else, such as ```py live
or {.python live}, as plain code without a warning.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from pygments.lexers import get_all_lexers

from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.pages import Element, Page
from overrides.hooks.markdown import cell_fence, demo_fence, guess_fence

_TWO_BACKTICKS = re.compile(r"^[\s>]*``(?!`)\s*\w[^`]*$")
_MARK = re.compile(r"[\s>]*(?:(?:[-*+]|\d+\.)\s+)*(`{3,}|~{3,})")
_OPENING = re.compile(r"\s*(`{3,}|~{3,})\s*\{?\s*\.?(\w+)")
_QUOTED_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")


def check(page: Page) -> Iterator[Problem]:
    for fence in page.elements_of("open_fence"):
        yield error(page, "fences.open", fence.line, fence.column, mark=fence.key)
    yield from _opened_inside(page)
    for number, line in enumerate(page.lines, 1):
        if number not in page.code_lines and _TWO_BACKTICKS.match(line):
            yield error(page, "fences.two_backticks", number, line.index("``") + 1)
    for fence in page.elements_of("demo"):
        yield from _problems(fence, "demo", demo_fence.options_of, fence.key, fence.text, page.file, fence.line)
    for fence in page.elements_of("guess"):
        yield from _problems(fence, "guess", guess_fence.read, fence.text, page.file, fence.line, fence.info.split()[1:])
    for fence in page.elements_of("code"):
        if fence.info.split() == ["python", "live", "exercise"]:
            yield from _problems(fence, "exercise", cell_fence.read_exercise, fence.text, page.file, fence.line)
        if not _meant(fence.info) and (close := _misspelt_language(fence.key)):
            yield warning(page, "fences.language", fence.line, fence.column, found=fence.key, close=close)
        if meant := _meant(fence.info):
            yield error(page, "fences.nearly_live", fence.line, fence.column, info=fence.info, meant=meant)
        for word in _unknown_words(fence.info):
            message = "fences.exercise_word" if "exercise" in fence.info.split() else "fences.live_word"
            yield error(page, message, fence.line, fence.column, word=word)


def _problems(fence: Element, kind: str, read: Callable[..., object], *arguments: object) -> Iterator[Problem]:
    """Yield what is wrong with a fence: the problems of the Mistake that read(*arguments) raises."""
    try:
        read(*arguments)
    except Mistake as mistake:
        yield from (replace(problem, rule="fences", kind=kind, column=fence.column) for problem in mistake.problems)


def _opened_inside(page: Page) -> Iterator[Problem]:
    """Report a fence that begins inside another one, which so was not closed: its backticks would close nothing."""
    for fence in page.fences():
        mark = _MARK.match(page.lines[fence.line - 1])
        for number, line in enumerate(fence.text.split("\n") if mark else (), fence.line + 1):
            inner = _OPENING.match(line)
            if mark and inner and inner[1] == mark[1] and (inner[2] in ("demo", "guess") or _is_language(inner[2])):
                yield error(page, "fences.inside", number, 1, mark=mark[1], more=mark[1] + mark[1][0], line=fence.line)
                break


def _meant(info: str) -> str | None:
    """Return the correct spelling if a fence was probably meant as a live cell, a demo or a guess."""
    first, *rest = _QUOTED_VALUE.sub("", info).split() or [""]
    words = [word for written in (first, *rest) if (word := written.strip("{}.").casefold())]
    if words[:1] == ["guess"]:
        return "guess"
    if words[:1] == ["demo"]:
        return " ".join(words)
    if words and (close := difflib.get_close_matches(words[0].strip(":"), ("demo", "guess"), 1, 0.75)):
        return " ".join((close[0], *words[1:])) if close[0] == "demo" else "guess"
    if joined := re.fullmatch(r"(demo|python)[-_:.](\w+)", words[0] if words else ""):
        return " ".join((joined[1], joined[2], *words[1:])) if joined[1] == "demo" or joined[2] == "live" else None
    if "exercise" in words and words[0] in ("py", "python") and not {"live", "exercise"} <= set(rest):
        return "python live exercise"
    if "live" in words and not (first == "python" and "live" in rest):
        return "python live fails" if "fails" in words else "python live"
    return None


@cache
def _languages() -> frozenset[str]:
    return frozenset(alias for _, aliases, _, _ in get_all_lexers() for alias in aliases)


def _is_language(name: str) -> bool:
    return name.lower() in _languages()


@cache
def _misspelt_language(name: str) -> str | None:
    """Return the language that was probably meant, if Pygments knows no language of this name."""
    if not name or _is_language(name):
        return None
    close = difflib.get_close_matches(name.lower(), [alias for alias in _languages() if len(alias) > 2], 1, 0.75)
    return close[0] if close else None


def _unknown_words(info: str) -> list[str]:
    """Return the words on a live cell's fence that it does not know. An exercise cannot be marked as failing."""
    first, *rest = _QUOTED_VALUE.sub("", info).split() or [""]
    known = ("live", "exercise" if "exercise" in rest else "fails")
    return [word for word in rest if word not in known] if first == "python" and "live" in rest else []
