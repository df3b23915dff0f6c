"""The words of the interface: one TOML file a language, with equal keys."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def strings(language):
    """Return {section: {key: text}} for a language; in English if there are none in it."""
    own, english = (files(__package__) / f"{name}.toml" for name in (language, "en"))
    return tomllib.loads((own if own.is_file() else english).read_text("utf-8"))
