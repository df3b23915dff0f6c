"""The plane: the shape that is learnt, and many points over it, each layer of them one path."""

from demos.markup import element
from demos.pictures.data.paths import dots, outline
from demos.pictures.data.shapes import PLANE, lines_of

__all__ = ["dots", "outline", "plane"]


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
