"""What demos ask of Unicode text: clean input, a number in it, its direction, which characters cannot be seen."""

import math
import re
import unicodedata

# Half of a surrogate pair is not a character, and UTF-8 cannot encode it.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Format characters (joiners, direction marks), control, surrogate, unassigned, private use.
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc", "Cs", "Cn", "Co"})
_EMOJI_SELECTOR = "\ufe0f"
JOINERS = "\u200c\u200d"  # invisible, but some scripts are spelt with them


def clean(text):
    """Return text in NFC, without control characters; a lone surrogate becomes U+FFFD."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", _LONE_SURROGATE.sub("\ufffd", text)))


def whole_number(text):
    """Return text of one to three digits as a number, and None for any other."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None


def number_between(text, low, high, default):
    """Return text as a number with two decimals, low or high if it is beyond, default if it is not a finite number."""
    try:
        value = float(text)
    except ValueError:
        return default
    return round(min(max(value, low), high), 2) if math.isfinite(value) else default


def direction(text):
    """Return "rtl" or "ltr" by the first letter that has a direction, or None if none has.

    The browser's dir="auto" does the same (Unicode Bidirectional Algorithm, rule P2).
    """
    for character in text:
        bidi_class = unicodedata.bidirectional(character)
        if bidi_class in ("R", "AL"):
            return "rtl"
        if bidi_class == "L":
            return "ltr"
    return None


def is_invisible(character):
    """Does the screen show nothing for this character?"""
    return character == _EMOJI_SELECTOR or unicodedata.category(character) in _INVISIBLE_CATEGORIES


def visible(text):
    """Return text without its invisible characters; joiners stay."""
    return "".join(character for character in text if character in JOINERS or not is_invisible(character))
