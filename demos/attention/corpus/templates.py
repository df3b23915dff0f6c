"""From a shape with gaps to a finished sentence."""

import re


class Unsuitable(Exception):
    """The draw has no clear referent: draw again."""


def finish(tokens):
    """[(text, noun it names, noun it refers to)] -> (texts, noun positions, {position: position})."""
    texts, places, asked = [], {}, {}
    for text, names, refers in tokens:
        if text in ",.;!،":  # an end mark belongs to the word before it
            texts[-1] += text
            continue
        if names:
            places.setdefault(names, len(texts))
        if refers:
            asked[len(texts)] = refers
        texts.append(text)
    references = {at: places[name] for at, name in asked.items() if name in places}
    if not references:
        raise Unsuitable
    return texts, sorted(places.values()), references


def fill(shape):
    """Split a shape into (text before, slot name) pairs; a slot may have letters joined before it."""
    # None of it may go unread, so a shape written otherwise fails here.
    return [re.fullmatch(r"([^{]*)(?:\{(.+)\})?", part).groups() for part in shape.split()]  # type: ignore[union-attr]
