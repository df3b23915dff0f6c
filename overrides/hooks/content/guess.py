"""The ```guess fence: a question that a reader answers before running something, read into its parts.

The syntax is that of mkdocs-quiz and of GitHub's task lists: the question, the answers, and why.

    ```guess
    Which noun gets most of the pound?

    - [x] the cat
    - [ ] the milk

    “Full” suits an animal.
    ```

In place of the list a line may hold one number, with how far a guess may be from it and what follows
the number: [[480 ± 20]] points. After "of 500", or in Arabic "من 500", a guess beyond 500 is wrong whatever the ±.
"""

import re
from dataclasses import dataclass

_CHOICE = re.compile(r"[-*+] \[(.?)\](.*)")
_NUMBER = re.compile(r"\[\[(.*?)\]\](.*)")
_OUT_OF = re.compile(r"(?:of|من) ([0-9]+)\b")
_VALUE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(?:(?:±|\+-)\s*([0-9]+(?:\.[0-9]+)?))?")


@dataclass(frozen=True)
class Choice:
    """An answer to choose, in Markdown."""

    right: bool
    text: str


@dataclass(frozen=True)
class Number:
    """An answer to type: a guess is right if it is at most `tolerance` away. `unit` is the Markdown that follows the field."""

    value: str
    tolerance: str
    unit: str

    @property
    def most(self) -> str | None:
        """The number of which it is a part: "500" if the unit is "of 500", else None."""
        found = _OUT_OF.match(self.unit)
        return found[1] if found else None


@dataclass(frozen=True)
class Guess:
    """A guess. The question and why are blocks of Markdown; `answers` are either choices or one number."""

    question: str
    answers: tuple[Choice, ...] | Number
    why: str

    @property
    def shape(self) -> str:
        """What is equal in both languages of a page: which choices are right. A number may differ, if the demo's result does."""
        if isinstance(self.answers, Number):
            return "[[ ]]"
        return " ".join("[x]" if choice.right else "[ ]" for choice in self.answers)


class GuessError(ValueError):
    """A guess that cannot be read.

    key   the message in messages/*.toml, section [guess]
    line  of the fence's body, from 1; 0 is the fence itself
    mark  what is written there
    """

    def __init__(self, key: str, line: int = 0, mark: str = ""):
        super().__init__(key)
        self.key, self.line, self.mark = key, line, mark


def parse(source: str) -> Guess:
    """Return the parts of a fence's body. Raises GuessError."""
    lines = source.split("\n")
    answers = [number for number, line in enumerate(lines) if _CHOICE.match(line) or _NUMBER.match(line)]
    if not answers:
        raise GuessError("no_answers")
    first, last = answers[0], answers[-1]
    while last + 1 < len(lines) and re.match(r"[ \t]+\S", lines[last + 1]):
        last += 1  # the rest of the last answer, indented below it
    if _NUMBER.match(lines[first]) and last > first:
        raise GuessError("between", first + 2, lines[first + 1].strip() or lines[last].strip())
    question, why = _block(lines[:first]), _block(lines[last + 1 :])
    if not question:
        raise GuessError("no_question")
    if not why:
        raise GuessError("no_why", last + 1)
    return Guess(question, _number(lines[first], first + 1) if _NUMBER.match(lines[first]) else _choices(lines[first : last + 1], first + 1), why)


def shape_of(source: str) -> str:
    """Return the shape of a guess; nothing for one that cannot be read."""
    try:
        return parse(source).shape
    except GuessError:
        return ""


def without_marks(source: str) -> str:
    """Return a fence's body as plain Markdown with the same lines: lists without boxes, units without their numbers."""
    return re.sub(r"^([-*+] )\[.?\] ?|^\[\[.*?\]\] ?", r"\1", source, flags=re.M)


def _block(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")


def _number(line: str, number: int) -> Number:
    written = _NUMBER.match(line)
    value = _VALUE.fullmatch(written[1].strip()) if written else None
    if not written or not value:
        raise GuessError("not_a_number", number, written[1] if written else line)
    return Number(value[1], value[2] or "0", written[2].strip())


def _choices(lines: list[str], start: int) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for number, line in enumerate(lines, start):
        choice = _CHOICE.match(line)
        if choice:
            if choice[1] not in ("x", "X", " "):
                raise GuessError("not_a_box", number, f"[{choice[1]}]")
            if not choice[2].strip():
                raise GuessError("empty", number)
            found.append(Choice(choice[1] != " ", choice[2].strip()))
        elif found and re.match(r"[ \t]+\S", line):
            found[-1] = Choice(found[-1].right, f"{found[-1].text} {line.strip()}")
        elif line.strip():
            raise GuessError("between", number, line.strip())
    if len({choice.right for choice in found}) < 2:
        raise GuessError("all_right" if found[0].right else "none_right", start)
    return tuple(found)
