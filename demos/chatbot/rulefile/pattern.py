"""Parse a decomposition as the rule file writes it: "0 YOUR 0 (/FAMILY) 0".

    0            any number of words          3          exactly three words
    0-2          at most two words
    word         this word                    (*A B)     one of these words
    (/T U)       a word with one of these tags
    @            the keyword itself, in any of its spellings
    بت{T}ني      an affix pattern; the slot takes the stem, which has the tag T
    ه*           the same with any stem of two letters or more
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from demos.chatbot.eliza.affix_pattern import AffixPattern

_ELEMENT = re.compile(r"\(\s*([*/])([^()]*)\)|([()])|([^\s()]+)")
_AT_MOST = re.compile(r"0-([1-9])")
_AFFIX_PATTERN = re.compile(r"(?P<prefix>[^{}*]*)(?:\{(?P<tag>[^{}]*)\}|\*)(?P<suffix>[^{}*]*)")


@dataclass(frozen=True)
class Notation:
    """What the text of a pattern can refer to.

    keys   cuts a text into words and returns their keys: Tokenizer.keys
    tags   {tag: keys of the words that have it}
    own    the keys that @ means: those of the keyword itself
    known  {an element as it is written: what it stands for}, of all patterns that were parsed before.
           Many patterns of a file share an element, and the words of a tag can be hundreds.
    """

    keys: Callable[[str], tuple[str, ...]]
    tags: dict[str, frozenset[str]]
    own: frozenset[str] = frozenset()
    known: dict[str, tuple] = field(default_factory=dict)


class PatternError(ValueError):
    """A pattern that cannot be parsed: a kind of RulesError, the index in the pattern, and data."""

    def __init__(self, kind, index, **data):
        super().__init__(kind)
        self.kind, self.index, self.data = kind, index, data


def parse_pattern(text, notation):
    """Return the pattern as decompose() takes it: a tuple of int, range, frozenset and AffixPattern.

    Raises PatternError.
    """
    elements: list = []
    for found in _ELEMENT.finditer(text):
        if found[0] == "@":
            elements.append(notation.own)
            continue
        if found[0] not in notation.known:
            notation.known[found[0]] = _elements(found, notation)
        elements += notation.known[found[0]]
    if not elements:
        raise PatternError("value", 0, key=text)
    return tuple(elements)


def _elements(found, notation):
    """Return what one match of _ELEMENT stands for: a tuple of elements, because the tokenizer may cut a word into several."""
    kind, inside, bracket, word = found.groups()
    if bracket:
        raise PatternError("bracket", found.start())
    if kind == "*":
        return (frozenset(notation.keys(inside)),)
    if kind == "/":
        return (_with_tags(inside.split(), notation.tags, found.start()),)
    if word.isascii() and word.isdigit():
        return (int(word[:6]),)
    if at_most := _AT_MOST.fullmatch(word):
        return (range(int(at_most[1]) + 1),)
    if "{" in word or "*" in word:
        return (_affix_element(word, notation, found.start()),)
    return tuple(frozenset([key]) for key in notation.keys(word))


def parse_affix_pattern(text, keys, tags):
    """Return text as an AffixPattern, or None if it is not one. Raises KeyError for an unknown tag.

    keys  Tokenizer.keys
    tags  {tag: keys of the words that have it}
    """
    found = _AFFIX_PATTERN.fullmatch(text)
    if not found:
        return None
    stems = None if found["tag"] is None else tags[found["tag"]]
    return AffixPattern("".join(keys(found["prefix"])), stems, "".join(keys(found["suffix"])))


def _affix_element(word, notation, index):
    try:
        affix_pattern = parse_affix_pattern(word, notation.keys, notation.tags)
    except KeyError as error:
        raise PatternError("tag", index, tag=error.args[0]) from None
    if affix_pattern is None:
        raise PatternError("bracket", index)
    return affix_pattern


def _with_tags(names, tags, index):
    """Return the keys of all words that have one of the tags."""
    for name in names:
        if name not in tags:
            raise PatternError("tag", index, tag=name)
    words = [tags[name] for name in names]
    return words[0] if len(words) == 1 else frozenset().union(*words)  # a copy of each tag for each pattern would take megabytes
