"""Cut a message into words, and give each word its key: the form in which words are compared.

A reader writes مشكلتى or مُشكلتي or مشكلتييي; the rules say مشكلتي. A table in the rule
file says which letters are equal, so this module contains no rules of any language.
"""

import unicodedata
from dataclasses import dataclass

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
        """Return only the keys of the words: tuple[str, ...]."""
        return tuple(word.key for word in self.words(text))

    def _split(self, text):
        return "".join(map(self._with_spaces, text)).split()

    def _with_spaces(self, character):
        # An emoji is a word of its own, even without a space around it.
        if character in self.marks or unicodedata.category(character) == "So":
            return f" {character} "
        return " " if character in self.space else character

    def _word(self, text):
        key, at = [], []
        for index, character in enumerate(text):
            for letter in self._letters(character):
                if key[-self.repeat :] != [letter] * self.repeat:
                    key.append(letter)
                    at.append(index)
        return Word(text, "".join(key), tuple(at)) if key else None

    def _letters(self, character):
        for letter in unicodedata.normalize("NFKC", character).casefold():
            letter = self.letters.get(letter, letter)
            if not is_invisible(letter) and letter not in self.remove:
                yield letter
