"""The plane: the shape that is learnt, and many points over it, each layer of them one path."""

from demos.markup import element
from demos.pictures.data.shapes import PLANE, lines_of


def dots(points):
    """Return points (N, 2) of the plane as the `d` of a path: with round caps, a line without a length is a dot.

    Relative moves with one digit after the point are short: 500 points are about 6 kB.
    """
    pieces, x, y = [], 0, 0
    for across, down in (10 * points).round().astype(int).tolist():
        pieces.append(f"m{(across - x) / 10} {(down - y) / 10}h0")
        x, y = across, down
    return "".join(pieces)


def outline(lines):
    """Return a shape's lines as the `d` of a path."""
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) + ("h0" if len(line) == 1 else "") for line in lines)


def plane(drawing, *layers, label, behind=None):
    """Return the plane as <svg>, in which the reader may draw.

    layers  [(class, what dots() returned), ...], each over the one before
    label   what the picture shows, for who cannot see it
    behind  Markup under the shape, such as a coloured background
    """
    cursor = drawing["cursor"]
    return element(
        "svg",
        behind,
        element("path", d=outline(lines_of(drawing)), class_="shape"),
        *(element("path", d=d, class_=f"dots {kind}") for kind, d in layers if d),
        element("path", d=f"M{cursor[0] - 7:.1f} {cursor[1]:.1f}h14m-7 -7v14", class_="cursor") if cursor else None,
        data_draw="stroke",
        tabindex="0",
        viewBox=f"0 0 {PLANE} {PLANE}",
        role="img",
        aria_label=label,
        class_="plane",
    )
