"""Split a word into its stem and its affixes: the prefixes and suffixes with a meaning of their own.

An affix is written with a plus sign: مشربتش is شرب with +م +ت +ش, "cats" is "cat" with +s.
"""

import re
from functools import lru_cache
from itertools import product

# Arabic puts several affixes on one word: and + not + will + stem + she + it + not.
_CONJUNCTIONS = ("", "و", "ف")
_NEGATIONS = ("م", "ما")
_VERB_PREFIXES = ["", "ب", "بي", "بت", "بن", "ه", "هي", "هت", "هن", "ح", "حي", "حت", "ي", "ت", "ن", "ا", "بيا", "يا"]
_NOUN_PREFIXES = ["", "ال", "ب", "ل", "بال", "لل", "عال", "فال", "هال", "ك", "كال"]
# {the suffix as it is written: the affixes that it is read as}
_SUBJECT_SUFFIXES = {"": (), "ت": ("+ت",), "وا": ("+وا",), "و": ("+وا",), "نا": ("+نا",), "ي": ("+ي",)}
_OBJECT_SUFFIXES = {
    "": (),
    "ه": ("+ه",),
    "هو": ("+ه",),
    "ها": ("+ها",),
    "هم": ("+هم",),
    "ني": ("+ني",),
    "ك": ("+ك",),
    "له": ("+ه",),
    "لها": ("+ها",),
    "لهم": ("+هم",),
}
_POSSESSIVES = {**_OBJECT_SUFFIXES, "ي": ("+ي",), "نا": ("+نا",)}
_NOUN_SUFFIXES = {"": (), "ه": ("+ة",), "ت": ("+ة",), "ين": ("+ين",), "ات": ("+ات",)}
_ENGLISH_SUFFIXES = [
    ("n't", "+n't"),
    ("'s", "+'s"),
    ("'re", "+'re"),
    ("'ll", "+will"),
    ("'ve", "+ve"),
    ("s", "+s"),
    ("es", "+s"),
    ("ed", "+ed"),
    ("d", "+ed"),
    ("ing", "+ing"),
    ("ly", "+ly"),
    ("er", "+er"),
    ("est", "+est"),
]


def split_affixes(word, feminine, vocabulary):
    """Return (stem, affixes) of a word: the longest stem in the vocabulary, or else a cautious guess.

    word        as tokenizer.normalise spells it
    feminine    was it written with ة at its end? normalise spells that as ه
    vocabulary  {stem: entry}, see tokenizer.tokenize
    """
    if word in vocabulary:
        return word, ()
    if re.search("[\u0620-\u064a]", word):
        return _split_arabic(word, feminine, vocabulary) or _guess_arabic(word, feminine)
    return _split_english(word, vocabulary) or _guess_english(word)


def _split_arabic(word, feminine, vocabulary):
    """Return (stem, affixes) with a known stem whose kind allows these affixes, or None."""
    for (prefix, prefix_affixes, before), (suffix, suffix_affixes, after) in _readings(word):
        stem = word[len(prefix) : len(word) - len(suffix)]
        if prefix.endswith("ا") and stem.startswith("ل") and prefix in ("ا", "وا", "فا"):
            continue  # الأم is "the mother", not "he blames"
        if prefix[-1:] in ("ه", "ح") and stem.endswith("وا"):
            continue  # هربوا is هرب with وا, for "will" goes with no past tense
        if stem not in vocabulary and "ا" + stem in vocabulary and "+م" in prefix_affixes:
            stem = "ا" + stem  # مشترتش is "not" and اشترت, without the alef
        if stem not in vocabulary and stem + "ه" in vocabulary and suffix_affixes[:1] == ("+ة",) and len(suffix) > 1:
            stem, suffix_affixes = stem + "ه", suffix_affixes[1:]  # عربيته is عربية and ه
        kind = vocabulary.get(stem, "").partition(":")[0]
        if any(one in before and one in after for one in kind):
            # After an adjective or an article, ه is the feminine ending: many readers write تعبانة as تعبانه.
            if "+ال" in prefix_affixes and {"+ي", "+نا"} & set(suffix_affixes):
                continue  # الكراسي is a plural, not "the my"
            if suffix == "ه" and (feminine or kind == "a" or "+ال" in prefix_affixes):
                suffix_affixes = ("+ة",)
            return stem, prefix_affixes + suffix_affixes
    return None


