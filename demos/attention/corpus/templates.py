"""From a template with slots to a finished sentence."""

import re


class Unsuitable(Exception):
    """What was drawn makes no sentence with a clear referent: draw again."""


def finish(tokens):
    """Return (texts, {position of a pronoun: position of its referent}).

    tokens  [(text, slot of the noun that it names or None, slot of the noun that it refers to or None), ...]

    Raises Unsuitable if no token refers to a noun.
    """
    texts, noun_at, referent_of = [], {}, {}
    for text, names, refers in tokens:
        if text in ",.;!،":  # an end mark belongs to the word before it
            texts[-1] += text
            continue
        if names:
            noun_at.setdefault(names, len(texts))
        if refers:
            referent_of[len(texts)] = refers
        texts.append(text)
    references = {at: noun_at[slot] for at, slot in referent_of.items() if slot in noun_at}
    if not references:
        raise Unsuitable
    return texts, references


def parse(template):
    """Return the words of a template as [(text, slot), ...]; a word without a slot has None.

    A slot may have letters joined before it: "و{S}" is ("و", "S"). Raises AttributeError for
    anything else, such as letters after a slot.
    """
    return [re.fullmatch(r"([^{]*)(?:\{(.+)\})?", part).groups() for part in template.split()]  # type: ignore[union-attr]
