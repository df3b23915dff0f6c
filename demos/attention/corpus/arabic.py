"""The corpus in Egyptian Arabic: verb, adjective and pronoun agree with their noun in gender and number."""

from demos.attention.corpus.arabic_verbs import action as said_action
from demos.attention.corpus.arabic_words import forms_of
from demos.attention.corpus.templates import Unsuitable, parse

_INDEX = {"m": 0, "f": 1, "p": 2}
_BECAME = {"m": "بقى", "f": "بقت", "p": "بقوا"}
_TURNED_OUT = {"m": "طلع", "f": "طلعت", "p": "طلعوا"}
_LOOKS = {"m": "شكله", "f": "شكلها", "p": "شكلهم"}
_THIS = {"m": "ده", "f": "دي", "p": "دول"}
_CLITIC = {"m": "ه", "f": "ها", "p": "هم"}
_ALONE = {"m": "هو", "f": "هي", "p": "هما"}
_WAS = {"m": "كان", "f": "كانت", "p": "كانوا"}
_FIXED = {
    "شاف": "شاف شافت شافوا",
    "قال": "قال قالت قالوا",
    "ساب": "ساب سابت سابوا",
    "خد": "خد خدت خدوا",
    "لقى": "لقى لقت لقوا",
    "حط": "حط حطت حطوا",
    "جاب": "جاب جابت جابوا",
    "طلب": "طلب طلبت طلبوا",
    "ادى": "ادى ادت ادوا",
    "ورى": "ورى ورت وروا",
    "فاكر": "فاكر فاكرة فاكرين",
    "كان": "كان كانت كانوا",
    "فهو": "فهو فهي فهما",
}


def agree(noun, other):
    """Could one pronoun refer to either?"""
    return noun.gender == other.gender


def _owned(corpus, noun, owner, out):
    """Return "his" or "her" noun (شنطته، أخوها), or None if it could be read as something else."""
    if not owner.kinds & {"person"} or noun.gender == "p" or not any(names == "S" for _, names, _ in out) or (noun.word + "ة", False) in corpus.of_kind:
        return None
    stem = {"أخ": "أخو", "أب": "أبو"}.get(noun.word, noun.word[:-1] + "ت" if noun.word[-1] == "ة" else noun.word)
    return None if stem[-1] in "اىوي" and stem == noun.word else stem + _CLITIC[owner.gender]


def write(corpus, template, noun_in, verb, target, said, rng):
    """Return the tokens of a sentence, see templates.finish.

    noun_in  {slot: noun}
    target   the slot whose noun the predicate is about
    said     (predicate, the kinds that it fits or None)
    """
    grammar = corpus.data["grammar"]
    gender = {key: noun.gender for key, noun in noun_in.items()}
    out = []

    def say(text, names=None, refers=None):
        out.extend((w, names, refers) for w in text.split())

    def noun(key, joined=""):
        it = noun_in[key]
        bare = it.name or it.word in grammar["no_article"].split()
        word = it.word if bare else "ال" + it.word
        owned = None if bare or key != "O" or rng.random() > 0.15 else _owned(corpus, it, noun_in["S"], out)
        if out and out[-1][0] in ("ل", "ب") and not joined:  # a preposition at the end of the verb is joined to the noun
            joined = out.pop()[0]
        if owned:
            return say(joined + owned, names=key, refers="S")
        if not bare and rng.random() < 0.06 and not joined:
            word = it.word
        elif not bare and rng.random() < 0.03 and not joined:
            say("ال" + it.word, names=key)
            return say(_THIS[it.gender])
        word = "لل" + it.word.removeprefix("ل") if joined.endswith("ل") and not bare else joined + word
        say(word, names=key)
        if word.startswith("ال") and rng.random() < 0.1 and not bare:
            say("ال" + rng.choice([forms_of(a) for a in grammar["attributes"].split()])[_INDEX[it.gender]])

    def predicate(key, before=""):
        """Say هو, كان or لأنه and so on, and the adjective. Each of them agrees with the noun, so each refers to it."""
        who, joined = gender[key], ""
        if before.endswith("+"):
            say(before[:-1] + _CLITIC[who], refers=key)
        elif before:
            joined = before
        was, alone = _WAS[who], _ALONE[who]
        lead = rng.choice(
            [
                *[""] * 6,
                was,
                was,
                was,
                alone,
                alone,
                f"{alone} {was}",
                _BECAME[who],
                _TURNED_OUT[who],
                _LOOKS[who],
                f"{was} لسه",
            ]
        )
        if said[0][0].startswith("لسه"):
            lead = lead.removesuffix(" لسه")
        if said[0][-1] == "does":  # a predicate that is a verb needs no كان
            lead = rng.choice(["", "", _ALONE[who]])
            if joined:
                say(before + said[0][_INDEX[who]].split()[0], refers=key)
                return say(" ".join(said[0][_INDEX[who]].split()[1:]))
        if joined:
            lead = lead or _WAS[who]
            lead = joined + lead
        for w in lead.split():
            say(w, refers=None if w == "لسه" else key)
        words = said[0][_INDEX[who]].split()
        say(words[0], refers=key if words[0] not in ("مش", "لسه") else None)
        say(" ".join(words[1:]), refers=key if words[0] in ("مش", "لسه") else None)
        if rng.random() < 0.15:
            say(rng.choice(["أوي", "جدا", "خالص", "شوية", "قوي", "زيادة"]))

    for before, slot in parse(template):
        if slot is None or slot not in ("Q+", "Q=", "S", "O", "R", "V"):
            about_subject = any(names == "S" for _, names, _ in out)  # in "كريم حط {S} في {O}" the verb is about كريم
            for fixed, forms in _FIXED.items():
                if about_subject and before in (fixed, "و" + fixed):
                    before = before.replace(fixed, forms.split()[_INDEX[gender["S"]]])
                    break
            say(before, refers="S" if before in ("فهو", "فهي", "فهما") else None)
        if slot in ("S", "O", "R"):
            noun(slot, before)
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
            object_ = _CLITIC[gender["O"]] if "{XO}" in template else ""
            action = said_action(verb, gender["S"], rng, object_)
            if (
                action is None
                or (object_ and verb[0] == "said")
                or (template.startswith("{V} {S}") and len(action.split()) > 1)
            ):
                raise Unsuitable
            words = (before + action).split()
            if object_:  # the pronoun is joined to the last word
                say(" ".join(words[:-1]))
                say(words[-1], refers="O")
            else:
                say(" ".join(words))
        elif slot == "Q":
            predicate(target)
        elif slot == "Q+":
            predicate(target, before + "+")
        elif slot == "Q=":
            predicate(target, before)
        elif slot in ("WO", "WS"):
            say(_WAS[gender[slot[1]]] if rng.random() < 0.8 and said[0][-1] != "does" else "")
        elif slot in ("AO", "AS"):
            say(said[0][_INDEX[gender[slot[1]]]])
        elif slot == "PS":
            say(_ALONE[gender["S"]], refers="S")
        elif slot == "POS":
            part = corpus.part(noun_in, target, rng)
            part = part[:-1] + "ت" if part.endswith("ة") else part
            say(part + _CLITIC[gender[target]], refers=target)
            say(rng.choice(grammar["states"].split()))
    return out
