"""A word's look, said in words."""

import re
from html import unescape
from typing import NamedTuple

from demos.attention.signs import signs
from demos.markup import Markup, element, join

NAMED = 3     # at most so many of the words it looks at are named,
WORTH = 0.05  # and beyond the first, none that gets less than this share


class Look(NamedTuple):
    markup: Markup  # كلمة «لأنها» بتبص على القطة 68%، ...
    plain: str      # the same as text, for a screen reader
    spelling: str   # what the word's own spelling shows


def describe(names, weights, texts):
    """Return a Look for each word.

    names    T strings
    weights  T lists of T floats: row = who looks, column = at whom
    texts    the [attention] table of the strings
    """
    written = [element("bdi", name) for name in names]  # keeps its direction to itself
    looks = []
    for row, (shares, read) in enumerate(zip(weights, signs(names).tolist())):
        targets = _targets(row, shares, written, texts)
        markup = _fill(texts["looks"], word=written[row], targets=targets)
        looks.append(Look(markup, _plain(markup), _spelling(read, texts)))
    return looks


def percent(weight):
    """Return a weight in whole hundredths: 0.589 -> 59."""
    return round(100 * weight)


def _targets(row, shares, written, texts):
    # Rounded, so that words looked at alike stay in the sentence's order on every machine.
    most = sorted(range(len(shares)), key=lambda column: -round(shares[column], 6))[:NAMED]
    targets = []
    for column in most:
        if shares[column] >= WORTH or column == most[0]:
            name = texts["itself"] if column == row else written[column]
            share = element("b", f"{percent(shares[column])}%", dir="ltr")
            targets += [texts["comma"], name, " ", share]
    return join(*targets[1:])


def _spelling(read, texts):
    noun, points_back, gender, number = read
    shown = {
        "sign_noun": noun > 0, "sign_points_back": points_back > 0,
        "sign_feminine": gender > 0, "sign_masculine": gender < 0,
        "sign_plural": number > 0, "sign_singular": number < 0,
    }  # fmt: skip
    named = texts["comma"].join(texts[key] for key, seen in shown.items() if seen)
    return texts["spelling"].format(signs=named) if named else texts["spelling_none"]


def _fill(template, **parts):
    """Put the parts, Markup kept and text escaped, where the template names them."""
    pieces = re.split(r"\{(\w+)\}", template)  # text, name, text, name, ..., text
    return join(*(parts[piece] if index % 2 else piece for index, piece in enumerate(pieces)))


def _plain(markup):
    return unescape(re.sub("<[^>]*>", "", markup))
