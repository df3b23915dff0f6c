"""The picture that goes with a page's link on a social network: its title, set in the site's own face.

Typst does the setting: it shapes Arabic, orders mixed lines, breaks them, and draws the same
bytes wherever it runs. The same card is drawn once, and kept in the cache.
"""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from functools import cache as cache_result
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from fontTools.ttLib import TTFont

from overrides.hooks import cache
from overrides.hooks.pyodide import pins

TEMPLATE = Path(__file__).with_name("social_cards.typ")
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """What one picture says."""

    language: str
    kind: str  # a word over the title: Guide, Topic
    title: str
    site: str
    host: str

    def file_name(self, logo: Path) -> str:
        """Return the picture's name, which changes with anything that it shows."""
        seen = hashlib.sha256(_look(logo).encode())
        seen.update(self.said().encode())
        return f"{seen.hexdigest()[:16]}.png"

    def said(self) -> str:
        """Return the card as JSON, for the template."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def draw(cards: dict[str, Card], target: Path, *, project: Path, logo: Path, fonts: Path) -> None:
    """Write every card, by its file name, into a folder.

    project  the folder that holds the logo (the site's mark) and this module
    fonts    the folder of the site's WOFF2 files
    raises   typst.TypstError
    """
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        # Made once, and only if a card is missing: to unpack the fonts takes a second.
        compiler = cache_result(lambda: _compiler(project, fonts, Path(folder)))

        def draw_card(card: Card, path: Path) -> None:
            inputs = {"card": card.said(), "logo": f"/{logo.relative_to(project).as_posix()}"}
            path.write_bytes(compiler().compile(format="png", ppi=72, sys_inputs=inputs))

        for name, card in sorted(cards.items()):
            shutil.copyfile(cache.entry("social", name, partial(draw_card, card)), target / name)


@cache_result
def _look(logo):
    """Return all that a card shows but its words: template, faces, mark, and Typst's version."""
    faces = sorted(pin.sha256 for group in pins.read().group if group.folder == "fonts" for pin in group.files)
    return " ".join([version("typst"), *faces, *(hashlib.sha256(path.read_bytes()).hexdigest() for path in (TEMPLATE, logo))])


def _compiler(project, fonts, folder):
    # Typst reads no WOFF2. No other face may step in, or a picture would depend on the machine.
    for path in sorted(fonts.glob("*[0-9].woff2")):
        font = TTFont(path, recalcTimestamp=False)
        font.flavor = None
        font.save(folder / f"{path.stem}.ttf")
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return typst.Compiler(str(TEMPLATE), root=str(project), font_paths=faces)
