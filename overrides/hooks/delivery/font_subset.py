"""The letters that nearly every page needs, cut out of the full fonts into files of a third the size.

fonts.css says which they are: a face named `x-everyday.woff2` is cut from x.woff2 by its own
`unicode-range`. Any other letter comes out of the full file, which a browser fetches when it
meets one.
"""

import re
import shutil
from functools import partial
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont

from overrides.hooks import cache

_FACE = re.compile(r'url\("\.\./fonts/(?P<full>[\w./-]+)-everyday\.woff2"\).*?unicode-range:(?P<range>[^;}]+)', re.S)


def stage(site: Path, css: Path) -> None:
    """Cut the everyday files that a style sheet names, into site/assets/fonts."""
    fonts = site / "assets" / "fonts"
    for face in _FACE.finditer(css.read_text("utf-8")):
        full = fonts / f"{face['full']}.woff2"
        wanted = _code_points(face["range"])
        name = f"{cache.key(wanted, fontTools.version, full.read_bytes())}.woff2"
        subset_font = cache.entry("fonts", name, partial(_cut, full, wanted))
        shutil.copyfile(subset_font, fonts / f"{face['full']}-everyday.woff2")


def _cut(full, code_points, target):
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False  # half of a file, and screens no longer need it
    font = TTFont(full, recalcTimestamp=False)  # or no two builds would be the same
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=code_points)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def _code_points(unicode_range):
    found: list[int] = []
    for item in unicode_range.split(","):
        first, _, last = item.strip().removeprefix("U+").partition("-")
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found
