"""A project with many guides, to measure what authors, maintainers and readers of a large site feel."""

import random
import re
from pathlib import Path

from overrides.hooks.content import pages
from overrides.hooks.languages import freshness
from tests.support.project import copy_project

# The words that replace those of our guide. Each is made of some syllables.
VOCABULARY = 30_000
_SYLLABLES = {
    "ar": [a + b for a in "بتجحدرزسشصطعفقكلمن" for b in ("ا", "و", "ي", "ر", "ل")],
    "en": [a + b for a in "bcdfghklmnprstvw" for b in ("an", "el", "ir", "o", "um")],
}
_WORD = {"ar": re.compile("(?<![\\w\u064b-\u0652])[\u0621-\u064a]{4,}(?![\\w\u064b-\u0652])"), "en": re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")}
# Paragraphs of nothing but words and signs: no code, no headings, no links, no HTML.
_PROSE = re.compile(r"^(?![#>!|:\[{<$ `-])[^`<>\[\]{}$|\n]+$", re.M)


def project(target: Path, count: int) -> Path:
    """Copy this project into a folder, with our guide in it `count` times over: each pair with another title, and with half of its words its own."""
    copy_project(target)
    guides = target / "docs/guides"
    for number in range(count):
        for language in ("ar", "en"):
            source = (guides / f"generative-ai.{language}.md").read_text("utf-8")
            source = re.sub(r'^title: "', f'title: "{number} ', source, count=1, flags=re.M)
            front, text = source[4:].split("\n---\n", 1)
            source = f"---\n{front}\n---\n{_with_other_words(text, language, number)}"
            (guides / f"many-{number}.{language}.md").write_text(source, "utf-8")
        paths = [guides / f"many-{number}.{language}.md" for language in ("ar", "en")]
        original, translation = (pages.read(path, f"docs/guides/{path.name}") for path in paths)
        paths[1].write_text(freshness.record(original, translation), "utf-8")
    return target


def word(rank: int, language: str) -> str:
    """Return a word of the vocabulary; the smaller the rank, the more guides have it."""
    chosen = random.Random(rank)
    return "".join(chosen.choice(_SYLLABLES[language]) for _ in range(chosen.choice((2, 3, 3, 4))))


def _with_other_words(text: str, language: str, number: int) -> str:
    chosen = random.Random(number)

    def other(found: re.Match) -> str:
        # Zipf's law: a word's frequency is inverse to its rank.
        return word(int(VOCABULARY ** chosen.random()), language) if chosen.random() < 0.5 else found[0]

    fenced = re.split(r"(^(?:```|~~~).*?^(?:```|~~~)\n)", text, flags=re.M | re.S)
    return "".join(part if at % 2 else _PROSE.sub(lambda prose: _WORD[language].sub(other, prose[0]), part) for at, part in enumerate(fenced))
