"""The words of the interface: one TOML file a language, with equal keys."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def strings(language):
    """Return {section: {key: text}} for "ar" or "en"."""
    return tomllib.loads((files(__package__) / f"{language}.toml").read_text("utf-8"))
