"""The corpus in English: determiners, tenses, negation, pronouns.

A noun's slot may say the first part of a compound: {O:washing} is "the washing machine" if O is a machine.
"""

from dataclasses import replace

from demos.attention.corpus.english_verbs import action, many_form
from demos.attention.corpus.english_words import MASS, letters
from demos.attention.corpus.templates import Unsuitable, parse

_MALE, _FEMALE, _NEUTER, _MANY = (
    ("he", "him", "his"),
    ("she", "her", "her"),
    ("it", "it", "its"),
    ("they", "them", "their"),
)

# How predicates begin that do not go with "too", "very" and the like.
_NO_DEGREE = ("a ", "an ", "the ", "not ", "too ", "so ", "very ", "in ", "on ", "out ", "still ", "made ", "already ")


def agree(noun, other):
    """Could one pronoun refer to either?"""
    return bool(set(letters(noun)) & set(letters(other)))


def _pronoun(noun, rng):
    if noun.many:
        return rng.choice([_MANY, _MANY, _MANY, _NEUTER]) if "group" in noun.kinds else _MANY
    if "man" in noun.kinds:
        return _MALE
    if "woman" in noun.kinds:
        return _FEMALE
    if "person" in noun.kinds:
        return rng.choice([_MALE, _FEMALE])
    return rng.choice([_NEUTER] * 6 + [_MALE, _FEMALE]) if "animal" in noun.kinds else _NEUTER


def write(corpus, template, noun_in, verb, target, said, rng):
    """Return the tokens of a sentence, see templates.finish.

    noun_in  {slot: noun}
    target   the slot whose noun the predicate is about
    said     (predicate, the kinds that it fits or None)
    """
    grammar = corpus.data["grammar"]
    together = rng.random() < 0.16  # both nouns in the plural, so "they" could refer to either
    for key in "SO":
        if not noun_in[key].name and noun_in[key].word not in MASS and not noun_in[key].many and (together or rng.random() < 0.07):
            noun_in = {**noun_in, key: replace(noun_in[key], many=True)}
    if "{Q" in template and target in noun_in and said[1] is not None:
        if any(corpus.plausible(n, said, noun_in[target]) for k, n in noun_in.items() if k != target):
            raise Unsuitable
    forms = {key: _pronoun(noun, rng) for key, noun in noun_in.items()}
    out = []

    def say(text, names=None, refers=None):
        out.extend((w, names, refers) for w in text.split())

    def noun(key, before=""):  # before: the first part of a compound, as "washing" in "washing machine"
        it = noun_in[key]
        if not it.name:
            determiner = rng.choice(grammar["determiners"].split("|"))
            if key == "O" and any(names == "S" for _, names, _ in out) and rng.random() < 0.1:
                say(forms["S"][2], refers="S")
                say(before)
                return say(it.written, names=key)
            if (it.many and determiner in {"a", "that", "this"}) or (determiner == "a" and it.word in MASS):
                determiner = "the"
            attribute = rng.choice(grammar["attributes"].split("|")) if rng.random() < 0.12 else ""
            say("an" if determiner == "a" and (attribute or before or it.written)[0] in "aeiou" else determiner)
            say(attribute)
        say(before)
        say(it.written, names=key)

    def predicate(key, phrase):
        kind, words = phrase
        many = noun_in[key].many and forms[key] != _NEUTER  # "the team lost because it was tired"
        if kind == "do":
            return say(many_form(words) if many else words)
        be, late = ("were", "are") if many else ("was", "is")
        plain = [be] * 9 + [late, late]
        if not words.startswith(_NO_DEGREE):
            plain += [
                f"{be} very",
                f"{be} too",
                f"{be} so",
                f"{be} really",
                "looked",
                "seemed",
                "became",
                "felt",
                f"{be} already",
                f"{be} still",
                f"{late} too",
                f"{late} very",
            ]
        say(rng.choice(plain))
        say(words)

    for before, slot in parse(template):
        say(before)
        slot, _, first = (slot or "").partition(":")
        if slot in noun_in and slot in "SOR":
            noun(slot, first)
        elif slot == "N":
            say(rng.choice(grammar["near"].split("|")))
            noun("N")
        elif slot == "L":
            say(rng.choice(grammar["places"].split("|")))
            noun("L")
        elif slot == "T":
            say(rng.choice(grammar["adverbs"].split("|")))
        elif slot == "E":
            say(rng.choice(grammar["ends"].split("|")))
        elif slot == "V":
            say(action(verb, noun_in["S"], rng))
        elif slot == "PP":
            if verb[0] == "said":
                raise Unsuitable
            say(verb[3])
        elif slot == "Q":
            if rng.random() < 0.06 and forms[target] != _NEUTER:
                say(rng.choice(["i heard that", "people say that"]))
            short = said[0][0] == "be" and rng.random() < 0.12  # it's, they're
            say(forms[target][0] + ("'re" if forms[target] == _MANY else "'s") * short, refers=target)
            if short and not said[0][1].startswith(_NO_DEGREE):
                say(rng.choice(["", "", "too", "so", "very"]))
            say(said[0][1]) if short else predicate(target, said[0])
        elif slot in ("AO", "AS"):
            predicate(slot[1], said[0])
        elif slot == "PS":
            say(forms["S"][0], refers="S")
        elif slot == "XO":
            say(forms["O"][1], refers="O")
        elif slot == "POS":
            part = corpus.part(noun_in, target, rng)
            say(forms[target][2], refers=target)
            say(part)
            say(rng.choice(["was", "was", "is", "looked"]))
            say(rng.choice(grammar["states"].split()))
    return out
