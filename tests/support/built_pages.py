"""The pages of a built site."""

from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup

ORIGIN = "https://fahem.example/"


def is_bare(address: str) -> bool:
    """Whether a page, by its address from the site's root, has one demo and nothing else: it is announced to nobody."""
    return address.removeprefix("en/").startswith("demos/")


@lru_cache(maxsize=200)
def read(path: Path) -> BeautifulSoup:
    """Return a built page, which is parsed once. It must not be changed."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")
