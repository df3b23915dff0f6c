"""The ```python live exercise fence, read into its parts. Comment lines of this form divide it:

    # --- setup ---         code that runs first and is not shown
    # --- starter ---       what the reader begins with
    # --- tests ---         shown tests: asserts
    # --- hidden tests ---  tests that are not shown: asserts with a message each
    # --- hint ---          text in comments; there may be several
    # --- solution ---      code that passes all tests
    # --- remark ---        text in comments, shown with the solution

A starter, a solution and tests of either kind are needed; the order is free.
"""

import ast
import difflib
import re
from dataclasses import dataclass
from typing import Any

from demos.cell.exercise import message_of, statements

_MARKER = re.compile(r"#\s*-{2,}\s*(.*?)\s*-{2,}\s*")
PARTS = ("setup", "starter", "tests", "hidden tests", "hint", "solution", "remark")


@dataclass(frozen=True)
class Exercise:
    """An exercise. `lines` holds the line of the fence's body before each part's first, by the part's name."""

    starter: str
    parts: dict[str, Any]  # see demos/cell/exercise.py
    lines: dict[str, int]


class ExerciseError(ValueError):
    """An exercise that cannot be read.

    key    the message in messages/*.toml, section [exercise]
    line   of the fence's body, from 1; 0 is the fence itself
    names  what the message tells: {"mark": what is written there, "close": what was meant}
    """

    def __init__(self, key: str, line: int = 0, **names: str):
        super().__init__(key)
        self.key, self.line, self.names = key, line, names


def parse(source: str) -> Exercise:
    """Return the parts of a fence's body. Raises ExerciseError."""
    found = _divided(source)
    hints = [_text(text) for name, _, text in found if name == "hint"]
    texts = {name: text for name, _, text in found if name != "hint"}
    lines = {name: line for name, line, _ in found}
    for name in ("starter", "solution"):
        if not texts.get(name, "").strip():
            raise ExerciseError("lacks", 0, mark=f"# --- {name} ---")
    for name in ("setup", "tests", "hidden tests", "solution"):
        _check_syntax(texts.get(name, ""), name, lines.get(name, 0))
    asserts = [isinstance(statement, ast.Assert) for name in ("tests", "hidden tests") for statement, _ in statements(texts.get(name, ""))]
    if not any(asserts):
        raise ExerciseError("no_test")
    for statement, text in statements(texts.get("hidden tests", "")):
        if isinstance(statement, ast.Assert) and not message_of(statement):
            raise ExerciseError("no_message", lines["hidden tests"] + statement.lineno, mark=text.split("\n")[0])
    parts = {
        "setup": texts.get("setup", ""),
        "tests": texts.get("tests", ""),
        "hidden": texts.get("hidden tests", ""),
        "hints": hints,
        "solution": texts["solution"],
        "remark": _text(texts.get("remark", "")),
    }
    return Exercise(texts["starter"], parts, lines)


def _divided(source: str) -> list[tuple[str, int, str]]:
    """Return (name, line of its marker, text) of each part."""
    found: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(source.split("\n"), 1):
        marker = _MARKER.fullmatch(line)
        if marker:
            name = " ".join(marker[1].lower().split())
            if name not in PARTS:
                close = difflib.get_close_matches(name, PARTS, n=1, cutoff=0)[0]
                raise ExerciseError("unknown", number, mark=line.strip(), close=f"# --- {close} ---")
            if name != "hint" and any(name == other for other, _, _ in found):
                raise ExerciseError("twice", number, mark=line.strip())
            found.append((name, number, []))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            raise ExerciseError("before", number, mark=line.strip())
    return [(name, number, _without_blank_ends(lines)) for name, number, lines in found]


def _without_blank_ends(lines: list[str]) -> str:
    # Blank lines at the beginning stay: the line of a problem is counted from the marker.
    return "\n".join(lines).rstrip()


def _text(comments: str) -> str:
    """Return text that is written in comments."""
    return " ".join(re.sub(r"^#\s?", "", line.strip()) for line in comments.split("\n")).strip()


def _check_syntax(code: str, name: str, line: int) -> None:
    try:
        ast.parse(code)
    except SyntaxError as error:
        raise ExerciseError("syntax", line + (error.lineno or 1), mark=name, close=error.msg) from None
