"""Forms of Egyptian verbs: agreement, negation around the verb, an object pronoun joined to its end."""

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


def action(verb, gender, rng, object_=""):
    """Return a verb phrase that agrees with its subject, or None if the verb has no form for it."""
    if verb[0] == "said":
        if gender == "p":
            return None
        return verb[1 + _INDEX[gender]]
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
