"""What the build and its tools say to an author, in Arabic or English by choice."""

import os
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("ar", "en")


def language() -> str:
    """Return the author's language: SITE_LANG, else Arabic where the machine speaks it, else English."""
    wanted = os.environ.get("SITE_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "ar" if wanted.lower().startswith("ar") else "en"


def say(key: str, /, **values: object) -> str:
    """Return one message of messages/<language>.toml, such as "check.picture-alt", filled in."""
    section, _, name = key.partition(".")
    return _messages(language())[section][name].format(**values)


@cache
def _messages(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / f"messages/{language}.toml").read_text("utf-8"))
