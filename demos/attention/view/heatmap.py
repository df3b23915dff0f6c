"""Attention weights as pictures: the sentence, tinted by where the chosen word looks, and the whole table.

The reader can explore it without JavaScript. Every word is a radio button, and the page has the
weights of every row; style.css shows the row of the word that is chosen or under the pointer.
Custom properties tell it the numbers: --i is the number of a row, counted from 1, --p1 to --p16
are a word's percentages in each row, and --w is a weight from 0 to 1.
"""

from functools import cache

from demos.arabic import without_marks
from demos.attention.view import arcs
from demos.attention.view.captions import describe, percent
from demos.markup import element, join


def sentence_picture(view_model, texts):
    """Return the sentence of a ViewModel, and what the chosen word's attention weights say of it.

    texts  the [attention] table of the strings
    """
    weights = view_model.weights.tolist()
    descriptions = describe(view_model.words, weights, view_model.pronouns, texts)
    paragraphs = [element("p", one.markup, style=f"--i:{row}") for row, one in enumerate(descriptions, 1)]
    # In a form of their own, these radio buttons do not share a group with those of another demo.
    # The method "dialog" without a dialog around it makes sure that submitting the form does nothing.
    return element(
        "form",
        element(
            "figure",
            _sentence(view_model, weights, descriptions, texts),
            # Hidden from screen readers, because the radio buttons' labels have the same text.
            element("div", *paragraphs, class_="looks", aria_hidden="true"),
        ),
        method="dialog",
    )


def table_picture(view_model, view, texts):
    """Return the attention weights of all words.

    view  "table" or "arcs"; with arcs, the table is folded away below them
    """
    weights = view_model.weights.tolist()
    table = _table(view_model, weights, texts)
    if view == "arcs":
        table = join(
            arcs.picture(view_model, weights),
            element("details", element("summary", texts["as_table"]), table, class_="fold"),
        )
    return element("figure", table, element("figcaption", _scale(texts)))


def word(shown):
    """Return a DisplayWord as Markup, with a class if the model does not know it."""
    return element("bdi", shown.text, class_=None if shown.known else "new")


def _sentence(view_model, weights, descriptions, texts):
    """Return the sentence as the reader wrote it; each word is a radio button, tinted by its weight in the chosen row."""
    written = []
    for column, shown in enumerate(view_model.words):
        percentages = [f"--p{number}:{percent(row[column])}" for number, row in enumerate(weights, 1)]
        radio = element(
            "input", type="radio", name="word", value=column,
            checked=column == view_model.chosen, aria_label=descriptions[column].plain,
        )  # fmt: skip
        style = ";".join([f"--i:{column + 1}", *percentages])
        written += [shown.before, element("label", radio, word(shown), style=style)]
    return element(
        "fieldset",
        element("legend", texts["pick"]),
        element("p", *written, class_="words", dir=view_model.direction),
    )


def _table(view_model, weights, texts):
    names = [shown.text for shown in view_model.words]
    longest = max(len(without_marks(name)) for name in names)
    headers = [word(shown) for shown in view_model.words]
    table = element(
        "table",
        element("caption", texts["caption"], dir="auto"),
        element("thead", element("tr", element("td"), *(element("th", one, scope="col") for one in headers))),
        element("tbody", *map(_row, range(1, len(names) + 1), headers, weights)),
        # On a wide screen about 64 letters fit side by side above the columns.
        class_="heatmap spacious" if longest * len(names) <= 64 else "heatmap",
        dir=view_model.direction,
        style=f"--count:{len(names)};--longest:{longest}",
    )
    return element("div", table, class_="frame", dir=view_model.direction)


def _row(number, header, weights):
    cells = [
        element("td", _percentage(percent(weight)), data_weight=f"{weight:.5f}", style=f"--w:{weight:.3f}")
        for weight in weights
    ]
    return element("tr", element("th", header, scope="row"), *cells, style=f"--i:{number}")


@cache
def _percentage(hundredths):
    return element("span", hundredths, element("small", "%"))


def _scale(texts):
    """Return the legend of the colours from 0 to 100 %; the CSS rule of the table's cells colours it."""
    steps = [element("i", style=f"--w:{step / 10:.1f}") for step in range(11)]
    return element(
        "p",
        element("span", texts["scale_low"]),
        element("span", *steps, class_="steps", aria_hidden="true"),
        element("span", texts["scale_high"]),
        class_="scale",
    )
