"""Alternatives in a word of a rule file: (a|b)c is ac and bc, and un(do|tie|) is undo, untie and un.

Arabic has a prefix for every person and tense, and a word in Latin letters has many spellings.
Without alternatives, each of them would be a word of its own in the file. ~kill is kill and its
typos: one letter is missing (kil), doubled (kiill), or exchanged with the next letter (klil).
"""

import itertools
import re

# One word may not fill the memory: (a|b)(a|b)… doubles with every pair of brackets.
MAX_SPELLINGS = 2000
_ALTERNATIVES = re.compile(r"\(([^()\s]*)\)")


def expand(text):
    """Return the list of words that text stands for. Raises ValueError if they are more than MAX_SPELLINGS."""
    # re.split() returns the texts between the brackets and the contents of the brackets in turn.
    pieces = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(_ALTERNATIVES.split(text))]
    spellings = (spelling for word in itertools.product(*pieces) for spelling in _typed("".join(word)))
    words = list(itertools.islice(spellings, MAX_SPELLINGS + 1))
    if len(words) > MAX_SPELLINGS:
        raise ValueError(text)
    return words


def _typed(word):
    """Return the word, and with ~ before it its typos too. The first letter stays."""
    if not word.startswith("~"):
        return [word]
    word = word[1:]
    typos = [word]
    for index in range(1, len(word)):
        before, letter, rest = word[:index], word[index], word[index + 1 :]
        typos += [before + rest, before + letter + letter + rest, before + rest[:1] + letter + rest[1:]]
    return typos
