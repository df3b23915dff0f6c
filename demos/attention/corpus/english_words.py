"""English words of the corpus, and the plurals of nouns."""

from dataclasses import dataclass

_PLURALS = {
    "child": "children",
    "man": "men",
    "mouse": "mice",
    "person": "people",
    "wife": "wives",
    "housewife": "housewives",
    "midwife": "midwives",
    "knife": "knives",
    "wolf": "wolves",
    "thief": "thieves",
    "calf": "calves",
    "shelf": "shelves",
    "leaf": "leaves",
    "loaf": "loaves",
    "sheep": "sheep",
    "fish": "fish",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "ox": "oxen",
    "photo": "photos",
    "deer": "deer",
    "jellyfish": "jellyfish",
    "starfish": "starfish",
    "hero": "heroes",
    "elf": "elves",
    "dwarf": "dwarves",
    "headscarf": "headscarves",
    "hoof": "hooves",
    "superhero": "superheroes",
    "aircraft": "aircraft",
    "catfish": "catfish",
    "headquarters": "headquarters",
    "barracks": "barracks",
    **{f"{word}man": f"{word}men" for word in "wo sales police fisher gentle watch fire business post mail door camera cave dust handy saleswo policewo businesswo postwo milk bats chair spokes fore repair crafts gun chairwo spokeswo".split()},
}
PAIRS = set("scissors jeans pants glasses trousers clothes shorts pajamas pyjamas tights leggings pliers shears tongs stairs dungarees overalls goggles sunglasses leftovers cattle groceries goods belongings underpants spectacles panties knickers sweatpants slacks suspenders earmuffs handcuffs binoculars tweezers clippers reins stilts".split())  # always plural
MASS = set(
    "milk water juice tea coffee soup lemonade soda medicine beer wine cocoa broth yogurt bread meat rice cheese pasta food fruit butter grass stuff homework clothing ice leather wind rain snow hail fog sun lightning thunder sunlight heat hair fur sugar salt flour honey jam oil ink mud sand dirt dust soil gum dough batter paint porridge hay petrol soot varnish perfume ointment vinegar mayonnaise custard muesli rhubarb beef pork seafood mayo seasoning gingerbread marmalade licorice bubblegum cheddar mozzarella parmesan margarine parsley barley okra guacamole salsa coleslaw ramen birdseed sweetcorn chili liquor acid cologne lotion disinfectant venom buttermilk cider underwear armor armour cutlery silverware machinery makeup garbage junk powder ash cardboard medication gear equipment copper aluminum brass timber plywood sawdust charcoal foil foam lace velvet linen denim nylon ivory lava slime toothpaste sunscreen deodorant mascara glitter confetti tinsel packaging grime grease dung poop manure compost vomit pollen dynamite rubble debris granite stationery porcelain pottery crockery glassware yarn seaweed foliage housework paperwork algebra geometry mathematics spelling sunshine moonlight daylight weather tarmac asphalt turf scaffolding anime karaoke".split()
)


FUNCTION = frozenset(
    """the a an my our his her its their this that and or but not no so too very already still out of in on at to from with by for into over
    under through than as was were is are be been did does do had has have could can would will won't didn't doesn't couldn't can't wouldn't
    about against off up down away because since although because she he it they him them more most enough just all every""".split()
)


@dataclass(frozen=True)
class Noun:
    word: str  # singular
    kinds: frozenset
    name: bool = False
    many: bool = False

    @property
    def written(self):
        return _plural(self.word) if self.many and "group" not in self.kinds and self.word not in PAIRS else self.word


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
    return [Noun(w, frozenset(k), many="group" in k or w in PAIRS) for w, k in kinds.items()] + [Noun(w, k, name=True) for w, k in names.items()]


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
    """Return [(word, kind, letters), ...]: the words whose kind is known, see tokenizer.Token."""
    found = [(noun.word, "n", letters(noun)) for noun in corpus.nouns if not noun.name]
    found += [(plural, "n", "np" if plural == word else "p") for word, plural in _PLURALS.items()]
    found += [(word, "n", "mfp") for word in "everyone someone nobody somebody everybody anyone".split()]
    found += [(word, "n", "p") for word in "people parents".split()]
    found += [(part, "n", "n") for line in corpus.data["parts"].values() for part in line.split()]
    nouns_found = {word for word, _, _ in found}
    phrases = [said for said, _ in corpus.predicates] + [said for r in corpus.relations for said in (*r[3], *r[4])]
    for kind, phrase in phrases:
        words = phrase.split()
        if kind == "do":
            found.append((words[0], "v", ""))
            if words[0][-1] == "s" and words[0][:-1] in nouns_found:  # "trains every day", and many a train
                found.append((words[0], "n", "p"))
        elif all(word in FUNCTION for word in words[:-1]) and not {"a", "an", "in", "on", "out", "of"} & set(words):
            found.append((words[-1], "a", ""))
    found += [(word, "a", "") for word in corpus.data["grammar"]["attributes"].split("|")]
    found += [(word, "v", "") for word in corpus.data["grammar"]["bases"].split()]
    found += [(word.split("+")[0], "v", "") for line in corpus.data["verbs"] for word in line.split()]
    for relation in corpus.relations:
        first = (next((word for word in verb[1].split() if word not in FUNCTION), "be") for verb in relation[0])
        found += [(word, "v", "") for word in first]
    found = [(word, kind, letters) for word, kind, letters in found if word not in FUNCTION]
    return [(word, "f", "") for word in sorted(FUNCTION) if "'" not in word] + found + [(noun.word, "@", letters(noun)) for noun in corpus.nouns if noun.name]


def letters(noun):
    """Return the letters of the pronouns that may refer to a noun: m he, f she, n it, p they."""
    if "group" in noun.kinds:
        return "np"
    if noun.many:
        return "p"
    may = {
        "m": noun.kinds & {"man", "person", "animal"},
        "f": noun.kinds & {"woman", "person", "animal"},
        "n": noun.kinds - {"man", "woman", "person"} or noun.word in ("baby", "child", "toddler", "kid"),
    }
    return "".join(letter for letter, kinds in may.items() if kinds)


def base(predicate):
    return predicate[1]


def single_words(predicate):
    """Return the predicate's words in all forms, if it is a single word."""
    return [] if " " in predicate[1] else [predicate[1]]
