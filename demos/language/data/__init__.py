"""What the models learn from: lists of names, and sentences made from tables of countries and jobs."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name, language):
    """Return a TOML file of this folder, such as names.ar.toml, as a dict. All callers share it."""
    return tomllib.loads((files(__package__) / f"{name}.{language}.toml").read_text("utf-8"))
