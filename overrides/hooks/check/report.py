"""The problems that rules report: an error or a warning with a message of messages/<language>.toml."""

from typing import Literal

from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page


def error(page: Page, key: str, line: int, column: int = 1, kind: str = "", /, **values: object) -> Problem:
    """Return an error, which stops the build.

    key     the message's section, which has the rule's name, and its name there: "links.nowhere"
    kind    which of the rule's problems it is, if that is not the message's name
    values  for the placeholders of the message
    """
    return _problem("error", page, key, line, column, kind, values)


def warning(page: Page, key: str, line: int, column: int = 1, kind: str = "", /, **values: object) -> Problem:
    """Return a warning, which authors can turn off for a page by its rule or by rule.kind. See `error` for the rest."""
    return _problem("warning", page, key, line, column, kind, values)


def _problem(
    level: Literal["error", "warning"], page: Page, key: str, line: int, column: int, kind: str, values: dict[str, object]
) -> Problem:
    rule, _, name = key.partition(".")
    return Problem(page.file, line, say(key, **values), column, level, rule, kind or name)
