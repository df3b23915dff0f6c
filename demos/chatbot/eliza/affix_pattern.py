"""Words known by their build: بت{verb}ني is every verb with بت before it and ني after it.

Arabic joins "my", "you" and "me" to the word itself, so a table of whole words
would never end. {verb} stands for any word tagged "verb" in the rule file, * for
any two letters or more.
"""

import re
from dataclasses import dataclass

from demos.chatbot.eliza.tokenizer import Word

_BUILT = re.compile(r"([^{}*]*)(?:\{([^{}]*)\}|\*)([^{}*]*)")


@dataclass(frozen=True)
class Stem:
    """A family of words: before + stem + after. `stems` None allows any of two letters or more."""

    before: str
    stems: frozenset[str] | None
    after: str

    def __contains__(self, key):
        return self.span(key) is not None

    def span(self, key):
        """Return the slice of key that is the stem, or None if key is built otherwise."""
        if not (key.startswith(self.before) and key.endswith(self.after)):
            return None
        span = slice(len(self.before), len(key) - len(self.after))
        found = key[span] if span.stop > span.start else ""
        right = len(found) >= 2 if self.stems is None else found in self.stems
        return span if right else None

    def of(self, word):
        """Return the stem of a Word as a Word, in the reader's own spelling: of أختي, أخت."""
        span = self.span(word.key)
        start, stop = word.at[span.start], word.at[span.stop - 1] + 1
        at = tuple(index - start for index in word.at[span])
        return Word(word.text[start:stop], word.key[span], at)


def stem(text, keys, tags):
    """Return text as a Stem, or None if it is a plain word. Raises KeyError for an unknown tag."""
    built = _BUILT.fullmatch(text)
    if not built:
        return None
    before, tag, after = built.groups()
    stems = None if tag is None else frozenset(tags[tag])
    return Stem("".join(keys(before)), stems, "".join(keys(after)))


def fill(text, spelt):
    """Return text with the stem put where {…} or * stands."""
    return re.sub(r"\{[^{}]*\}|\*", lambda _: spelt, text)
