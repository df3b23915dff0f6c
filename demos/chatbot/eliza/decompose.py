"""Decomposition: take a message apart by a pattern.

A pattern is a tuple. Each of its elements is a numbered slot, and takes some words::

    0                    any number of words, or none
    3                    exactly three words
    range(0, 3)          none, one or two words
    frozenset of keys    exactly one word, with one of these keys
    AffixPattern         exactly one word that matches; the slot takes only its stem
"""

from demos.chatbot.eliza.affix_pattern import AffixPattern


def decompose(pattern, words):
    """Return the words that each slot takes, or None if the pattern does not fit the whole message.

    pattern  tuple of P elements, as above
    words    tuple of W Words
    returns  list of P tuples of Words

    If several ways fit, each 0 and each range, from the left, takes as few words as possible,
    as SLIP's YMATCH does for 0. Time and memory are O(P·W) for every message.
    """
    fits = _fits(pattern, words)
    if not fits[0][0]:
        return None
    slots, start = [], 0
    for index, element in enumerate(pattern):
        if element == 0 or isinstance(element, range):
            end = fits[index + 1].index(True, start)
        else:
            end = start + (element if isinstance(element, int) else 1)
        slots.append(words[start:end])
        if isinstance(element, AffixPattern):
            slots[-1] = (element.stem_of(words[start]),)
        elif isinstance(element, frozenset):
            slots[-1] = (words[start].without_prefix(),)
        start = end
    return slots


def _fits(pattern, words):
    """Return fits[p][w]: whether pattern[p:] fits words[w:], shape (P + 1, W + 1)."""
    width = len(words) + 1
    rest = [False] * (width - 1) + [True]
    table = [rest]
    for element in reversed(pattern):
        if element == 0:
            row = [False] * width
            row[-1] = rest[-1]
            for w in range(width - 2, -1, -1):
                row[w] = rest[w] or row[w + 1]
        elif isinstance(element, range):
            row = [any(rest[w + element.start : w + element.stop]) for w in range(width)]
        elif isinstance(element, int):
            row = (rest[element:] + [False] * min(element, width))[:width]
        else:
            row = [word.key in element and rest[w + 1] for w, word in enumerate(words)] + [False]
        table.append(row)
        rest = row
    return table[::-1]
