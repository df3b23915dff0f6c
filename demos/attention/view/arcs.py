"""The attention weights as arcs above the words, each from a word to a word that it attends to.

All sizes are in em, and an em is UNIT units of the SVG, so the picture grows with the reader's
font. The picture has the arcs of every word; style.css emphasises those of the chosen word.
"""

from demos.arabic import without_marks
from demos.markup import element

UNIT = 16
LETTER, GAP = 0.52, 0.8  # width of a letter, and of the space between two words, in em
MIN_WEIGHT = 0.04        # a smaller weight gets no arc


def picture(view_model, weights):
    """Return the arcs of a ViewModel as inline SVG, hidden from screen readers, which have the table.

    weights  T lists of T floats
    """
    middles, width = _middles([shown.text for shown in view_model.words], view_model.direction)
    height = 2.2 + min(9.0, 1.2 + 0.32 * width)
    ground = height - 2.2  # the y at which arcs begin and end
    groups = [
        element("g", *_arcs(row, weights_of_row, middles, ground), style=f"--i:{row + 1}", class_="from")
        for row, weights_of_row in enumerate(weights)
    ]
    words = [
        element("text", shown.text, x=_u(x), y=_u(height - 0.8), style=f"--i:{row}", class_=None if shown.known else "new")
        for row, (shown, x) in enumerate(zip(view_model.words, middles, strict=True), 1)
    ]
    drawing = element(
        "svg", *groups, *words, viewBox=f"0 0 {_u(width)} {_u(height)}", style=f"--wide:{width:.1f}em",
        class_="arcs", aria_hidden="true", focusable="false", direction=view_model.direction,
    )  # fmt: skip
    return element("div", drawing, class_="frame", dir=view_model.direction)


def _middles(names, direction):
    """Return ([x of the middle of every word], width of all words), in em."""
    middles, end = [], 0.0
    for name in names:
        room = max(len(without_marks(name)), 2) * LETTER + GAP
        middles.append(end + room / 2)
        end += room
    return [end - x for x in middles] if direction == "rtl" else middles, end


def _arcs(row, weights, middles, ground):
    """Return a path for each word with enough weight in this row; style.css makes it thicker and darker with --w."""
    reach = max(abs(a - b) for a in middles for b in middles) or 1
    paths = []
    for column, weight in enumerate(weights):
        if weight < MIN_WEIGHT:
            continue
        start, end = middles[row], middles[column]
        if row == column:  # a word that attends to itself has a small loop
            start, end, rise = start - 0.35, start + 0.35, 1.5
        else:
            rise = (ground - 0.4) * (0.35 + 0.65 * abs(end - start) / reach) / 0.75  # a cubic curve reaches 3/4 of its control points' height
        path = f"M{_u(start)} {_u(ground)}C{_u(start)} {_u(ground - rise)} {_u(end)} {_u(ground - rise)} {_u(end)} {_u(ground)}"
        paths.append(element("path", d=path, style=f"--w:{min(weight, 1):.3f}"))
    return paths


def _u(ems):
    """Return a length in em as units of the SVG."""
    return f"{ems * UNIT:.0f}"
