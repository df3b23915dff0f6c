"""Little pictures of letters as SVG: one path for each shade of ink."""

from itertools import groupby

from demos.markup import element, join
from demos.pictures.lessons.letters import SHADES

SIDE = 14
PIXEL = 10  # units of the drawing in a pixel


def pixels(shades, left=0):
    """Return the paths of a picture.

    shades  what letters.shades() returned
    left    where the picture begins, in pixels
    """
    runs = {}
    for row in range(SIDE):
        column = 0
        for shade, same in groupby(shades[row * SIDE : (row + 1) * SIDE]):
            length = len(list(same))
            runs.setdefault(shade, []).append(f"M{PIXEL * (left + column)} {PIXEL * row + PIXEL // 2}h{PIXEL * length}")
            column += length
    return join(*(element("path", d="".join(runs[shade]), style=f"--w:{int(shade) / SHADES:.3f}") for shade in sorted(runs) if shade != "0"))


def picture(shades):
    """Return a picture as an <svg> of its own, which the text beside it describes."""
    return element("svg", pixels(shades), viewBox=f"0 0 {PIXEL * SIDE} {PIXEL * SIDE}", aria_hidden="true", class_="pixels")
