"""Cut a message into words, and give each word its key: the form in which words are compared.

A reader writes مشكلتى or مُشكلتي or مشكلتييي; the rules say مشكلتي. A table in the rule
file says which letters are equal, so this module contains no rules of any language.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from sys import intern

from demos.text import is_invisible


@dataclass(frozen=True)
class Word:
    """One word of a message.

    text     as the reader or the rule file spells it; answers repeat this spelling
    key      the form in which it is compared with other words
    offsets  for each character of key, the index in text that it came from
    """

    text: str
    key: str
    offsets: tuple[int, ...]

    def with_key_end(self, key):
        """Return the same text with a shorter key, the end of the present one: وأنا with the key انا."""
        return Word(self.text, key, self.offsets[len(self.key) - len(key) :])

    def without_prefix(self):
        """Return the word without the characters before the first one of its key: of وأمي with the key امي, أمي."""
        start = self.offsets[0]
        return Word(self.text[start:], self.key, tuple(index - start for index in self.offsets))


@dataclass(frozen=True)
class Tokenizer:
    """Cuts messages, and the words of a rule file, into Words.

    letters  {character: the character that replaces it in keys}
    remove   characters that are left out of keys, such as tashkeel
    space    punctuation that only separates words
    marks    punctuation that ends a clause: each mark is a word of its own
    repeat   of more equal letters in a row than this, the rest is left out of keys
    """

    letters: dict[str, str]
    remove: str
    space: str
    marks: str
    repeat: int

    def words(self, text):
        """Return the words of text in order: tuple[Word, ...]."""
        return tuple(filter(None, map(self._word, self._split(text))))

    def keys(self, text):
        """Return only the keys of the words: tuple[str, ...].

        The same as words(), but many times faster: a rule file has 30,000 words.
        """
        letters = text.translate(self._letters_and_spaces)
        # One string for each word of a file, and not one for each place where it stands: this saves megabytes.
        return tuple(map(intern, self._too_many.sub(lambda run: run[1] * self.repeat, letters).split()))

    @cached_property
    def _letters_and_spaces(self):
        return _LettersAndSpaces(self)

    @cached_property
    def _too_many(self):
        return re.compile(rf"(.)\1{{{self.repeat},}}")

    def _split(self, text):
        return "".join(map(self.with_spaces, text)).split()

    def with_spaces(self, character):
        """Return a character of a message with spaces around it, or a space instead of it, where words are cut."""
        # An emoji is a word of its own, even without a space around it.
        if character in self.marks or unicodedata.category(character) == "So":
            return f" {character} "
        return " " if character in self.space else character

    def letters_of(self, character):
        """Return what a character of a word adds to the key."""
        folded = unicodedata.normalize("NFKC", character).casefold()
        letters = (self.letters.get(letter, letter) for letter in folded if not letter.isspace())
        return "".join(letter for letter in letters if not is_invisible(letter) and letter not in self.remove)

    def _word(self, text):
        key, at = [], []
        for index, character in enumerate(text):
            for letter in self.letters_of(character):
                if key[-self.repeat :] != [letter] * self.repeat:
                    key.append(letter)
                    at.append(index)
        return Word(text, "".join(key), tuple(at)) if key else None


class _LettersAndSpaces(dict):
    """For str.translate: {number of a character: its letters in a key, with the spaces that cut words}."""

    def __init__(self, tokenizer):
        self._tokenizer = tokenizer

    def __missing__(self, number):
        cut = self._tokenizer.with_spaces(chr(number))
        self[number] = "".join(" " if character.isspace() else self._tokenizer.letters_of(character) for character in cut)
        return self[number]
