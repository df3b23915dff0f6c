"""A translation that lacks, adds or reorders sections, demos, pictures, code or links against its pair."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from overrides.hooks.check.report import warning
from overrides.hooks.content.code_diff import same_code
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.outline import Element
from overrides.hooks.content.pages import Page
from overrides.hooks.content.sections import KINDS, Section, sections
from overrides.hooks.languages.pairs import pairs


def check(pages: list[Page]) -> Iterator[Problem]:
    for original, translation in pairs(pages):
        yield from _told(original, translation)


@lru_cache(maxsize=8192)
def _told(original: Page, translation: Page) -> tuple[Problem, ...]:
    """Return what is wrong with a pair. One that did not change is not compared again."""
    return tuple(_compare(translation, original, sections(original), sections(translation)))


def _compare(page: Page, original: Page, before: list[Section], after: list[Section]) -> Iterator[Problem]:
    matched: list[tuple[Section, Section]] = []
    yield from _headings(page, original, before, after, matched)
    moved = _moved(before, after)
    if moved:
        yield warning(page, "pair-section", moved.line, 1, "pair-section-order", heading=moved.heading, original=original.file)
    for kind in KINDS:
        told = list(_things(page, original, kind, before, after))
        yield from told
        if not told and not moved:
            yield from _order(page, original, kind, before, after, matched)
    yield from _code(page, original, matched)


def _headings(page, original, before, after, matched) -> Iterator[Problem]:
    """Tell of sections on one side only, and put into `matched` those that are on both."""
    same = [section.level for section in before] == [section.level for section in after]
    if same:
        matched += zip(before, after, strict=True)
        return
    matcher = SequenceMatcher(None, [s.likeness for s in before], [s.likeness for s in after], autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        ours, theirs = after[first:last], before[start:end]
        while ours and theirs and ours[0].level == theirs[0].level:
            matched.append((theirs.pop(0), ours.pop(0)))
        for section in theirs:
            line = after[min(last, len(after) - 1)].line
            yield warning(page, "pair-section", line, 1, "pair-section-lacks", heading=section.heading, original=original.file, line=section.line)
        for section in ours:
            yield warning(page, "pair-section", section.line, 1, "pair-section-adds", heading=section.heading, original=original.file)


def _moved(before: list[Section], after: list[Section]) -> Section | None:
    """Return the first section out of order, where both sides have the same sections."""
    ours, theirs = [section.likeness for section in after], [section.likeness for section in before]
    if ours == theirs or Counter(ours) != Counter(theirs):
        return None
    return next(section for section, likeness in zip(after, theirs, strict=True) if section.likeness != likeness)


def _things(page, original, kind, before, after) -> Iterator[Problem]:
    """Tell of demos, pictures, code or links that only one side has."""
    ours, theirs = _all(kind, after), _all(kind, before)
    lacking = Counter(key for key, _ in theirs) - Counter(key for key, _ in ours)
    added = Counter(key for key, _ in ours) - Counter(key for key, _ in theirs)
    for key, element in reversed(theirs):
        if lacking[key]:
            lacking[key] -= 1
            where = _beside(element, before, after)
            yield warning(page, f"pair-{kind}", where, 1, "pair-lacks", what=_named(kind, element), original=original.file, line=element.line)
    for key, element in reversed(ours):
        if added[key]:
            added[key] -= 1
            yield warning(page, f"pair-{kind}", element.line, element.column, "pair-adds", what=_named(kind, element), original=original.file)


def _order(page, original, kind, before, after, matched) -> Iterator[Problem]:
    """Tell of the first thing that stands elsewhere than on the other side."""
    if kind == "link":
        # The order of words differs between languages, so within a section links may change places.
        for theirs, ours in matched:
            if stray := Counter(ours.keys(kind)) - Counter(theirs.keys(kind)):
                element = next(element for of, key, element in ours.things if of == kind and key in stray)
                yield warning(page, "pair-link", element.line, element.column, "pair-order", what=_named(kind, element), original=original.file)
                return
        return
    for (ours, element), (theirs, _) in zip(_all(kind, after), _all(kind, before), strict=True):
        if ours != theirs:
            yield warning(page, f"pair-{kind}", element.line, element.column, "pair-order", what=_named(kind, element), original=original.file)
            return


def _code(page, original, matched) -> Iterator[Problem]:
    """Tell of code that does something else than its pair; comments and texts may be translated."""
    for theirs, ours in matched:
        if theirs.keys("code") != ours.keys("code"):
            continue
        blocks = ([element for kind, _, element in side.things if kind == "code"] for side in (theirs, ours))
        for other, element in zip(*blocks, strict=True):
            if not same_code(element.key, other.text, element.text):
                yield warning(page, "pair-code", element.line, element.column, "pair-code-differs", original=original.file, line=other.line)


def _all(kind: str, side: list[Section]) -> list[tuple[str, Element]]:
    return [(key, element) for section in side for of, key, element in section.things if of == kind]


def _beside(element: Element, before: list[Section], after: list[Section]) -> int:
    """Return the line of the section that answers to the one an element stands in."""
    number = next(i for i, section in enumerate(before) if any(element is thing for _, _, thing in section.things))
    return after[min(number, len(after) - 1)].line


def _named(kind: str, element: Element) -> str:
    return say(f"kinds.{kind}", name=element.key)
