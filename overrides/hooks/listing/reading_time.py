"""How long a guide takes to read."""

from functools import lru_cache
from math import ceil

from babel import Locale
from selectolax.lexbor import LexborHTMLParser

# Words a minute, silently and for understanding. Brysbaert (2019) has 238 for English; Arabic
# says with one joined word what English says with two.
_PACE = {"ar": 160, "en": 230}


@lru_cache(maxsize=8192)  # every list that names a guide asks
def minutes(html: str, language: str) -> int:
    """Return the whole minutes that a page's text takes, demos and notes of sources left out."""
    page = LexborHTMLParser(html)
    for apart in page.css("live-demo, script, pre, .footnote, .headerlink"):
        apart.decompose()
    words = page.body.text(separator=" ").split() if page.body else []
    return max(1, ceil(len(words) / _PACE[language]))


def in_words(count: int, words: dict[str, str], language: str, what: str = "reading") -> str:
    """Return "6 min read", or how many of something else, in a language's grammar: Arabic counts one, two, few and many apart."""
    return words[f"{what}_{Locale(language).plural_form(count)}"].format(count=count)
