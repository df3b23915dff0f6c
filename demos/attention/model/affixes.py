"""Taking a word apart: which letters in front and behind are words of their own."""

import re
from functools import lru_cache
from itertools import product

# Surface -> pieces. Arabic stacks them: and + not + will + stem + she + it + not.
_VERB_FRONT = ["", "ب", "بي", "بت", "بن", "ه", "هي", "هت", "هن", "ح", "حي", "حت", "ي", "ت", "ن", "ا", "بيا", "يا"]
_NOUN_FRONT = ["", "ال", "ب", "ل", "بال", "لل", "عال", "فال", "هال", "ك", "كال", "ع", "ا"]
_SUBJECT = {"": (), "ت": ("+ت",), "وا": ("+وا",), "و": ("+وا",), "نا": ("+نا",), "ي": ("+ي",)}
_OBJECT = {
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
_NOUN_END = {"": (), "ه": ("+ة",), "ت": ("+ة",), "ين": ("+ين",), "ات": ("+ات",)}
_ENGLISH = [
    ("n't", "+n't"),
    ("'s", "+'s"),
    ("'re", "+'re"),
    ("'ll", "+will"),
    ("'ve", "+ve"),
    ("es", "+s"),
    ("s", "+s"),
    ("ed", "+ed"),
    ("d", "+ed"),
    ("ing", "+ing"),
    ("ly", "+ly"),
    ("er", "+er"),
    ("est", "+est"),
]


def take_apart(plain, feminine, vocabulary):
    """Return (stem, affix pieces): the longest stem that is known, else a cautious guess."""
    if plain in vocabulary:
        return plain, ()
    if re.search("[\u0620-\u064a]", plain):
        for front, back in _readings(plain):
            stem = plain[len(front[0]) : len(plain) - len(back[0])]
            kind = vocabulary.get(stem, "")
            if kind and kind in front[2] and kind in back[2]:
                pieces = back[1]
                if back[0] == "ه" and (feminine or kind == "a"):  # تعبانه is how many write تعبانة
                    pieces = ("+ة",)
                return stem, front[1] + pieces
        found = re.match("([وفبكع]?ال|لل)(..+)", plain)
        front, stem = (("+ال",), found[2]) if found else ((), plain)
        back = (
            ""
            if found or feminine
            else next((c for c in ("ها", "هم", "ه") if stem.endswith(c) and len(stem) > len(c) + 2), "")
        )
        return stem[: len(stem) - len(back)] if back else stem, front + (("+" + back,) if back else ())
    for end, piece in _ENGLISH:
        if plain.endswith(end) and len(plain) > len(end) + 1:
            short = plain[: -len(end)]
            for stem in (
                short,
                short + "e",
                short[:-1] + "y" if short[-1] == "i" else short,
                short[:-1] if short[-2:-1] == short[-1] else short,
                short[:-1] + "fe" if short[-1] == "v" else short,
                short[:-1] + "f" if short[-1] == "v" else short,
            ):
                if stem in vocabulary:
                    return stem, (piece,)
    return (plain[:-2], ("+'s",)) if plain.endswith("'s") else (plain, ())


def _readings(plain):
    """Yield every (prefix, suffix) a spelling may carry, shortest affixes first."""
    affixes = _arabic_affixes()
    for total in range(1, min(len(plain) - 1, 11)):
        for front in range(total + 1):
            yield from affixes.get((plain[:front], plain[len(plain) - total + front :]), ())


@lru_cache(maxsize=1)
def _arabic_affixes():
    """{(prefix, suffix): [each as (surface, pieces, kinds of stem it goes with)]}."""
    fronts = {
        ("و" * w + aspect): (("+و",) * w + (("+" + aspect,) if aspect else ()), "vaf")
        for w, aspect in product((0, 1), _VERB_FRONT)
    }
    fronts.update(
        {c + aspect: (("+و",) + (("+" + aspect,) if aspect else ()), "vaf") for c, aspect in product("ف", _VERB_FRONT)}
    )
    plain = [(surface, *rest) for surface, rest in fronts.items()]
    nots = [
        (c + no + aspect, (("+و",) if c else ()) + ("+م",) + (("+" + aspect,) if aspect else ()), "vf")
        for c, no, aspect in product(("", "و", "ف"), ("م", "ما"), _VERB_FRONT)
    ]
    nouns = [
        (
            c + front,
            (("+و",) if c else ())
            + (
                (("+ال",) if "ال" in front or front == "لل" else ())
                + (("+" + front[0],) if front not in ("", "ال") else ())
            ),
            "naf",
        )
        for c, front in product(("", "و", "ف"), _NOUN_FRONT)
    ]
    verb_ends = [(s + o, ps + po, "vf") for (s, ps), (o, po) in product(_SUBJECT.items(), _OBJECT.items())]
    noun_ends = [
        (e + o, pe + po, "naf")
        for (e, pe), (o, po) in product(_NOUN_END.items(), _OBJECT.items())
        if not (e == "ه" and o)
    ]
    pairs = [
        *product(plain, verb_ends),
        *product(plain, [(s + "ش", p + ("+ش",), "v") for s, p, k in verb_ends]),
        *product(nots, [(s + "ش", p + ("+ش",), k) for s, p, k in verb_ends]),
        *product(nouns, noun_ends),
    ]
    table = {}
    for front, back in pairs:
        table.setdefault((front[0], back[0]), []).append((front, back))
    return table