def _guess_arabic(word, feminine):
    """Return (stem, affixes) of a word with an unknown stem: at most an article or an object pronoun."""
    article = re.match("(?:[وفبكع]?ال|لل)(..+)", word)
    if article:
        return article[1], ("+ال",)
    for pronoun in () if feminine else ("ها", "هم", "ه"):
        if word.endswith(pronoun) and len(word) > len(pronoun) + 2:
            return word[: -len(pronoun)], ("+" + pronoun,)
    return word, ()


def _split_english(word, vocabulary):
    """Return (stem, affixes) with a known stem, its spelling before the suffix restored, or None."""
    for suffix, affix in _ENGLISH_SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            short = word[: -len(suffix)]
            for stem in (
                short,
                short + "e",                                            # moved: move
                short[:-1] + "y" if short[-1] == "i" else short,        # cities: city
                short[:-1] if short[-2:-1] == short[-1] else short,     # stopped: stop
                short[:-1] + "fe" if short[-1] == "v" else short,       # knives: knife
                short[:-1] + "f" if short[-1] == "v" else short,        # wolves: wolf
            ):  # fmt: skip
                if stem in vocabulary:
                    return stem, (affix,)
    return None


def _guess_english(word):
    return (word[:-2], ("+'s",)) if word.endswith("'s") else (word, ())


def _readings(word):
    """Yield every (prefix, suffix) that a spelling may carry, the shortest affixes first."""
    affixes = _arabic_affixes()
    for total in range(1, min(len(word) - 1, 11)):
        for front in range(total + 1):
            yield from affixes.get((word[:front], word[len(word) - total + front :]), ())


@lru_cache(maxsize=1)
def _arabic_affixes():
    """Return {(prefix, suffix) as written: [(prefix, suffix), ...]}.

    A prefix or suffix in the list is (as written, affixes, the kinds of stem that it goes with);
    for the kinds see tokenizer.Token.
    """

    def affix(text):
        return ("+" + text,) if text else ()

    def conjunction(text):
        return ("+و",) if text else ()

    def noun_prefix(text):
        article = ("+ال",) if "ال" in text or text == "لل" else ()
        preposition = ("+" + text[0],) if text not in ("", "ال") else ()
        return article + preposition

    verb_prefixes = [(c + p, conjunction(c) + affix(p), "vaf") for c, p in product(_CONJUNCTIONS, _VERB_PREFIXES)]
    negated_prefixes = [
        (c + no + p, conjunction(c) + ("+م",) + affix(p), "vf")
        for c, no, p in product(_CONJUNCTIONS, _NEGATIONS, _VERB_PREFIXES)
        if no + p != "ما" or no == "ما"
    ]
    noun_prefixes = [
        (c + p, conjunction(c) + noun_prefix(p), "naf" if "ل" in p[1:] else "naf@")
        for c, p in product(_CONJUNCTIONS, _NOUN_PREFIXES)
    ]

    subjects, objects = _SUBJECT_SUFFIXES.items(), _OBJECT_SUFFIXES.items()
    verb_suffixes = [(s + o, s_affixes + o_affixes, "vf") for (s, s_affixes), (o, o_affixes) in product(subjects, objects)]
    noun_suffixes = [
        (s + o, s_affixes + o_affixes, "naf" if s or o else "naf@")  # a name has no suffix
        for (s, s_affixes), (o, o_affixes) in product(_NOUN_SUFFIXES.items(), _POSSESSIVES.items())
        if not (s == "ه" and o) and not (s == "ت" and not o)  # only before an object the feminine ending is spelt ت
    ]
    pairs = [
        *product(verb_prefixes, verb_suffixes),
        *product(verb_prefixes, [(text + "ش", affixes + ("+ش",), "v") for text, affixes, _ in verb_suffixes]),
        *product(negated_prefixes, [(text + "ش", affixes + ("+ش",), kinds) for text, affixes, kinds in verb_suffixes]),
        *product(noun_prefixes, noun_suffixes),
    ]
    table = {}
    for prefix, suffix in pairs:
        table.setdefault((prefix[0], suffix[0]), []).append((prefix, suffix))
    return table
