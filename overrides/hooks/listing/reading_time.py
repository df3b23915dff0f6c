"""How long a guide takes to read."""

from math import ceil

from babel import Locale
from selectolax.lexbor import LexborHTMLParser

# Words per minute in silent reading. Brysbaert (2019) measured 238 for English; one Arabic word often
# stands for two English ones.
_PACE = {"ar": 160, "en": 230}


def minutes(html: str, language: str) -> int:
    """Return how many whole minutes a page takes to read, without its demos, code and footnotes."""
    page = LexborHTMLParser(html)
    for apart in page.css("live-demo, script, pre, .footnote, .headerlink"):
        apart.decompose()
    words = page.body.text(separator=" ").split() if page.body else []
    return max(1, ceil(len(words) / _PACE[language]))


def in_words(count: int, words: dict[str, str], language: str, what: str = "reading") -> str:
    """Return "6 min read", or how many of something else, in a language's grammar: Arabic counts one, two, few and many apart."""
    return words[f"{what}_{Locale(language).plural_form(count)}"].format(count=count)
