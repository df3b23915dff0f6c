"""Weights as a picture: the sentence, where the chosen word looks, and the whole table.

No script is needed to explore it. Every word is a radio button, and the page holds
every row's weights; style.css shows those of the word that is chosen or
pointed at. To say which, it counts: the first word's row is number 1.
"""

from functools import cache

from demos.attention.view import arcs
from demos.attention.view.captions import describe, percent
from demos.attention.view.display_words import plain
from demos.markup import element


def picture(scene, view, texts):
    """Return the figure.

    scene  what scene.read() returned
    view   "table" or "arcs"; with arcs, the table is folded away beside them
    texts  the [attention] table of the strings
    """
    weights = scene.weights.tolist()
    looks = describe(scene.words, weights, texts)
    said = [element("p", look.markup, style=f"--i:{row}") for row, look in enumerate(looks, 1)]
    table = _table(scene, weights, texts)
    if view == "arcs":
        table = [
            arcs.picture(scene, weights),
            element("details", element("summary", texts["as_table"]), table, class_="fold"),
        ]
    # A form keeps these radio buttons apart from another demo's. With the method
    # "dialog" and no dialog around it, submitting it does nothing, script or no script.
    return element(
        "form",
        element(
            "figure",
            _sentence(scene, weights, looks, texts),
            # Hidden from screen readers: the radio buttons' names say the same.
            element("div", *said, class_="looks", aria_hidden="true"),
            *(table if isinstance(table, list) else [table]),
            element("figcaption", _scale(texts)),
        ),
        method="dialog",
    )


def word(shown):
    """Return a word, marked if the model never met it."""
    return element("bdi", shown.text, class_=None if shown.known else "new")


def _sentence(scene, weights, looks, texts):
    """The sentence as it was written, each word a radio button tinted by the chosen word's look."""
    written = []
    for column, shown in enumerate(scene.words):
        shares = [f"--p{row}:{percent(look[column])}" for row, look in enumerate(weights, 1)]
        radio = element(
            "input", type="radio", name="word", value=column,
            checked=column == scene.chosen, aria_label=looks[column].plain,
        )  # fmt: skip
        style = ";".join([f"--i:{column + 1}", *shares])
        written += [shown.before, element("label", radio, word(shown), style=style)]
    return element(
        "fieldset",
        element("legend", texts["pick"]),
        element("p", *written, class_="words", dir=scene.direction),
    )


def _table(scene, weights, texts):
    names = [shown.text for shown in scene.words]
    longest = max(len(plain(name)) for name in names)  # marks take no room
    marked = [word(shown) for shown in scene.words]
    table = element(
        "table",
        element("caption", texts["caption"], dir="auto"),
        element("thead", element("tr", element("td"), *(element("th", one, scope="col") for one in marked))),
        element("tbody", *map(_row, range(1, len(names) + 1), marked, weights)),
        # On a wide screen some 64 letters fit side by side above the columns.
        class_="heatmap spacious" if longest * len(names) <= 64 else "heatmap",
        dir=scene.direction,
        style=f"--count:{len(names)};--longest:{longest}",
    )
    return element("div", table, class_="frame", dir=scene.direction)


def _row(row, marked, look):
    cells = [
        element("td", _share(percent(weight)), data_weight=f"{weight:.5f}", style=f"--w:{weight:.3f}")
        for weight in look
    ]
    return element("tr", element("th", marked, scope="row"), *cells, style=f"--i:{row}")


@cache
def _share(hundredths):
    return element("span", hundredths, element("small", "%"))


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
