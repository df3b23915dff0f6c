"""Alternatives in a word of a rule file: (a|b)c is ac and bc, and un(do|tie|) is undo, untie and un.

Arabic has a prefix for every person and tense, and a word in Latin letters has many spellings.
Without alternatives, each of them would be a word of its own in the file.
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
    words = list(itertools.islice(itertools.product(*pieces), MAX_SPELLINGS + 1))
    if len(words) > MAX_SPELLINGS:
        raise ValueError(text)
    return ["".join(word) for word in words]
