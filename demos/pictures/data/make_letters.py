"""python -m demos.pictures.data.make_letters FONT...: draw the letters of the site's font as little pictures, into letters.npz.

FONT is a file of IBM Plex Sans Arabic, as overrides/hooks/pyodide/pins.toml names it: arabic-400.woff2 and
arabic-700.woff2. Its licence, the SIL Open Font License 1.1, allows pictures that are drawn with it.
Every letter is drawn in each of its forms (alone, at the beginning, in the middle, at the end of a word): Unicode
has a character for each form, and the font a glyph.
"""

import argparse
import unicodedata
from pathlib import Path

import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

OUTPUT = Path(__file__).parent / "letters.npz"
SIDE, MARGIN = 14, 0.6           # pixels
FINER = 8                        # places in a pixel, across and down, where it is asked whether there is ink
LARGEST = 14 / 700               # pixels in a font unit, at most: a small letter does not fill its picture
FORMS = range(0xFE80, 0xFEFD)    # from hamza alone to lam-alef at the end of a word


class _Polygons(BasePen):
    """Collect a glyph's outlines as polygons; curves become short lines."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.polygons = []

    def _moveTo(self, point):  # noqa: N802  fontTools' name
        self.polygons.append([point])

    def _lineTo(self, point):  # noqa: N802
        self.polygons[-1].append(point)

    def _curveToOne(self, first, second, end):  # noqa: N802
        start, t = np.array(self._getCurrentPoint()), np.linspace(0.1, 1, 10)[:, None]
        curve = (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * np.array(first) + 3 * (1 - t) * t**2 * np.array(second) + t**3 * np.array(end)
        self.polygons[-1].extend(map(tuple, curve.tolist()))


def draw(polygons):
    """Return a picture (SIDE, SIDE), from 0 without ink to 1: the polygons, scaled and in the middle, y downward."""
    corners = np.array([point for polygon in polygons for point in polygon])
    low, high = corners.min(axis=0), corners.max(axis=0)
    scale = min(LARGEST, (SIDE - 2 * MARGIN) / (high - low).max())
    places = (np.arange(SIDE * FINER) + 0.5) / FINER
    winding = np.zeros((SIDE * FINER, SIDE * FINER), int)
    for polygon in polygons:
        points = (np.array(polygon) - (low + high) / 2) * (scale, -scale) + SIDE / 2
        for (x1, y1), (x2, y2) in zip(points, np.roll(points, -1, axis=0), strict=True):
            # Each row that the edge crosses gets one turn more, or one less, at all places to its right.
            crossed = (places > min(y1, y2)) & (places <= max(y1, y2))
            if crossed.any():
                at = x1 + (places[crossed] - y1) / (y2 - y1) * (x2 - x1)
                winding[crossed] += np.sign(y2 - y1).astype(int) * (places > at[:, None])
    return (winding != 0).reshape(SIDE, FINER, SIDE, FINER).mean(axis=(1, 3))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fonts", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    pictures, letters = [], []
    for path in arguments.fonts:
        font = TTFont(path)
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        for code in FORMS:
            if code in names:
                pen = _Polygons(glyphs)
                glyphs[names[code]].draw(pen)
                pictures.append((draw(pen.polygons) * 255).round().astype(np.uint8))
                letters.append(unicodedata.normalize("NFKC", chr(code)))
    np.savez_compressed(arguments.output, pictures=np.array(pictures), letters=np.array(letters))


if __name__ == "__main__":
    main()
