"""A sentence's words: what attention looks from and looks at.

A real language model cuts text into pieces it met often while training. A reader
thinks in words, so here a token is a word: letters of any alphabet with the marks
that sit on them, a number, an emoji or another symbol. Punctuation is not a word;
it is kept only so that the sentence can be shown as it was written.
"""

import re
import unicodedata
from typing import NamedTuple

MAX_WORDS = 16    # as many rows as a phone can show; attention.css counts to it too
MAX_LETTERS = 24  # a longer "word" is shown shortened


class Word(NamedTuple):
    before: str  # the spaces and punctuation in front of it
    text: str    # the word itself


def split(sentence):
    """Return ([Word, ...], rest): at most MAX_WORDS words, and the text after them."""
    words, end = [], 0
    for match in _WORD.finditer("".join(map(_kind, sentence))):
        if len(words) == MAX_WORDS:
            break
        before, text = sentence[end : match.start()], sentence[match.start() : match.end()]
        words.append(Word(_short(before), _short(text)))
        end = match.end()
    return words, sentence[end:]


def has_words(text):
    """Is there any word in the text?"""
    return any(_kind(character) in "lnsf" for character in text)


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


# Every character is written as one letter that tells its kind, and words are found
# in that: Python's re cannot ask for "a letter of any alphabet and its marks".
_WORD = re.compile(
    r"[ln][lnm]*(?:(?:j|(?<=n)d(?=n))[ln][lnm]*)*"  # قِطّة  don't  self-attention  3.14
    r"|ff?"                                         # two regional letters make one flag
    r"|s[mt]*(?:zs[mt]*)*"                          # 🙂  👍🏽  👩‍🚀 (joined by a zero-width joiner)
)
_JOINERS = {
    "\u0640": "m",  # tatweel only stretches the letter before it
    "\u200c": "m",  # zero-width non-joiner: shapes the letters of one word
    "\u200d": "z",
    **dict.fromkeys("'\u2019-\u2010", "j"),
    **dict.fromkeys(".,\u066b\u066c", "d"),
}
_KINDS = {"L": "l", "N": "n", "M": "m", "S": "s"}  # Unicode's letter, number, mark, symbol


def _kind(character):
    if character in _JOINERS:
        return _JOINERS[character]
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return "t"  # a skin tone belongs to the emoji before it
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return "f"
    return _KINDS.get(unicodedata.category(character)[0], " ")


def _short(text):
    """Return text, cut with an ellipsis (and never between a letter and its marks)."""
    if len(text) <= MAX_LETTERS:
        return text
    end = MAX_LETTERS - 1
    while end > 1 and _kind(text[end]) in "mtz":
        end -= 1
    return text[:end] + "…"
