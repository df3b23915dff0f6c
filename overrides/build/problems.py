"""One clear error for an author: which file, which line or field, what was found, what to do."""

from dataclasses import dataclass

from mkdocs.exceptions import BuildError
from pymdownx.superfences import SuperFencesException


@dataclass(frozen=True)
class Problem:
    """A mistake at one place of one file; `line` is 1-based, None where no line is to blame."""

    file: str
    line: int | None
    message: str

    def __str__(self):
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class Mistake(SuperFencesException, BuildError):
    """Stops the build with the problems it holds.

    It is MkDocs's own kind of error, so no traceback hides the message, and
    SuperFences's, which swallows every other exception raised in a fence.
    """

    def __init__(self, *problems):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
