"""Subset the fonts: put the letters that nearly every page needs into files of a third of the size.

fonts.css names the letters: the file `x-everyday.woff2` is made from x.woff2 with the
`unicode-range` of its own @font-face rule. Other letters are in the full file, which a browser
fetches when a page has one of them.
"""

import re
import shutil
from functools import partial
from importlib.metadata import version
from pathlib import Path

from overrides.hooks import cache

_FACE = re.compile(r'url\("\.\./fonts/(?P<full>[\w./-]+)-everyday\.woff2"\).*?unicode-range:(?P<range>[^;}]+)', re.S)


def stage(site: Path, css: Path, *, whole: bool) -> None:
    """Write the `-everyday` files that a style sheet names into site/assets/fonts.

    whole  with all letters, which needs no fontTools: for `make serve`
    """
    fonts = site / "assets" / "fonts"
    for face in _FACE.finditer(css.read_text("utf-8")):
        full = fonts / f"{face['full']}.woff2"
        shutil.copyfile(full if whole else _everyday(full, face["range"]), fonts / f"{face['full']}-everyday.woff2")


def _everyday(full: Path, unicode_range: str) -> Path:
    name = f"{cache.key(unicode_range, version('fonttools'), full.read_bytes())}.woff2"
    return cache.entry("fonts", name, partial(_subset, full, unicode_range))


def _subset(full: Path, unicode_range: str, target: Path) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False  # half of the file's size; today's screens do not need it
    font = TTFont(full, recalcTimestamp=False)  # so that every build gives the same bytes
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicode_range))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
