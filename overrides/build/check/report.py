"""Problems, as the rules make them: the message is looked up by the rule's name."""

from overrides.build.check.pages import Page
from overrides.build.problems import Problem
from overrides.build.words import say


def error(page: Page, rule: str, line: int, column: int = 1, say_as: str = "", /, **values: object) -> Problem:
    return Problem(page.file, line, say(f"check.{say_as or rule}", **values), column, "error", rule)


def warning(page: Page, rule: str, line: int, column: int = 1, say_as: str = "", /, **values: object) -> Problem:
    return Problem(page.file, line, say(f"check.{say_as or rule}", **values), column, "warning", rule)
