"""A sentence as the page shows it: each token where the reader wrote it, and the text between tokens.

The tokens have no vowel signs, and no commas or quotation marks. The page shows each word as
the reader wrote it, a long one shortened, so each token is found again in the text, with the marks on its letters.
"""

from typing import NamedTuple

from demos.arabic import is_mark

MAX_WORDS = 16    # as many rows as a phone can show; style.css has a rule for each of them
MAX_LETTERS = 24  # a longer word is shortened
MAX_TEXT = 500    # a longer text is cut before anything else is done with it


class DisplayWord(NamedTuple):
    before: str  # the spaces and punctuation in front of it
    text: str    # the word as the reader wrote it
    known: bool  # is its stem in the model's vocabulary?


def display_words(text, tokens):
    """Return ([DisplayWord, ...], rest of the text) for the Tokens of a text."""
    words, end = [], 0
    for token in tokens:
        start, stop = _find(text, token.text, end)
        words.append(DisplayWord(_shorten(text[end:start]), _shorten(text[start:stop]), token.known))
        end = stop
    return words, text[end:]


def _find(text, letters, start):
    """Return (start, end) of the letters in the text, with the marks between and after them."""
    start = at = max(text.find(letters[0], start), start)
    for letter in letters:
        while at < len(text) and text[at] != letter:
            at += 1
        at += 1
    while at < len(text) and is_mark(text[at]):
        at += 1
    return start, at


def _shorten(text):
    """Return text, cut with an ellipsis if it is too long, never between a letter and its marks."""
    if len(text) <= MAX_LETTERS:
        return text
    end = MAX_LETTERS - 1
    while end > 1 and is_mark(text[end]):
        end -= 1
    return text[:end] + "…"
