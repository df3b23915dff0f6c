"""Read TOML, and say what is wrong with it in words that can be translated."""

import re
import tomllib

from demos.chatbot.rulefile.errors import RulesError

# A rule file is written by hand: ours have some 60,000 characters.
LONGEST = 300_000
# tomllib takes time in the square of a dotted key's parts: a.b.c.d…
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){16}")
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)| \(at end of document\)")
# What tomllib says, in parts, and the kind of RulesError it is.
_KINDS = (
    (r"Cannot declare \('keywords', ['\"](?P<word>.*)['\"]\) twice", "duplicate_keyword"),
    (r"Cannot (declare|overwrite|mutate|redefine)|Duplicate", "duplicate_key"),
    (r"Unclosed|'\]'|'\]\]'|inline table|array", "bracket"),
    (r"string|Unterminated|escape|Illegal character '\\n'|hex value", "quote"),
)


def parse(text):
    """Return the TOML document as a dict. Raises RulesError."""
    if len(text) > LONGEST:
        raise RulesError("too_large", size=len(text), limit=LONGEST)
    deep = _DEEP_KEY.search(text)
    if deep:
        raise RulesError("syntax", text.count("\n", 0, deep.start()) + 1, 1)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise RulesError("syntax") from None
    except ValueError as error:
        raise _translated(str(error), text) from None


def _translated(said, text):
    place = _PLACE.search(said)
    line = column = None
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    elif place:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    # A list left open takes the next [header] for one of its values, and fails inside it.
    if line and column and text.split("\n")[line - 1][: column - 1] == "[" and "Invalid value" in said:
        return RulesError("bracket", line, 1)
    for form, kind in _KINDS:
        found = re.search(form, said)
        if found:
            return RulesError(kind, line, column, **found.groupdict())
    return RulesError("syntax", line, column)
