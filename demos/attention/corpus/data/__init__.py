"""The words, relations and templates of each language, from which the corpus makes its sentences.

A page fetches this package when Python has started: only a training needs it, and it is larger than all the code around it.
"""

import tomllib
from pathlib import Path


def read(language):
    """Return the file of a language, as tomllib reads it."""
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))
