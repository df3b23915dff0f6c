"""The keys of a word: words are taken for forms of one word if they have a key in common.

search/analyzer.js does the same in the browser, by the same rules (words.toml); tests/browser/test_search_results.py
compares the two.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

TABLE = Path(__file__).with_name("words.toml")
_WORDS = re.compile("[\u0621-\u064a\u066e-\u06d3]+|[a-z]+|[0-9]+(?:[.,][0-9]+)*(?:e[0-9]+)?")


@cache
def table() -> dict:
    """Return words.toml."""
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def _compiled(name):
    return [(re.compile(pattern), re.sub(r"\$(\d)", r"\\\1", replacement)) for pattern, replacement in table()["rules"][name]]


def rewrite(text: str, *lists: str) -> str:
    """Return a text after the rules of these lists."""
    for name in lists:
        for pattern, replacement in _compiled(name):
            text = pattern.sub(replacement, text)
    return text


@lru_cache(1000)
def words(text: str) -> list[str]:
    """Return the words of a text, lower case, without marks: "الـTransformers" gives two."""
    return _WORDS.findall(rewrite(rewrite(unicodedata.normalize("NFKC", text), "camel").lower(), "text"))


def skeleton(word: str) -> str:
    """Return a word without its long vowels. Where fewer than three letters would remain, the first of them stays, or all."""
    first = re.search("[اوي]", word[1:])
    end = first.end() + 1 if first else len(word)
    without = (word[0] + re.sub("[اوي]", "", word[1:]), word[:end] + re.sub("[اوي]", "", word[end:]))
    return next((rest for rest in without if len(rest) > 2), word)


@lru_cache(100_000)
def form(word: str) -> str:
    """Return a word as the index stores it: without its article, and in one spelling."""
    return rewrite(word, "article", "letters")


@lru_cache(100_000)
def keys(form: str, language: str, typed: str = "") -> list[str]:
    """Return the keys of a form, the most likely first. Synonyms have one key, which begins with "=".

    language  of the page: only Arabic pages write words of other languages as they sound
    typed     the word as a reader wrote it, maybe without a hamza: "العاب" for "ألعاب", which has no article
    """
    if form[0] < "\u0600":
        stem = rewrite(form, "plural", "latin")
        if known := synonyms(language).get(form) or synonyms(language).get(stem):
            return [known]
        sounds = skeleton(rewrite(form, "plural", "sounds") or "-") if language == "ar" and len(stem) > 3 and stem[0] >= "a" else ""
        # Two consonants are the sound of too many words: "bias" is not بس.
        return [stem, sounds] if len(sounds) > 2 else [stem]
    forms = list(dict.fromkeys([form, rewrite(typed, "letters")] if typed else [form]))
    whole = [] if not typed else forms[:]
    for pattern, _ in _compiled("prefixes"):
        forms += [rest for one in forms if (rest := pattern.sub("", one)) not in forms]
    stems = [rewrite(one, "endings") for one in forms]
    # The stem of a word without endings is another word: طلب is not طلبة.
    cut = [stem for one, stem in zip(forms, stems, strict=True) if stem != one]
    for spellings in (forms, [*cut, *(f"{stem}ه" for stem in cut)]):
        # The spelling that loses fewest prefixes: وحاول is "and tried", not a form of اول.
        if known := next((synonyms(language)[one] for one in spellings if one in synonyms(language)), ""):
            return [known]
    # An ending may be part of a foreign word: "نتورك" is "network", not "your نتور".
    stems += [rewrite(one, "person", "endings") for one in forms] + whole
    found = list(dict.fromkeys(map(skeleton, stems)))
    return found[:1] + [key for key in found[1:] if len(key) > 2]


@cache
def synonyms(language: str) -> dict[str, str]:
    """Return {word: key} for every group of words, which may be written with ه for ة."""
    groups = [[form(word) for word in words(group)] for group in table()["same"].get(language, [])]
    found = {one: f"={group[0]}" for group in groups for one in group}
    return {one.replace("ة", "ه"): key for one, key in found.items()} | found


@lru_cache(100_000)
def buckets(form: str, language: str, typed: str = "") -> list[str]:
    """Return where the index stores a form: forms with a key in common have a bucket in common."""
    found = keys(form, language, typed)
    return list(dict.fromkeys(rewrite(key, "bucket") for key in (found if form[0] >= "\u0600" else found[-1:])))


class Places(dict[str, list[str]]):
    """Where the index stores a word: "bucket form", and for a name "@group name". A name may have several words."""

    def __init__(self, language: str, groups: list[tuple[list[str], list[str]]]) -> None:
        """groups  of each group its names, and what else readers type for it, which may mean other things in a text"""
        self._language = language
        # {first key of the first word: [(group, number of the name in it, the first key of each word)]}
        self.names: dict[str, list[tuple[int, int, list[str]]]] = {}
        # Of each group, how many of its names the pages use; those after them are only typed by readers.
        self.counts: list[int] = []
        # {word: the names of several words that may begin with it}, filled while texts are read
        self._longer: dict[str, list[tuple[int, int, list[str]]]] = {}
        for number, (names, typed) in enumerate(groups):
            spellings = dict.fromkeys(map(self._spelling, names))
            self.counts.append(len(spellings))
            for name, spelling in enumerate(spellings | dict.fromkeys(map(self._spelling, typed))):
                self.names.setdefault(spelling[0], []).append((number, name, list(spelling)))

    def _spelling(self, name: str) -> tuple[str, ...]:
        return tuple(keys(form(word), self._language)[0] for word in words(name.lower()))

    def __missing__(self, word: str) -> list[str]:
        its = keys(form(word), self._language)
        names = [name for key in its for name in self.names.get(key, ())]
        if longer := [name for name in names if len(name[2]) > 1]:
            self._longer[word] = longer
        alone = {group: f"@{group} {name}" for group, name, spelling in reversed(names) if len(spelling) == 1}
        self[word] = [*(f"{bucket} {form(word)}" for bucket in buckets(form(word), self._language)), *alone.values()]
        return self[word]

    def of(self, text: list[str]) -> Counter[str]:
        """Return all places of a text's words, and how often the text has each."""
        found = Counter(chain.from_iterable(map(self.__getitem__, text)))
        for place in [place for place, word in enumerate(text) if word in self._longer]:
            for group, name, spelling in self._longer[text[place]]:
                rest = text[place + 1 : place + len(spelling)]
                if len(rest) == len(spelling) - 1 and all(key in keys(form(word), self._language) for key, word in zip(spelling[1:], rest, strict=True)):
                    found[f"@{group} {name}"] += 1
        return found
