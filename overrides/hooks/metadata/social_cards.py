"""Social cards: the picture that a social network shows with a link, with the page's title in the site's own font.

Typst draws them: it shapes Arabic, orders lines of mixed direction, breaks lines, and gives the
same bytes on every machine. A card is drawn once and then comes from the cache. `make serve` draws none, so
Typst and fontTools are imported only where a card is drawn.
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

from overrides.hooks import cache
from overrides.hooks.content.site_languages import direction
from overrides.hooks.pyodide import pins

TEMPLATE = Path(__file__).with_name("social_cards.typ")
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """The texts of one picture."""

    language: str
    kind: str  # a word above the title: Guide, Topic
    title: str
    site: str
    host: str

    def file_name(self, logo: Path) -> str:
        """Return the picture's name, which changes with everything that the picture shows: texts, fonts, template, logo."""
        digest = hashlib.sha256(_design_version(logo).encode())
        digest.update(self.as_json().encode())
        return f"{digest.hexdigest()[:16]}.png"

    def as_json(self) -> str:
        """Return the card as JSON, for the template."""
        return json.dumps({**asdict(self), "direction": direction(self.language)}, ensure_ascii=False, sort_keys=True)


def draw(cards: dict[str, Card], target: Path, *, project: Path, logo: Path, fonts: Path) -> None:
    """Write the cards into a folder.

    cards    by file name (Card.file_name)
    project  a folder that contains both the logo and this module
    fonts    the folder of the site's WOFF2 files
    raises   typst.TypstError
    """
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        # Made once, and only if a card is not in the cache: unpacking the fonts takes a second.
        compiler = cache_result(lambda: _compiler(project, fonts, Path(folder)))

        def draw_card(card: Card, path: Path) -> None:
            inputs = {"card": card.as_json(), "logo": f"/{logo.relative_to(project).as_posix()}"}
            path.write_bytes(compiler().compile(format="png", ppi=72, sys_inputs=inputs))

        for name, card in sorted(cards.items()):
            shutil.copyfile(cache.entry("social", f"{version('typst')}-{name}", partial(draw_card, card)), target / name)


@cache_result
def _design_version(logo: Path) -> str:
    """Return the hashes of everything that a card shows besides its texts."""
    fonts = sorted(pin.sha256 for group in pins.read().group if group.folder == "fonts" for pin in group.files)
    return " ".join([*fonts, *(hashlib.sha256(path.read_bytes()).hexdigest() for path in (TEMPLATE, logo))])


def _compiler(project, fonts, folder):
    import typst
    from fontTools.ttLib import TTFont

    # Typst cannot read WOFF2. No other font is allowed, so that a picture does not depend on the machine.
    for path in sorted(fonts.glob("*[0-9].woff2")):
        font = TTFont(path, recalcTimestamp=False)
        font.flavor = None
        font.save(folder / f"{path.stem}.ttf")
    only_ours = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return typst.Compiler(str(TEMPLATE), root=str(project), font_paths=only_ours)
