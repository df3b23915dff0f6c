"""The site's languages, as mkdocs.yml lists them under `i18n`. No other place names them.

The checker runs without MkDocs, so this reads the file itself.
"""

from functools import cache
from typing import Any

import yaml
from babel import Locale

from overrides.hooks import ROOT

_CONFIG = ROOT / "mkdocs.yml"


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without its Python names and environment variables, none of which is in the list of languages."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


@cache
def _entries() -> list[dict[str, Any]]:
    """Return the entries of the languages, the default language first."""
    plugins = yaml.load(_CONFIG.read_text("utf-8"), _Loader)["plugins"]
    [i18n] = (plugin["i18n"] for plugin in plugins if isinstance(plugin, dict) and "i18n" in plugin)
    return sorted(i18n["languages"], key=lambda entry: not entry.get("default"))


# Their codes: "ar", "en".
LANGUAGES: tuple[str, ...] = tuple(entry["locale"] for entry in _entries())
# {code: its name in itself}
NAMES: dict[str, str] = {entry["locale"]: entry["name"] for entry in _entries()}
# The language of what is not written in a third one: a term's definition, the template of a new guide.
SECOND = LANGUAGES[min(1, len(LANGUAGES) - 1)]


@cache
def direction(language: str) -> str:
    """Return "rtl" or "ltr"."""
    return Locale.parse(language).text_direction


def name_in(language: str, other: str) -> str:
    """Return the name of a language in another one."""
    return Locale.parse(language).languages[other]


def home_of(language: str) -> str:
    """Return the address of a language's home page, from the site's root: "" or "en/"."""
    return "" if language == LANGUAGES[0] else f"{language}/"
