"""Arabic words of the corpus: nouns with their gender, predicates in their three forms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Noun:
    word: str
    kinds: frozenset
    gender: str  # m, f, or p for people and animals in the plural
    name: bool = False


def nouns(data):
    kinds, found = {}, []
    for gender, table in data["nouns"].items():
        for kind, listed in table.items():
            for word in listed.split():
                kinds.setdefault((word, gender), set()).add(kind)
    for (word, gender), of in kinds.items():
        found.append(Noun(word, frozenset(of), gender))
    return found + [
        Noun(w, frozenset({"person"}), g, name=True) for g, listed in data["names"].items() for w in listed.split()
    ]


def split(listed):
    """Return the forms of each predicate in a list, see forms_of."""
    return [forms_of(p) for p in listed.split()]


def forms_of(predicate):
    """Return (masculine, feminine, plural), with "does" after them if the predicate is a verb."""
    if predicate[0] == "~":  # a verb
        return (*forms_of(predicate[1:]), "does")
    forms = predicate.replace("+", " ").split("/")
    if len(forms) == 1:
        forms = [forms[0], forms[0] + "ة", forms[0] + "ين"]
    return tuple(forms)


def predicates(data):
    does = [((*forms, "does"), kinds) for line, kinds in data["does"].items() for forms in split(line)]
    return [(forms, kinds) for line, kinds in data["predicates"].items() for forms in split(line)] + does


def verbs(data):
    return [
        (("verb", *line.replace("+", "_").split()), *map(str.strip, rule.split(">")))
        for line, rule in data["verbs"].items()
    ]


def relation_verbs(relation):
    return [("said", *verb.replace("+", " ").split("/")) for verb in relation["verb"].split("|")]


def lexicon(corpus):
    """Return [(word, kind), ...]: the words whose kind is known, see tokenizer.Token."""
    nouns = [(n.word, "n") for n in sorted(corpus.nouns, key=lambda n: n.gender == "f")] + [
        (p, "n") for line in corpus.data["parts"].values() for p in line.split()
    ]
    forms = [forms for forms, _ in corpus.predicates] + [f for r in corpus.relations for f in (*r[3], *r[4])]
    said = [(w, "a") for i in range(3) for f in forms for w in f[i].split()]
    verbs = [(w, "v") for i in range(3) for line in corpus.data["verbs"] for w in line.split()[i].split("+")[:1]]
    return nouns + said + verbs


def base(predicate):
    return predicate[0]
