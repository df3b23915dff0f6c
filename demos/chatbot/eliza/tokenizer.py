"""Cut a message into words, and give each the one form in which words are compared.

A reader writes مشكلتى or مُشكلتي or مشكلتييي; the rules say مشكلتي. Which letters
count as the same is a table in the rule file, so this file knows no language.
"""

import unicodedata
from dataclasses import dataclass

from demos.text import is_invisible


@dataclass(frozen=True)
class Word:
    """One word of a message.

    text  as the reader spelt it, or as a rule wrote it: what an answer gives back
    key   as it is compared
    at    for each character of key, the index in text that it came from
    """

    text: str
    key: str
    at: tuple[int, ...]

    def known_as(self, key):
        """Return the word with a shorter key, its end: وأنا known as انا."""
        return Word(self.text, key, self.at[len(self.key) - len(key) :])

    def bare(self):
        """Return the word without what its key leaves out in front: of وأمي, أمي."""
        start = self.at[0]
        return Word(self.text[start:], self.key, tuple(index - start for index in self.at))


@dataclass(frozen=True)
class Reader:
    """How messages are read, and the words in the rules too.

    letters  {character: character}: which count as which
    remove   characters that do not count at all, such as tashkeel
    space    punctuation that only separates words
    marks    punctuation that ends a clause: each stands as a word of its own
    repeat   so many equal letters in a row are told apart, no more
    """

    letters: dict[str, str]
    remove: str
    space: str
    marks: str
    repeat: int

    def words(self, text):
        """Return the words of text in order: tuple[Word, ...]."""
        return tuple(filter(None, map(self._word, self._pieces(text))))

    def keys(self, text):
        """Return only their forms to compare: tuple[str, ...]."""
        return tuple(word.key for word in self.words(text))

    def _pieces(self, text):
        return "".join(map(self._spaced, text)).split()

    def _spaced(self, character):
        # An emoji is a word of its own, even where it is typed against its neighbour.
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
