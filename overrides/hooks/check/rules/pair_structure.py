"""A translation that lacks, adds or reorders sections, demos, guesses, images, code or links of its original.

Authors can turn off the warnings about one kind of part: pair_structure.section, .demo, .guess, .image, .code or .link.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from overrides.hooks.check.report import warning
from overrides.hooks.content.code_diff import same_code
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.outline import Element
from overrides.hooks.content.pages import Page
from overrides.hooks.content.sections import KINDS, Part, Section, sections


@lru_cache(maxsize=8192)
def check(original: Page, translation: Page) -> tuple[Problem, ...]:
    """Compare a pair. The result is cached, because `mkdocs serve` passes the same Pages again if their files did not change."""
    return tuple(_compare(translation, original.file, sections(original), sections(translation)))


def _compare(page: Page, original: str, before: list[Section], after: list[Section]) -> Iterator[Problem]:
    """Yield the problems of a translation.

    original       the original's file, for the messages
    before, after  the sections of the original and of the translation
    """
    match = _match(before, after)
    for section, line in match.missing:
        yield warning(page, "pair_structure.section_missing", line, 1, "section", heading=section.heading, original=original, line=section.line)
    for section in match.added:
        yield warning(page, "pair_structure.section_added", section.line, 1, "section", heading=section.heading, original=original)
    moved = _first_moved(before, after)
    if moved:
        yield warning(page, "pair_structure.section_order", moved.line, 1, "section", heading=moved.heading, original=original)
    for kind in KINDS:
        problems = list(_missing_and_added(page, original, kind, before, after))
        yield from problems
        if not problems and not moved:
            element = _first_moved_link(match.both) if kind == "link" else _first_moved_part(kind, before, after)
            if element:
                yield warning(page, "pair_structure.order", element.line, element.column, kind, what=_describe(kind, element), original=original)
    yield from _changed_code(page, original, match.both)


@dataclass
class _Match:
    """The sections of a pair.

    both     (section of the original, section of the translation) for those on both sides
    missing  (section of the original, line of the translation where it belongs)
    added    sections of the translation only
    """

    both: list[tuple[Section, Section]] = field(default_factory=list)
    missing: list[tuple[Section, int]] = field(default_factory=list)
    added: list[Section] = field(default_factory=list)


def _match(before: list[Section], after: list[Section]) -> _Match:
    """Find which section translates which, by their levels and parts; headings cannot be compared across languages."""
    if [section.level for section in before] == [section.level for section in after]:
        return _Match(both=list(zip(before, after, strict=True)))
    match = _Match()
    matcher = SequenceMatcher(None, [section.signature for section in before], [section.signature for section in after], autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        theirs, ours = before[start:end], after[first:last]
        while ours and theirs and ours[0].level == theirs[0].level:
            match.both.append((theirs.pop(0), ours.pop(0)))
        line = after[min(last, len(after) - 1)].line
        match.missing += ((section, line) for section in theirs)
        match.added += ours
    return match


def _first_moved(before: list[Section], after: list[Section]) -> Section | None:
    """Return the first section out of order, if both sides have the same sections."""
    theirs, ours = [section.signature for section in before], [section.signature for section in after]
    if ours == theirs or Counter(ours) != Counter(theirs):
        return None
    return next(section for section, signature in zip(after, theirs, strict=True) if section.signature != signature)


def _missing_and_added(page: Page, original: str, kind: str, before: list[Section], after: list[Section]) -> Iterator[Problem]:
    theirs, ours = _parts_of(kind, before), _parts_of(kind, after)
    for part in _surplus(theirs, ours):
        line = _line_of_same_section(part.element, before, after)
        what = _describe(kind, part.element)
        yield warning(page, "pair_structure.missing", line, 1, kind, what=what, original=original, line=part.element.line)
    for part in _surplus(ours, theirs):
        what = _describe(kind, part.element)
        yield warning(page, "pair_structure.added", part.element.line, part.element.column, kind, what=what, original=original)


def _surplus(parts: list[Part], others: list[Part]) -> Iterator[Part]:
    """Yield the parts that the other side lacks. Of several equal ones, the last are the surplus."""
    surplus = Counter(part.key for part in parts) - Counter(part.key for part in others)
    for part in reversed(parts):
        if surplus[part.key]:
            surplus[part.key] -= 1
            yield part


def _first_moved_part(kind: str, before: list[Section], after: list[Section]) -> Element | None:
    for theirs, ours in zip(_parts_of(kind, before), _parts_of(kind, after), strict=True):
        if ours.key != theirs.key:
            return ours.element
    return None


def _first_moved_link(both: list[tuple[Section, Section]]) -> Element | None:
    """Return the first link that is in another section. Within a section, word order may reorder the links."""
    for theirs, ours in both:
        moved = Counter(part.key for part in ours.parts_of("link")) - Counter(part.key for part in theirs.parts_of("link"))
        if moved:
            return next(part.element for part in ours.parts_of("link") if part.key in moved)
    return None


def _changed_code(page: Page, original: str, both: list[tuple[Section, Section]]) -> Iterator[Problem]:
    """Report code that differs in more than comments and strings, which may be translated."""
    for sides in both:
        theirs, ours = (side.parts_of("code") for side in sides)
        if [part.key for part in theirs] != [part.key for part in ours]:
            continue
        for (_, language, other), (_, _, element) in zip(theirs, ours, strict=True):
            if not same_code(language, other.text, element.text):
                yield warning(page, "pair_structure.code_differs", element.line, element.column, "code", original=original, line=other.line)


def _parts_of(kind: str, side: list[Section]) -> list[Part]:
    return [part for section in side for part in section.parts_of(kind)]


def _line_of_same_section(element: Element, before: list[Section], after: list[Section]) -> int:
    """Return the line of the translation's section with the same number as the one that contains an element of the original."""
    number = next(i for i, section in enumerate(before) if any(element is part.element for part in section.parts))
    return after[min(number, len(after) - 1)].line


def _describe(kind: str, element: Element) -> str:
    return say(f"pair_structure.{kind}", name=element.key)
