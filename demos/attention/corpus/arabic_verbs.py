"""Forms of Egyptian verbs: agreement, negation around the verb, an object pronoun joined to its end."""

import re

_HELPERS = [
    "معرفش/معرفتش/معرفوش",
    "مش عايز/مش عايزة/مش عايزين",
    "رفض/رفضت/رفضوا",
    "كان عايز/كانت عايزة/كانوا عايزين",
    "مكانش عايز/مكانتش عايزة/مكانوش عايزين",
    "مرضيش/مرضيتش/مرضيوش",
    "حاول/حاولت/حاولوا",
    "مش قادر/مش قادرة/مش قادرين",
    "قدر/قدرت/قدروا",
    "قرر/قررت/قرروا",
]
_NEGATED = re.compile(r"م(?!ا)(\w{2,}ش)( .*)?")
_INDEX = {"m": 0, "f": 1, "p": 2}
_PREPOSITION = {"ب": "بي", "على": "علي", "ل": "لي", "من": "من", "في": "في", "قدام": "قدام"}


def _past(verb, gender, not_=False, object_=""):
    """Return the past of a verb, negated or not, with an object pronoun or without: شرب، مشربش، شربته، مشربتهوش."""
    stem = verb[1] if gender == "m" else verb[2] if gender == "f" else verb[2][:-1] + "و"
    if gender == "p":
        stem = (verb[1].rstrip("ى") if verb[1].endswith("ى") else verb[1]) + ("و" if object_ or not_ else "وا")
    elif object_ or not_:
        stem = stem[:-1] + "ا" if stem.endswith("ى") else stem
    if object_ and not_ and object_ == "ه":
        object_ = "هو"
    return (
        ("م" + (stem[1:] if stem.startswith("ا") and len(stem) > 4 else stem) + object_ + "ش")
        if not_
        else stem + object_
    )


def conjugate(phrase, gender):
    """Return a verb phrase in the third person masculine ("معرفش يشيل") in another gender: m, f or p."""
    if gender == "m":
        return phrase
    words = phrase.split()
    done = []
    for i, word in enumerate(words):
        after_not = i == 1 and words[0] == "مش"
        if i == 0 and word == "مش":
            done.append(word)
        elif after_not and word[0] not in "يه" and not word.startswith("بي"):
            done.append(word + ("ة" if gender == "f" else "ين"))  # مش قادر
        elif i == 0 or after_not or (word[0] == "ي" and len(word) > 2 and i <= 2 and word not in ("يوم", "يومين")):
            done.append(_agreeing(word, gender))
        elif word in ("باله", "نفسه", "حقه", "فلوسه"):
            done.append(word[:-1] + {"f": "ها", "p": "هم"}[gender])
        else:
            done.append(word)
    return " ".join(done)


def _agreeing(word, gender):
    """Return one verb in the feminine or plural; it is given in the masculine."""
    if word == "جه":
        return "جت" if gender == "f" else "جم"
    negated = word[0] == "م" and word[-1] == "ش" and len(word) > 3
    core = word[1:-1] if negated else word
    for prefix in ("بي", "هي", "ي"):
        if core.startswith(prefix) and len(core) > len(prefix) + 1:
            stem = core[len(prefix) :]
            if gender == "f":
                core = prefix[:-1] + "ت" + stem
            else:
                core = prefix + stem.rstrip("ىيا") + ("و" if negated else "وا")
            break
    else:
        bare = core[:-1] if core[-1] in "ىا" else core
        core = bare + ("ت" if gender == "f" else "و" if negated else "وا")
    return "م" + core + "ش" if negated else core


def action(verb, gender, rng, object_=""):
    """Return a verb phrase that agrees with its subject, or None if the verb has no form for it."""
    if verb[0] == "said":
        said = verb[1 + _INDEX[gender]]
        if rng.random() < 0.25 and (negated := _NEGATED.fullmatch(said)):  # مسمعش is also written ما سمعش
            return "ما " + ("ا" if negated[1].startswith(("ست", "ت")) else "") + negated[1] + (negated[2] or "")
        return said
    heads = [form.split("_") for form in verb[1:4]]
    tail = " ".join(heads[0][1:])
    if object_ and tail:
        last = heads[0][-1]
        tail = " ".join([*heads[0][1:-1], _PREPOSITION[last] + object_])
        object_ = ""
    plain = ("verb", *(h[0] for h in heads))
    now = (
        ("ي" if gender in "mp" else "ت")
        + plain[3]
        + ("و" if gender == "p" and object_ else "وا" if gender == "p" else "")
    )
    now = now.replace("ىو", "و").replace("يوا", "وا") if gender == "p" else now
    now = (now[:-1] + "ا" if now.endswith("ى") and object_ else now) + object_
    neg = _past(plain, gender, True, object_)
    own = [_past(plain, gender, False, object_)] * 3 + [neg] * 3 + ["ما " + neg[1:], "ما" + neg[1:]]
    own += ["ب" + now, "ه" + now, "مش ه" + now, "مب" + (now[:-1] if now.endswith("وا") else now) + "ش"]
    helped = [f"{helper.split('/')[_INDEX[gender]]} {now}" for helper in _HELPERS]
    return rng.choice(own + helped) + (" " + tail if tail else "")
