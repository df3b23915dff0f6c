"""A word's keys: what the search's index holds for it, and what a query asks for.

search/analyzer.js does the same in the browser; tests/data/keys.toml holds them together.
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
    """Return the words of a text as the rules see them: "الـTransformers" is two."""
    bare = arabic.normalise(text, _MARKS)
    # Only the digits yet: the article's rule has to see where a hamza is.
    digits = _DIGITS.sub(lambda digit: table()["letters"][digit[0]], bare)
    found = _WORDS.findall(_SHORTENED.sub("", digits))
    # The article alone stands before a foreign word: "الـ AI" and "للـ AI" are one word.
    alone = table()["article"]["alone"]
    return [word for word, after in pairwise([*found, ""]) if after >= "\u0600" or not re.search(alone, word)]


def readings(word: str, *, typed: bool = False) -> list[str]:
    """Return the keys of one word out of words(), the likeliest first.

    typed   a reader wrote it, and may have left a hamza out: "العاب" is "ألعاب"
    """
    if word[0] < "\u0600":
        key = _known(word) or _rewritten(word, "latin")
        if len(key) < 4 or key[0] < "a":
            return [key]
        sounds = _bones(_rewritten(key, "sounds"))
        # Two letters sound like too much: "bias" is no بس.
        return [key, sounds] if len(sounds) > 2 else [key]
    if known := _known(word):
        return [known]
    bare = re.sub(table()["article"]["pattern"], "", word)
    forms = [bare] if not typed or bare == word else [bare, word]
    for form in list(forms):
        _known(form) or _grow(forms, form, table()["before"]["depth"])
    # What looks like an ending may be the end of a foreign word: "نتورك" is no "your نتور".
    whole = [_bones(_even(form)) for form in (bare, word)] if typed else []
    keys = list(dict.fromkeys([*map(_key, forms), *whole]))
    return keys[:1] + [key for key in keys[1:] if len(key) > 1]


def _grow(forms, form, depth):
    """Add to forms what is left of one without what may stand before a word."""
    for pattern in table()["before"]["patterns"]:
        rest = re.sub(pattern, "", form, count=1)
        if rest != form and rest not in forms:
            forms.append(rest)
            if depth > 1:
                _grow(forms, rest, depth - 1)


def _key(form):
    return _known(form) or _ruled(_even(form))


def _rewritten(word, rules):
    for pattern, replacement in table()["rules"][rules]:
        word = re.sub(pattern, replacement.replace("$1", r"\1"), word)
    return word


def _even(form):
    return "".join(table()["letters"].get(letter, letter) for letter in form)


def _ruled(word):
    rest = _rewritten(word, "arabic")
    bones = _bones(rest)
    return _same().get(rest) or _same().get(bones, bones)


def _bones(word):
    vowels = table()["rules"]["vowels"]
    bones = word[0] + re.sub(vowels, "", word[1:])
    if len(bones) > 2:
        return bones
    first = re.search(vowels, word[1:])
    until = first.end() + 1 if first else len(word)
    return word[:until] + re.sub(vowels, "", word[until:])


def _known(form):
    return _same().get(_even(form))


@cache
def _same():
    """Map every word of a group, with and without its ending, to the group's first."""
    found = {}
    for group in table()["same"]["ar"]:
        group_words = [_even(word) for word in group.split()]
        for word in group_words:
            found[word] = group_words[0]
            rest = _rewritten(word, "arabic")
            if len(rest) > 1:
                found[rest] = group_words[0]
    return found


def for_browser(language: str, terms: dict[str, list[str]]) -> dict:
    """Return what search/analyzer.js and search/finder.js need.

    terms   the glossary: what each of its terms is called, by id
    """
    rules = table()
    return {
        **{part: rules[part] for part in ("letters", "article", "before", "rules")},
        "stop": sorted({word for text in rules["stop"][language].split("\n") for part in text.split() for word in words(part)}),
        "same": rules["same"]["ar"] if language == "ar" else [],
        "terms": list(terms),
        "alike": list(terms.values()) + rules["alike"][language] + ([] if language == "ar" else [group.split() for group in rules["same"]["en"]]),
    }
