"""Problems, as the rules make them: the message is looked up by the rule's name."""

from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page


def error(page: Page, rule: str, line: int, column: int = 1, say_as: str = "", /, **values: object) -> Problem:
    return Problem(page.file, line, say(f"check.{say_as or rule}", **values), column, "error", rule)


def warning(page: Page, rule: str, line: int, column: int = 1, say_as: str = "", /, **values: object) -> Problem:
    return Problem(page.file, line, say(f"check.{say_as or rule}", **values), column, "warning", rule)
