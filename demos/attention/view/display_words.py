"""A sentence as it is shown: the model's words where they stand, and what is between them.

The model reads words without vowel signs and knows nothing of commas or quotation marks that
stand between them. A reader should get her sentence back exactly as she wrote it, so each of the
model's words is found again in the text, together with the signs that sit on its letters.
"""

import unicodedata
from typing import NamedTuple

MAX_WORDS = 16    # as many rows as a phone can show; style.css counts to it too
MAX_LETTERS = 24  # a longer "word" is shown shortened
MAX_TEXT = 500    # a longer text is cut here before anything is done with it


class Shown(NamedTuple):
    before: str  # the spaces and punctuation in front of it
    text: str    # the word as it was written
    known: bool  # did the model meet it while it learned?


def shown(text, words):
    """Return ([Shown, ...], rest of the text) for the model's words (see demos.attention.model.tokenizer)."""
    placed, end = [], 0
    for word in words:
        start, stop = _find(text, word.text, end)
        placed.append(Shown(_short(text[end:start]), _short(text[start:stop]), word.known))
        end = stop
    return placed, text[end:]


def direction(text):
    """Return "rtl" or "ltr" by the first letter that has a direction, or None if none has.

    The browser's dir="auto" does the same (Unicode Bidirectional Algorithm, rule P2).
    """
    for character in text:
        strong = unicodedata.bidirectional(character)
        if strong in ("R", "AL"):
            return "rtl"
        if strong == "L":
            return "ltr"
    return None


def plain(text):
    """Return text without the marks that sit on letters: they take no room of their own."""
    return "".join(character for character in text if not _is_mark(character))


def _find(text, word, start):
    """Return where the word's letters lie in the text, marks between and after them included."""
    start = at = max(text.find(word[0], start), start)
    for letter in word:
        while at < len(text) and text[at] != letter:
            at += 1
        at += 1
    while at < len(text) and _is_mark(text[at]):
        at += 1
    return start, at


def _is_mark(character):
    return character == "\u0640" or unicodedata.category(character)[0] == "M"  # tatweel only stretches a letter


def _short(text):
    """Return text, cut with an ellipsis (and never between a letter and its marks)."""
    if len(text) <= MAX_LETTERS:
        return text
    end = MAX_LETTERS - 1
    while end > 1 and _is_mark(text[end]):
        end -= 1
    return text[:end] + "…"
