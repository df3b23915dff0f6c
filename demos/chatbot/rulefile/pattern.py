"""Read a decomposition as the rule file writes it: "0 YOUR 0 (/FAMILY) 0".

    0            any number of words          3          exactly three words
    word         this word                    (*A B)     one of these words
    (/T U)       a word with one of these tags
    @            the keyword itself, in any of its spellings
    بت{T}ني      a word so built; the slot takes what {T} stands for
"""

import re

from demos.chatbot.eliza.affix_pattern import stem

_ELEMENT = re.compile(r"\(\s*([*/])([^()]*)\)|([()])|([^\s()]+)")


class PatternError(ValueError):
    """A pattern that cannot be read: a kind of RulesError, the index in the pattern, data."""

    def __init__(self, kind, index, **data):
        super().__init__(kind)
        self.kind, self.index, self.data = kind, index, data


def pattern(text, *, keys, tags, own):
    """Return the pattern as match() takes it: a tuple of int, frozenset and Stem.

    keys  how words are cut and compared: Reader.keys
    tags  {tag: set of keys}
    own   the keys that @ stands for
    Raises PatternError.
    """
    elements: list = []
    for found in _ELEMENT.finditer(text):
        kind, inside, bracket, word = found.groups()
        if bracket:
            raise PatternError("bracket", found.start())
        if kind == "*":
            elements.append(frozenset(keys(inside)))
        elif kind == "/":
            elements.append(_tagged(inside.split(), tags, found.start()))
        elif word == "@":
            elements.append(frozenset(own))
        elif word.isascii() and word.isdigit():
            elements.append(int(word[:6]))
        elif "{" in word:
            elements.append(_built(word, keys, tags, found.start()))
        else:
            elements += [frozenset([key]) for key in keys(word)]
    if not elements:
        raise PatternError("value", 0, key=text)
    return tuple(elements)


def _built(word, keys, tags, index):
    try:
        form = stem(word, keys, tags)
    except KeyError as error:
        raise PatternError("tag", index, tag=error.args[0]) from None
    if form is None:
        raise PatternError("bracket", index)
    return form


def _tagged(names, tags, index):
    for name in names:
        if name not in tags:
            raise PatternError("tag", index, tag=name)
    return frozenset().union(*(tags[name] for name in names))
