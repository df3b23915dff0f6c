"""Affix patterns: a prefix and a suffix, with any stem of a given set between them.

Arabic writes "my", "you" and "me" as part of the word itself, so a table of whole words would
never be complete. بت{verb}ني matches every word that is بت, a word tagged "verb", and ني;
*تي matches every word that is a stem of two letters or more, and تي.
"""

import re
from dataclasses import dataclass

from demos.chatbot.eliza.tokenizer import Word

_STEM = re.compile(r"\{[^{}]*\}|\*")


@dataclass(frozen=True)
class AffixPattern:
    """All words of the form prefix + stem + suffix. `stems` None allows every stem of two letters or more."""

    prefix: str
    stems: frozenset[str] | None
    suffix: str

    def __contains__(self, key):
        return self.stem_span(key) is not None

    def stem_span(self, key):
        """Return the slice of a word's key that is the stem, or None if the word does not match."""
        if not (key.startswith(self.prefix) and key.endswith(self.suffix)):
            return None
        span = slice(len(self.prefix), len(key) - len(self.suffix))
        stem = key[span] if span.stop > span.start else ""
        matches = len(stem) >= 2 if self.stems is None else stem in self.stems
        return span if matches else None

    def stem_of(self, word):
        """Return the stem of a matching Word as a Word, in the reader's spelling: of أختي, أخت."""
        span = self.stem_span(word.key)
        start, stop = word.offsets[span.start], word.offsets[span.stop - 1] + 1
        offsets = tuple(index - start for index in word.offsets[span])
        return Word(word.text[start:stop], word.key[span], offsets)


def insert_stem(text, stem):
    """Return text with the stem in place of its {tag} or *."""
    return _STEM.sub(lambda _: stem, text)
