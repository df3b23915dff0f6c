"""The site's interface strings: overrides/strings/<language>.toml. A demo's own are in demos/strings/."""

import tomllib
from pathlib import Path

from demos import LANGUAGES

_FOLDER = Path(__file__).resolve().parents[2] / "strings"

# {section: {key: text}}
Strings = dict[str, dict[str, str]]


def read() -> dict[str, Strings]:
    """Return the strings of every language. They are read in each build: an author may change them while `make serve` runs."""
    return {language: tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES}
