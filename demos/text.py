"""Readers' text, made safe to carry around as Unicode."""

import re
import unicodedata

# Half of a surrogate pair is not a character: no UTF-8 file or page can hold one.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text):
    """Return text in NFC, without control characters, lone surrogates shown as U+FFFD."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", _LONE_SURROGATE.sub("\ufffd", text)))
