"""One clear error for an author: which file, which line or field, what was found, what to do."""

from dataclasses import dataclass
from typing import Literal

from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException

from overrides.hooks.content.messages import say


@dataclass(frozen=True)
class Problem:
    """Something wrong at one place of one file; `line` and `column` are 1-based, None where none is to blame.

    An error stops the build. A warning is told, and the site is built all the same.
    """

    file: str
    line: int | None
    message: str
    column: int | None = None
    level: Literal["error", "warning"] = "error"
    rule: str = ""

    def for_editor(self) -> str:
        """Return the line that editors turn into a place to jump to: file:line:column: level: message."""
        rule = f" [{self.rule}]" if self.rule else ""
        return f"{self.file}:{self.line or 1}:{self.column or 1}: {self.level}: {self.message}{rule}"

    @property
    def place(self):
        return self.file, self.line or 0, self.column or 0, self.rule, self.message


class Mistake(SuperFencesException, BuildError):
    """Stops the build with the problems it holds.

    It is MkDocs's own kind of error, so no traceback hides the message, and
    SuperFences's, which swallows every other exception raised in a fence.
    """

    printed = False  # whether the problems were printed already, each on its line

    def __init__(self, *problems):
        self.problems = problems
        super().__init__("\n".join(problem.for_editor() for problem in problems))

    def __str__(self):
        if not self.printed:
            return super().__str__()
        errors = sum(problem.level == "error" for problem in self.problems)
        return say("check.stopped", errors=errors, warnings=len(self.problems) - errors)
