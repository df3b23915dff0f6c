"""The pages of a built site."""

from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup

ORIGIN = "https://fahem.example/"


@lru_cache(maxsize=200)
def read(path: Path) -> BeautifulSoup:
    """Return a built page, which is parsed once. It must not be changed."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")
