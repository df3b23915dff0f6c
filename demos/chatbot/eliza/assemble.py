"""Reassembly: put an answer together from the slots of a decomposition.

A template is the text between its numbers and the numbers themselves:
"WHY DO YOU SAY YOUR 3" is ("WHY DO YOU SAY YOUR ", 3, "").
"""

import re

_NUMBER = re.compile(r"(?<![\\\d])(\d+)", re.ASCII)
_CLOSE = (" ", ".", ",", "?", "!", "،", "؟", "»", "”")
_OPEN = ("«", "“", "(")


def template(text):
    """Return text as a template; a number after a backslash is only a number."""
    pieces = _NUMBER.split(text)
    return tuple(
        int(piece[:9]) if odd else re.sub(r"\\(?=\d)", "", piece)
        for piece, odd in zip(pieces, (False, True) * len(pieces), strict=False)
    )


def numbers(parts):
    """Return the slot numbers a template asks for, in order."""
    return [part for part in parts if isinstance(part, int)]


def assemble(parts, slots):
    """Return the text of a template with its slots filled in.

    parts  as template() returns
    slots  list of tuples of words; number 1 is the first
    """
    text = ""
    for part in parts:
        filled = part
        if isinstance(part, int):
            filled = " ".join(word.text for word in slots[part - 1])
        # An empty slot should not leave two spaces, nor one before a full stop.
        if text.endswith(" ") and filled.startswith(_CLOSE):
            text = text[:-1]
        elif text.endswith(_OPEN):
            filled = filled.removeprefix(" ")
        text += filled
    return text.strip()
