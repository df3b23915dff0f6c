"""The messages that the build and its tools print for authors, in Arabic or English."""

import os
import tomllib
from functools import cache
from pathlib import Path


def language() -> str:
    """Return the language of the messages: that of SITE_LANG, else of the machine's locale; "ar" or "en"."""
    wanted = os.environ.get("SITE_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "ar" if wanted.lower().startswith("ar") else "en"


def say(key: str, /, **values: object) -> str:
    """Return a message of messages/<language>.toml with its placeholders filled in.

    key     section and name in the file, such as "images.alt"
    values  one for each {placeholder} of the message
    """
    section, _, name = key.partition(".")
    return _messages(language())[section][name].format(**values)


@cache
def _messages(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / f"messages/{language}.toml").read_text("utf-8"))
