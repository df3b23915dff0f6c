"""The messages that the build and its tools print for authors, in Arabic or English: a file for each language."""

import os
import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("messages")
# The languages that they are written in.
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def language() -> str:
    """Return the language of the messages: that of SITE_LANG, else of the machine's locale, else English."""
    wanted = os.environ.get("SITE_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return next((known for known in LANGUAGES if wanted.lower().startswith(known)), "en")


def say(key: str, /, **values: object) -> str:
    """Return a message of messages/<language>.toml with its placeholders filled in.

    key     section and name in the file, such as "images.alt"
    values  one for each {placeholder} of the message
    """
    section, _, name = key.partition(".")
    return _messages(language())[section][name].format(**values)


@cache
def _messages(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
