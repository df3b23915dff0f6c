"""Patterns that are looked for in the whole message, before its clauses and keywords are read.

The clause rule of 1966 drops every clause after the first one with a keyword. That is right for
small talk, but a reader who writes "hello, I want to die" must get the answer to the second clause.
"""

from demos.chatbot.eliza.decompose import decompose
from demos.chatbot.eliza.rules import Decomposition


def whole_message(rules, words):
    """Return the words with the keys that the rules know, without delimiters, other punctuation and emoji.

    words  what [before] made of a message: tuple[Word, ...]
    """
    written = (word for word in words if word.key not in rules.delimiters and any(map(str.isalnum, word.key)))
    return tuple(map(rules.with_known_key, written))


def find_urgent(urgent, words):
    """Return (the key of the keyword that must answer, the file, the Decomposition that fits), or None.

    urgent  rules.Urgent
    words   what whole_message() returns
    """
    keys = {word.key for word in words}
    possible = {number for key in (None, *keys) for number in urgent.by_word.get(key, ())}
    fitting = _fitting([urgent.rules[number] for number in sorted(possible)], words)
    if not fitting:
        return None  # almost every message ends here
    for idiom in urgent.idioms:
        if _fits(idiom, words, keys):
            words = _without(idiom, words)
    # A pattern must fit with the idioms and without them: the words around an idiom do not belong together.
    return next(iter(_fitting(fitting, words)), None)


def selected_form(forms, words, form):
    """Return the form that a message selects, or the present form.

    forms  ((form, Decomposition), ...): the first that fits selects its form
    """
    keys = {word.key for word in words}
    return next((number for number, pattern in forms if _fits(pattern, words, keys)), form)


def fits_anywhere(patterns, words):
    """Return whether one of the Decompositions fits the words of a message."""
    keys = {word.key for word in words}
    return any(_fits(pattern, words, keys) for pattern in patterns)


def _fitting(rules, words):
    keys = {word.key for word in words}
    return [rule for rule in rules if _fits(rule[-1], words, keys)]


def _fits(pattern: Decomposition, words, keys):
    # Most patterns have a word that the message does not contain, and this is faster than decompose().
    if any(words_of_class.isdisjoint(keys) for words_of_class in pattern.classes):
        return False
    return decompose(pattern.pattern, words) is not None


def _without(idiom, words):
    """Return the words without every place where the idiom fits. Its pattern begins and ends with 0."""
    while slots := decompose(idiom.pattern, words):
        rest = (*slots[0], *slots[-1])
        if len(rest) == len(words):
            break
        words = rest
    return words
