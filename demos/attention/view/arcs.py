"""The same weights as arcs over the words: from the word that looks to those it looks at.

All sizes are in letters' heights (1em = UNIT), so the picture grows with the reader's font.
Every word's arcs are there; style.css lets those of the chosen word stand out.
"""

from demos.attention.view.display_words import plain
from demos.markup import element

UNIT = 16
LETTER, GAP = 0.52, 0.8  # how wide a letter is, and the room between two words
FAINTEST = 0.04          # a smaller weight gets no arc


def picture(scene, weights):
    """Return the arcs of a Scene as inline SVG. Hidden from screen readers: the table says the same."""
    middles, width = _places([shown.text for shown in scene.words], scene.direction)
    height = 2.2 + min(9.0, 1.2 + 0.32 * width)
    ground = height - 2.2  # where the arcs stand
    groups = [
        element("g", *_arcs(row, look, middles, ground), style=f"--i:{row + 1}", class_="from")
        for row, look in enumerate(weights)
    ]
    words = [
        element("text", shown.text, x=_u(x), y=_u(height - 0.8), style=f"--i:{row}", class_=None if shown.known else "new")
        for row, (shown, x) in enumerate(zip(scene.words, middles, strict=True), 1)
    ]
    drawing = element(
        "svg", *groups, *words, viewBox=f"0 0 {_u(width)} {_u(height)}", style=f"--wide:{width:.1f}em",
        class_="arcs", aria_hidden="true", focusable="false", direction=scene.direction,
    )  # fmt: skip
    return element("div", drawing, class_="frame", dir=scene.direction)


def _places(names, direction):
    """Return (the middle of every word, width of all)."""
    middles, end = [], 0.0
    for name in names:
        room = max(len(plain(name)), 2) * LETTER + GAP
        middles.append(end + room / 2)
        end += room
    return [end - x for x in middles] if direction == "rtl" else middles, end


def _arcs(row, look, middles, ground):
    """One path for each word that is looked at enough; thickness and darkness are the weight."""
    reach = max(abs(a - b) for a in middles for b in middles) or 1
    paths = []
    for column, weight in enumerate(look):
        if weight < FAINTEST:
            continue
        start, end = middles[row], middles[column]
        if row == column:  # a look at itself is a small loop
            start, end, rise = start - 0.35, start + 0.35, 1.5
        else:
            rise = (ground - 0.4) * (0.35 + 0.65 * abs(end - start) / reach) / 0.75  # a cubic reaches 3/4 of its handles
        path = f"M{_u(start)} {_u(ground)}C{_u(start)} {_u(ground - rise)} {_u(end)} {_u(ground - rise)} {_u(end)} {_u(ground)}"
        paths.append(element("path", d=path, style=f"--w:{min(weight, 1):.3f}"))
    return paths


def _u(ems):
    return f"{ems * UNIT:.0f}"
