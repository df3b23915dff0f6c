"""A guide's text in parts: plain Markdown, and code with what it gave. Notebooks and Markdown files are made of them.

What only this site renders (notes, footnotes, attributes, demos, guesses) becomes Markdown that others render, too,
and relative links become absolute.
"""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from overrides.hooks.content.exercise import parse as parse_exercise
from overrides.hooks.content.front_matter import FENCE
from overrides.hooks.content.guess import Number
from overrides.hooks.content.guess import parse as parse_guess
from overrides.hooks.content.outline import Element
from overrides.hooks.content.pages import Page
from overrides.hooks.content.strings import Strings

_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
_ATTRIBUTES = re.compile(r"[ ]?\{:?[ ]*[#.][^}\n]*\}")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.S)
_NOTE = re.compile(r"^(?:!!!|\?\?\?\+?) (\w+)(?: \"(.*)\")?\n((?:(?: {4}.*)?\n)+)", re.M)
_FOOTNOTE = re.compile(r"^\[\^([^\]]+)\]: (.*(?:\n {4}.*)*)\n?", re.M)
_REFERENCE = re.compile(r"\[\^([^\]]+)\]")


@dataclass(frozen=True)
class Text:
    """Markdown, with blank lines around its blocks."""

    text: str


@dataclass(frozen=True)
class Code:
    """A cell. `result` is what it gave when the site was built (demos.cell.run.run); None for an exercise. `fails`: it is meant to."""

    code: str
    result: dict | None = None
    fails: bool = False


def parts(page: Page, strings: Strings, address: str, resolve: Callable[[str], str], result_of: Callable[[list[str]], dict]) -> list[Text | Code]:
    """Return the parts of a guide in order.

    strings    of the guide's language
    address    of the guide's page, absolute
    resolve    makes a relative link absolute
    result_of  of the codes of a page's cells so far: what the last one gave
    """
    words = strings["export"]
    matter = FENCE.match(page.text)
    found: list[Text | Code] = [Text(f"# {page.matter.title}\n\n{words['from'].format(address=address)}")]
    at = page.text.count("\n", 0, matter.end()) + 1 if matter else 0
    cells: list[str] = []
    for fence in page.fences():
        is_ours = fence.kind in ("demo", "guess") or fence.info.split()[:2] == ["python", "live"]
        if fence.column > 1 and not is_ours:
            continue  # in a list or a note: it stays as it is
        found.append(Text("\n".join(page.lines[at : fence.line - 1])))
        at = fence.line + fence.text.rstrip("\n").count("\n") + 2
        info = fence.info.split()
        if info[:2] == ["python", "live"] and "exercise" in info:
            found += _exercise(fence, strings)
        elif info[:2] == ["python", "live"]:
            cells.append(fence.text.rstrip("\n"))
            found.append(Code(cells[-1], result_of(cells), "fails" in info))
        elif fence.kind == "guess":
            found.append(Text(textwrap.indent(_guess(fence, strings), " " * (fence.column - 1))))
        elif fence.kind == "demo":
            found.append(Text(" " * (fence.column - 1) + f"▶ [{words['demo']}]({address})"))
        else:
            found.append(Text("\n".join(page.lines[fence.line - 1 : at])))
    found.append(Text("\n".join(page.lines[at:])))
    return _plain(found, words["sources"], resolve)


def _exercise(fence: Element, strings: Strings) -> list[Text | Code]:
    exercise, words = parse_exercise(fence.text.rstrip("\n")), strings["export"]
    tests = "\n".join(text for text in (exercise.parts["tests"], exercise.parts["hidden"]) if text)
    before = f"{exercise.parts['setup'].strip()}\n\n" if exercise.parts["setup"] else ""
    hints = "".join(f"- {hint}\n" for hint in exercise.parts["hints"])
    solution = f"```python\n{exercise.parts['solution'].strip()}\n```\n\n{exercise.parts['remark']}"
    text = f"{words['tests']}\n\n```python\n{tests.strip()}\n```\n\n{hints}\n{_fold(words['solution'], solution)}"
    return [Code(f"{before}{exercise.starter.strip()}"), Text(text)]


def _guess(fence: Element, strings: Strings) -> str:
    guess, words = parse_guess(fence.text.rstrip("\n")), strings["guess"]
    if isinstance(guess.answers, Number):
        choices, right = "", f"{guess.answers.value} {guess.answers.unit}"
    else:
        choices = "".join(f"- {choice.text}\n" for choice in guess.answers)
        right = " · ".join(choice.text for choice in guess.answers if choice.right)
    fold = _fold(words["show"], f"**{words['answer']}** {right}\n\n{guess.why}")
    return f"**{words['title']}.** {guess.question}\n\n{choices}\n{fold}"


def _fold(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def _plain(found: list[Text | Code], sources: str, resolve: Callable[[str], str]) -> list[Text | Code]:
    """Return the parts with texts that any Markdown renderer shows; footnotes are numbered and stand at the end."""
    joined: list[Text | Code] = []
    for part in found:  # a note with a demo in it is several texts
        if isinstance(part, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(f"{joined[-1].text}\n\n{part.text}")
        else:
            joined.append(part)
    found = joined
    notes = {name: text for part in found if isinstance(part, Text) for name, text in _FOOTNOTE.findall(part.text + "\n")}
    numbers: dict[str, int] = {}

    def number(reference: re.Match) -> str:
        if reference[1] not in notes:
            return reference[0]
        return f"<sup>[{numbers.setdefault(reference[1], len(numbers) + 1)}]</sup>"

    def plain(text: str) -> str:
        text = _NOTE.sub(_quote, _FOOTNOTE.sub("", _COMMENT.sub("", text) + "\n"))
        text = _ATTRIBUTES.sub("", _REFERENCE.sub(number, text))
        return _LINK.sub(lambda link: f"]({resolve(link[1])})", text).strip("\n")

    made = [Text(plain(part.text)) if isinstance(part, Text) else part for part in found]
    listed: list[str] = []
    while len(listed) < len(numbers):  # a footnote may refer to a further one
        listed.append(f"{len(listed) + 1}. {plain(notes.get([*numbers][len(listed)], ''))}")
    made.append(Text("\n".join([f"## {sources}", "", *listed]) if listed else ""))
    return [part for part in made if isinstance(part, Code) or part.text]


def _quote(note: re.Match) -> str:
    """Return a note as a quotation."""
    text = re.sub(r"^ {4}", "", note[3], flags=re.M).strip("\n")
    lines = [f"**{note[2] or note[1].capitalize()}**", "", *text.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
