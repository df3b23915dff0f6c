"""Weights as a picture: the sentence, where the chosen word looks, and the whole table.

No script is needed to explore it. Every word is a radio button, and the page holds
every row's weights; attention.css shows those of the word that is chosen or
pointed at. To say which, it counts: the first word's row is number 1.
"""

from demos.attention.signs import plain
from demos.attention.wording import describe, percent
from demos.markup import element


def picture(words, weights, chosen, direction, texts):
    """Return the figure.

    words      [tokens.Word, ...], T of them
    weights    (T, T) array: row = who looks, column = at whom
    chosen     index of the word whose look is shown first
    direction  "rtl" or "ltr": the sentence's, which need not be the page's
    texts      the [attention] table of the strings
    """
    names = [word.text for word in words]
    weights = weights.tolist()
    looks = describe(names, weights, texts)
    said = [_look(row, look) for row, look in enumerate(looks)]
    # A form keeps these radio buttons apart from another demo's. With the method
    # "dialog" and no dialog around it, submitting it does nothing, script or no script.
    return element(
        "form",
        element(
            "figure",
            _sentence(words, weights, chosen, direction, looks, texts),
            # Hidden from screen readers: the radio buttons' names say the same.
            element("div", *said, class_="looks", aria_hidden="true"),
            _table(names, weights, direction, texts),
            element("figcaption", _scale(texts), element("p", texts["honest"])),
        ),
        method="dialog",
    )


def _sentence(words, weights, chosen, direction, looks, texts):
    """The sentence as it was written, each word a radio button tinted by the chosen word's look."""
    written = []
    for column, word in enumerate(words):
        shares = [f"--p{row}:{percent(look[column])}" for row, look in enumerate(weights, 1)]
        radio = element(
            "input", type="radio", name="word", value=column,
            checked=column == chosen, aria_label=looks[column].plain,
        )  # fmt: skip
        style = ";".join([f"--i:{column + 1}", *shares])
        written += [word.before, element("label", radio, element("bdi", word.text), style=style)]
    return element(
        "fieldset",
        element("legend", texts["pick"]),
        element("p", *written, class_="words", dir=direction),
    )


def _look(row, look):
    return element("p", look.markup, element("small", look.spelling), style=f"--i:{row + 1}")


def _table(names, weights, direction, texts):
    longest = max(len(plain(name)) for name in names)  # marks take no room
    across = [element("th", element("bdi", name), scope="col") for name in names]
    table = element(
        "table",
        element("caption", texts["caption"], dir="auto"),
        element("thead", element("tr", element("td"), *across)),
        element("tbody", *map(_row, range(len(names)), names, weights)),
        # On a wide screen some 64 letters fit side by side above the columns.
        class_="heatmap spacious" if longest * len(names) <= 64 else "heatmap",
        dir=direction,
        style=f"--count:{len(names)};--longest:{longest}",
    )
    return element("div", table, class_="frame", dir=direction)


def _row(row, name, look):
    cells = [
        element(
            "td",
            element("span", percent(weight), element("small", "%")),
            data_weight=f"{weight:.5f}",
            style=f"--w:{weight:.3f}",
        )
        for weight in look
    ]
    head = element("th", element("bdi", name), scope="row")
    return element("tr", head, *cells, style=f"--i:{row + 1}")


def _scale(texts):
    """The colours from 0 to 100 %, painted by the same rule as the table's cells."""
    steps = [element("i", style=f"--w:{step / 10:.1f}") for step in range(11)]
    return element(
        "p",
        element("span", texts["scale_low"]),
        element("span", *steps, class_="steps", aria_hidden="true"),
        element("span", texts["scale_high"]),
        class_="scale",
    )
