"""The keys of a word: the index stores a word's keys, and a query looks for the keys of what was typed.

search/analyzer.js does the same in the browser; tests/data/keys.toml tests both. The rules are in words.toml.
"""

import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

from demos import arabic

TABLE = Path(__file__).with_name("words.toml")

_MARKS = arabic.TASHKEEL + arabic.RARE_TASHKEEL + arabic.TATWEEL + arabic.INVISIBLE
_DIGITS = re.compile("[٠-٩]")
_WORDS = re.compile("[\u0621-\u064a\u066e-\u06d3]+|[a-z]+|[0-9]+")
_SHORTENED = re.compile("['’](?:s|t|re|ll|ve|d|m)(?![a-z])")


@cache
def table() -> dict:
    """Return words.toml."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def words(text: str) -> list[str]:
    """Return the words of a text, lower case, without marks: "الـTransformers" gives two."""
    bare = arabic.normalise(text, _MARKS)
    # Only digits are replaced here: the rule for the article needs the hamza.
    digits = _DIGITS.sub(lambda digit: table()["letters"][digit[0]], bare)
    found = _WORDS.findall(_SHORTENED.sub("", digits))
    # An article that is a word of its own belongs to the foreign word after it: "الـ AI" and "للـ AI" are one word.
    alone = table()["article"]["alone"]
    return [word for word, after in pairwise([*found, ""]) if after >= "\u0600" or not re.search(alone, word)]


def readings(word: str, *, typed: bool = False) -> list[str]:
    """Return the keys of a word that words() returned, the most likely first.

    typed   the word is from a query, where a hamza may be missing: "العاب" for "ألعاب"
    """
    if word[0] < "\u0600":
        key = _known(word) or _rewrite(word, "latin")
        if len(key) < 4 or key[0] < "a":
            return [key]
        sounds = _skeleton(_rewrite(key, "sounds"))
        # Two consonants are the sound of too many words: "bias" is not بس.
        return [key, sounds] if len(sounds) > 2 else [key]
    if known := _known(word):
        return [known]
    bare = re.sub(table()["article"]["pattern"], "", word)
    forms = [bare] if not typed or bare == word else [bare, word]
    for form in list(forms):
        if not _known(form):
            _add_without_prefixes(forms, form, table()["before"]["depth"])
    # An ending may be part of a foreign word: "نتورك" is "network", not "your نتور".
    whole = [_skeleton(_normalize(form)) for form in (bare, word)] if typed else []
    keys = list(dict.fromkeys([*map(_key, forms), *whole]))
    return keys[:1] + [key for key in keys[1:] if len(key) > 1]


def _add_without_prefixes(forms, form, depth):
    """Append to `forms` what remains of a form without its prefixes, up to `depth` of them."""
    for pattern in table()["before"]["patterns"]:
        rest = re.sub(pattern, "", form, count=1)
        if rest != form and rest not in forms:
            forms.append(rest)
            if depth > 1:
                _add_without_prefixes(forms, rest, depth - 1)


def _key(form):
    return _known(form) or _by_rules(_normalize(form))


def _rewrite(word, rules):
    for pattern, replacement in table()["rules"][rules]:
        word = re.sub(pattern, replacement.replace("$1", r"\1"), word)
    return word


def _normalize(form):
    return "".join(table()["letters"].get(letter, letter) for letter in form)


def _by_rules(word):
    rest = _rewrite(word, "arabic")
    skeleton = _skeleton(rest)
    return _synonyms().get(rest) or _synonyms().get(skeleton, skeleton)


def _skeleton(word):
    """Return a word without its long vowels, but with the first of them where fewer than three letters would remain."""
    vowels = table()["rules"]["vowels"]
    skeleton = word[0] + re.sub(vowels, "", word[1:])
    if len(skeleton) > 2:
        return skeleton
    first = re.search(vowels, word[1:])
    end = first.end() + 1 if first else len(word)
    return word[:end] + re.sub(vowels, "", word[end:])


def _known(form):
    """Return the key that words.toml lists for a form, None if it lists none."""
    return _synonyms().get(_normalize(form))


@cache
def _synonyms():
    """Return {word: key} for every group of synonyms, also without endings; the key is the group's first word."""
    keys = {}
    for group in table()["same"]["ar"]:
        group_words = [_normalize(word) for word in group.split()]
        for word in group_words:
            keys[word] = group_words[0]
            rest = _rewrite(word, "arabic")
            if len(rest) > 1:
                keys[rest] = group_words[0]
    return keys


def for_browser(language: str, terms: dict[str, list[str]]) -> dict:
    """Return what search/analyzer.js and search/finder.js need.

    terms   the glossary: {id: all names of the term}
    """
    rules = table()
    return {
        **{part: rules[part] for part in ("letters", "article", "before", "rules")},
        "stop": sorted({word for text in rules["stop"][language].split("\n") for part in text.split() for word in words(part)}),
        "same": rules["same"]["ar"] if language == "ar" else [],
        "terms": list(terms),
        "alike": list(terms.values()) + rules["alike"][language] + ([] if language == "ar" else [group.split() for group in rules["same"]["en"]]),
    }
