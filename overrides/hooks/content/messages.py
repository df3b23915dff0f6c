"""The messages that the build and its tools print for authors, in Arabic or English: a file for each language."""

import argparse
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


class _SetLanguage(argparse.Action):
    def __call__(self, parser: object, namespace: object, values: object, option_string: object = None) -> None:
        os.environ["SITE_LANG"] = str(values)


def add_language_option(parser: argparse.ArgumentParser) -> None:
    """Give a command the option --lang, the language of all messages after it."""
    parser.add_argument("--lang", choices=LANGUAGES, action=_SetLanguage, help=say("new.option_lang"))


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
