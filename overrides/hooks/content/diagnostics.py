"""The problems that authors see: the file, the line, what was found, and what to do."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from pymdownx.superfences import SuperFencesException

from overrides.hooks.content.messages import say
from overrides.hooks.framework import BuildError


@dataclass(frozen=True)
class Problem:
    """Something wrong at one place in one file.

    file     as the author knows it: docs/guides/x.en.md
    line     from 1; None if the problem is not in one line
    message  what is wrong and what to do, in the author's language
    column   from 1, or None
    level    an error stops the build, a warning is only printed
    rule     the name of the module that found it, which is the name of the rule's file
    kind     which of the rule's problems it is
    """

    file: str
    line: int | None
    message: str
    column: int | None = None
    level: Literal["error", "warning"] = "error"
    rule: str = ""
    kind: str = ""

    def for_editor(self) -> str:
        """Return file:line:column: level: message [rule], which editors show as a link to that place."""
        rule = f" [{self.rule}]" if self.rule else ""
        return f"{self.file}:{self.line or 1}:{self.column or 1}: {self.level}: {self.message}{rule}"

    def is_named_in(self, names: Container[str]) -> bool:
        """Return whether its rule ("images") or its rule and kind ("images.alt") are among the names."""
        return self.rule in names or f"{self.rule}.{self.kind}" in names

    @property
    def sort_key(self):
        return self.file, self.line or 0, self.column or 0, self.rule, self.message


class Mistake(SuperFencesException, BuildError):
    """Stops the build; `problems` says why.

    It is a BuildError so that MkDocs prints the message without a traceback, and a
    SuperFencesException because SuperFences ignores every other exception raised in a fence.
    """

    printed = False  # whether each problem was already printed on a line of its own

    def __init__(self, *problems, warnings_before=0):
        """warnings_before  how many warnings the build has already printed"""
        self.problems = problems
        self._warnings_before = warnings_before
        super().__init__("\n".join(problem.for_editor() for problem in problems))

    def __str__(self):
        if not self.printed:
            return super().__str__()
        errors = sum(problem.level == "error" for problem in self.problems)
        return say("check.stopped", errors=errors, warnings=len(self.problems) - errors + self._warnings_before)
