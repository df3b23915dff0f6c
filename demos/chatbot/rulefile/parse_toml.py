"""Parse TOML; a syntax error becomes a RulesError, whose message can be translated."""

import re
import tomllib

from demos.chatbot.rulefile.errors import RulesError
from demos.toml_positions import error_position

# Rule files are written by hand; the largest of the site has some 300,000 characters.
MAX_CHARACTERS = 300_000
# tomllib needs time quadratic in the number of parts of a dotted key: a.b.c.d…
_LONG_DOTTED_KEY = re.compile(r"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){16}")
# A pattern in tomllib's message, and the kind of RulesError it means. The first that matches counts.
_KINDS = (
    (r"Cannot declare \('keywords', ['\"](?P<word>.*)['\"]\) twice", "duplicate_keyword"),
    (r"Cannot (declare|overwrite|mutate|redefine)|Duplicate", "duplicate_key"),
    (r"Unclosed|'\]'|'\]\]'|inline table|array", "bracket"),
    (r"string|Unterminated|escape|Illegal character '\\n'|hex value", "quote"),
)


def parse_toml(text):
    """Return the TOML document as a dict. Raises RulesError."""
    if len(text) > MAX_CHARACTERS:
        raise RulesError("too_large", size=len(text), limit=MAX_CHARACTERS)
    long_key = _LONG_DOTTED_KEY.search(text)
    if long_key:
        raise RulesError("syntax", text.count("\n", 0, long_key.start()) + 1, 1)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise RulesError("syntax") from None
    except ValueError as error:
        raise _rules_error(error, text) from None


def _rules_error(error, text):
    """Return tomllib's error as a RulesError."""
    message = str(error)
    line, column = error_position(error, text) or (None, None)
    # After an array without its "]", the next [header] is parsed as an item, and the error is inside it.
    if line and column and text.split("\n")[line - 1][: column - 1] == "[" and "Invalid value" in message:
        return RulesError("bracket", line, 1)
    for pattern, kind in _KINDS:
        found = re.search(pattern, message)
        if found:
            return RulesError(kind, line, column, **found.groupdict())
    return RulesError("syntax", line, column)
