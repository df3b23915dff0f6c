"""What the picture shows, said in words."""

import re
from html import unescape
from typing import NamedTuple

from demos.markup import element, join

NAMED = 3     # at most so many of the words it looks at are named,
WORTH = 0.05  # and beyond the first, none that gets less than this share


class Look(NamedTuple):
    markup: str  # كلمة «لأنها» بتبص على القطة 68%، ...
    plain: str   # the same as text, for a screen reader


def describe(words, weights, texts):
    """Return a Look for each word.

    words    [tokens.Shown, ...], T of them
    weights  T lists of T floats: row = who looks, column = at whom
    texts    the [attention] table of the strings
    """
    written = [name(word.text) for word in words]
    looks = []
    for row, shares in enumerate(weights):
        markup = fill(texts["looks"], word=written[row], targets=_targets(row, shares, written, texts))
        said = unescape(re.sub("<[^>]*>", "", markup))
        looks.append(Look(markup, said if words[row].known else f"{said} {texts['new_word']}"))
    return looks


def answer(scene, texts):
    """Return what the model thinks each pronoun refers to, the surest two, as Markup; None if there is no pronoun."""
    lines = []
    for row in scene.pronouns[:2]:
        column = scene.referent(row)
        share = element("b", f"{percent(scene.answers[row][column])}%", dir="ltr")
        target = texts["itself"] if column == row else element("strong", name(scene.words[column].text))
        lines.append(element("span", fill(texts["answer"], word=name(scene.words[row].text), target=target, share=share)))
    return join(*lines) if lines else None


def percent(weight):
    """Return a weight in whole hundredths: 0.589 -> 59."""
    return round(100 * weight)


def name(word):
    """Return a word of the reader's that keeps its direction to itself."""
    return element("bdi", word)


def fill(template, **parts):
    """Put the parts, Markup kept and text escaped, where the template names them."""
    pieces = re.split(r"\{(\w+)\}", template)  # text, name, text, name, ..., text
    return join(*(parts[piece] if index % 2 else piece for index, piece in enumerate(pieces)))


def number(value):
    """Return a number for a table: 2 decimals, a true minus sign, never -0.00."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "\u2212")


def _targets(row, shares, written, texts):
    # Rounded, so that words looked at alike stay in the sentence's order on every machine.
    most = sorted(range(len(shares)), key=lambda column: -round(shares[column], 6))[:NAMED]
    targets = []
    for column in most:
        if shares[column] >= WORTH or column == most[0]:
            target = texts["itself"] if column == row else written[column]
            targets += [texts["comma"], target, " ", element("b", f"{percent(shares[column])}%", dir="ltr")]
    return join(*targets[1:])
