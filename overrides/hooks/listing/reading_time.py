"""How long a guide takes to read."""

from math import ceil

from babel import Locale
from selectolax.lexbor import LexborHTMLParser

from overrides.hooks.content.strings import Strings


def minutes(html: str, strings: Strings) -> int:
    """Return how many whole minutes a page takes to read, without its demos, code and footnotes.

    strings  of the page's language; they say how many words are read in a minute
    """
    page = LexborHTMLParser(html)
    for apart in page.css("live-demo, script, pre, .footnote, .print-notes, .headerlink"):
        apart.decompose()
    words = page.body.text(separator=" ").split() if page.body else []
    return max(1, ceil(len(words) / int(strings["locale"]["words_per_minute"])))


def in_words(count: int, words: dict[str, str], language: str, what: str = "reading") -> str:
    """Return "6 min read", or how many of something else, in a language's grammar: Arabic counts one, two, few and many apart."""
    return words[f"{what}_{Locale(language).plural_form(count)}"].format(count=count)
