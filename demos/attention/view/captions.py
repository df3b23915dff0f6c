"""What the picture shows, as sentences."""

import re
from html import unescape
from typing import NamedTuple

from demos.markup import element, fill, join

MAX_NAMED = 3      # a description names at most this many words, those with the largest weights;
MIN_WEIGHT = 0.05  # after the first, it names only words with at least this weight


class Description(NamedTuple):
    markup: str  # كلمة «لأنها» بتبص على القطة 68%، ...
    plain: str   # the same as text, for a screen reader


def describe(words, weights, pronouns, texts):
    """Return a Description of each word's attention weights.

    words     [DisplayWord, ...], T of them
    weights   T lists of T floats: the row's word attends to the column's word
    pronouns  the rows that the model was trained on; of all others the description says that they were not
    texts     the [attention] table of the strings
    """
    written = [name(word.text) for word in words]
    descriptions = []
    for row, weights_of_row in enumerate(weights):
        markup = fill(texts["looks"], word=written[row], targets=_targets(row, weights_of_row, written, texts))
        if row not in pronouns:
            markup = join(markup, " ", element("small", texts["untaught"]))
        plain = unescape(re.sub("<[^>]*>", "", markup))
        descriptions.append(Description(markup, plain if words[row].known else f"{plain} {texts['new_word']}"))
    return descriptions


def answer(view_model, texts):
    """Return as Markup which word each pronoun refers to, for the two surest; None if there is no pronoun."""
    lines = []
    for row in view_model.pronouns[:2]:
        column = view_model.referent(row)
        word = name(view_model.words[row].text)
        target = texts["itself"] if column == row else element("strong", name(view_model.words[column].text))
        if len(view_model.candidates[row]) == 1:  # grammar leaves no choice to the model
            lines.append(element("span", fill(texts["answer_rule"], word=word, target=target)))
            continue
        probability = element("b", f"{percent(view_model.answers[row][column])}%", dir="ltr")
        lines.append(element("span", fill(texts["answer"], word=word, target=target, share=probability)))
    return join(*lines) if lines else None


def _coins(count, texts):
    """Return a weight in percent as coins of the pound that a word hands out; Arabic counts 3 to 10 in the plural."""
    return texts["coins_few" if 3 <= count <= 10 else "coins"].format(count=count)


def percent(weight):
    """Return a weight or another fraction in percent, rounded: 0.589 -> 59."""
    return round(100 * weight)


def name(word):
    """Return a word of the reader as Markup; <bdi> isolates its direction from the text around it."""
    return element("bdi", word)


def number(value):
    """Return a number for a table: 2 decimals, a true minus sign, never -0.00."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "\u2212")


def _targets(row, weights, written, texts):
    """Return the words with the largest weights in a row, each with its percentage."""
    # Rounded, so that words with equal weights are in the sentence's order on every machine.
    most = sorted(range(len(weights)), key=lambda column: -round(weights[column], 6))[:MAX_NAMED]
    targets = []
    for column in most:
        if weights[column] >= MIN_WEIGHT or column == most[0]:
            target = texts["itself"] if column == row else written[column]
            targets += [texts["comma"], target, " ", element("b", _coins(percent(weights[column]), texts))]
    return join(*targets[1:])
