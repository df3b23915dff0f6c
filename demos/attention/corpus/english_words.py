"""English words of the corpus, and the plurals of nouns."""

from dataclasses import dataclass

_PLURALS = {
    "child": "children",
    "man": "men",
    "woman": "women",
    "mouse": "mice",
    "person": "people",
    "salesman": "salesmen",
    "policeman": "policemen",
    "fisherman": "fishermen",
    "gentleman": "gentlemen",
    "wife": "wives",
    "knife": "knives",
    "wolf": "wolves",
    "thief": "thieves",
    "calf": "calves",
    "shelf": "shelves",
    "leaf": "leaves",
    "loaf": "loaves",
    "sheep": "sheep",
    "fish": "fish",
}
MASS = set(
    "milk water juice tea coffee soup lemonade soda medicine beer wine cocoa broth yogurt bread meat rice cheese pasta food fruit butter grass stuff homework clothing scissors stairs".split()
)


@dataclass(frozen=True)
class Noun:
    word: str  # singular
    kinds: frozenset
    name: bool = False
    many: bool = False

    @property
    def written(self):
        return _plural(self.word) if self.many else self.word


def _plural(word):
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("y") and word[-2] not in "aeou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "to")) else "s")


def nouns(data):
    kinds, names = {}, {}
    for kind, listed in data["nouns"].items():
        for word in listed.split():
            kinds.setdefault(word, set()).add(kind)
    for kind, listed in data["names"].items():
        for word in listed.split():
            names[word] = frozenset({kind})
    return [Noun(w, frozenset(k)) for w, k in kinds.items()] + [Noun(w, k, name=True) for w, k in names.items()]


def predicates(data):
    be = [
        (("be", p), kinds)
        for line, kinds in data["predicates"].items()
        for p in ([line] if line.startswith(("in ", "on ", "out ", "still ", "too ")) else line.split())
    ]
    return be + [(("do", p), kinds) for kinds, line in data["does"].items() for p in line.split("|")]


def verbs(data):
    return [
        (
            ("verb", *line.replace("+", " ").split(" "))
            if "+" not in line
            else ("verb", *[w.replace("+", " ") for w in line.split()]),
            *map(str.strip, rule.split(">")),
        )
        for line, rule in data["verbs"].items()
    ]


def relation_verbs(relation):
    return [("said", verb) for verb in relation["verb"].split("|")]


def split(listed):
    return [("do", p[1:]) if p[0] == "~" else ("be", p) for p in listed.split("|")]


def lexicon(corpus):
    """Return [(word, kind), ...]: the words whose kind is known, see tokenizer.Token."""
    nouns = (
        [(n.word.lower(), "n") for n in corpus.nouns]
        + [(p, "n") for p in _PLURALS.values()]
        + [(p, "n") for line in corpus.data["parts"].values() for p in line.split()]
    )
    said = [(w, "a") for line in corpus.data["predicates"] for w in line.split()] + [
        (w, "a") for r in corpus.data["relations"] for f in ("first", "second") for w in r[f].replace("|", " ").split()
    ]
    return nouns + said + [(w, "v") for line in corpus.data["verbs"] for w in line.replace("+", " ").split()]


def base(predicate):
    return predicate[1]
