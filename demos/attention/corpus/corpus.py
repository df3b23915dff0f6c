"""Sentences with a pronoun whose referent depends on meaning, as many as the caller wants.

A sentence is made from a template ("{S} {V} {O} because {Q}"), a verb that says who does it to
what, and a predicate that fits exactly one of the nouns: that noun is the referent. An example is
(words, references): the words, and {pronoun position: noun position}.

The slots of a template: S subject, V verb, O object, R receiver, Q pronoun with predicate, N a noun
that something is near, L a place, T a time, E words after the predicate ("at work"), AO and AS a predicate
of O or S without a pronoun, PS a pronoun for S, XO a pronoun for O, POS something that the referent has, PP
the verb's participle.
A relation may have frames, which replace "{S} {V} {O}" in a template: "i put {S} {V} {O}".
Only Arabic has Q+ and Q= (Q joined to the word before it), WO and WS ("was").
"""

import random
import re
import zlib
from itertools import accumulate

from demos.attention.corpus import arabic, arabic_words, english, english_words
from demos.attention.corpus.templates import Unsuitable, finish

NAMES = 0.35  # the part of all people who have a name in place of "the teacher"
PLAIN = 0.6  # the part of a family's sentences that have one of its plainest templates, [common] in the corpus
RELATIONS = 0.7  # the part of the "explain" sentences whose verb decides between subject and object
ENDS = 0.25  # the part of the sentences ending with a predicate that get words after it
BY_KIND = 0.15  # the part whose verb could decide, but whose predicate fits only one of the nouns, whatever the verb is
SIMPLE = 40  # so many nouns of a kind has the corpus of the training that a reader watches
COMMON = 150  # so many relations at the beginning of a file are drawn three times as often: situations that people speak of most
FAMILIES = {"explain": 10, "join": 1.1, "object": 1.0, "result": 2.8, "contrast": 0.6}  # how often each family of templates is drawn
LANGUAGES = {"ar": (arabic_words, arabic), "en": (english_words, english)}


class Corpus:
    """The nouns, verbs and predicates of one language, and the sentences made from them.

    simple  True: only the first templates, the most frequent predicates and SIMPLE nouns of each kind,
            which a model learns while the reader waits
    """

    def __init__(self, language, simple=False):
        self.language, self.simple = language, simple
        self.words, self.grammar = LANGUAGES[language]
        from demos.attention.corpus.data import read  # here, so that a start does not import it

        data = read(language)
        self.data, self.kinds = data, data["kinds"]
        self.nouns = self.words.nouns(data)
        self.of_kind = {}  # {(kind, are they names?): nouns}
        for noun in self.nouns:
            for kind in {*noun.kinds, noun.word}:
                self.of_kind.setdefault((kind, noun.name), []).append(noun)
        self.predicates = self.words.predicates(data)  # [(predicate, the kinds that it fits)]
        self.predicates = [(p, self.expand(kinds)) for p, kinds in self.predicates]
        common = set(data["common"]["said"].split())
        self.predicates += [
            (p, kinds) for p, kinds in self.predicates for _ in range(3) if self.words.base(p) in common
        ]
        if simple:
            self.of_kind = {kind: nouns[:SIMPLE] for kind, nouns in self.of_kind.items()}
            self.predicates = [(p, kinds) for p, kinds in self.predicates if self.words.base(p) in common]
        self.verbs = [(v, sorted(self.expand(a)), sorted(self.expand(b))) for v, a, b in self.words.verbs(data)]
        self.relations = [
            (
                self.words.relation_verbs(r),
                sorted(self.expand(r["who"])),
                sorted(self.expand(r["what"])),
                self.words.split(r["first"]),
                self.words.split(r["second"]),
                r.get("frames", "{S} {V} {O}").split("|"),
            )
            for r in data["relations"]
        ]
        results = [bool(r.get("results")) for r in data["relations"]]
        causes = [r for r, result in zip(self.relations, results, strict=True) if not result]
        contrasts = [
            (*relation[:3], self.words.split(r["but_first"]), self.words.split(r["but_second"]), relation[5])
            for relation, r in zip(self.relations, data["relations"], strict=True)
            if "but_first" in r
        ]
        self.relations_of = {
            "explain": causes + 2 * causes[:COMMON],
            "result": [r for r, result in zip(self.relations, results, strict=True) if result],
            "contrast": contrasts,
        }
        # A relation with four times as many pairs of verb and predicate is drawn twice as often.
        self.weights = {
            family: list(accumulate((len(verbs) * (len(first) + len(second))) ** 0.5 for verbs, _, _, first, second, _ in listed))
            for family, listed in self.relations_of.items()
        }

    def expand(self, kinds):
        """Return a list of kinds as a set, a group of kinds replaced by its members; single nouns stay."""
        return {plain for kind in kinds.split() for plain in self.kinds.get(kind, kind).split()}

    def draw(self, kinds, rng):
        """Return a random noun of one of the kinds; a single noun is a kind, too."""
        kind = rng.choice(kinds)
        names = rng.random() < NAMES
        return rng.choice(self.of_kind.get((kind, names)) or self.of_kind[kind, not names])

    def sentence(self, rng, held_out_pair=False, held_out_shape=False):
        """Return one (words, references).

        held_out_pair   True: the referent and its predicate are a pair reserved for the tests; False: they are not
        held_out_shape  the same for the template
        """
        while True:
            try:
                return self.attempt(rng, held_out_pair, held_out_shape)
            except Unsuitable:
                continue

    def attempt(self, rng, held_out_pair, held_out_shape):
        """As sentence(), but raise Unsuitable if what was drawn does not fit together."""
        templates = self.data["held_out" if held_out_shape else "templates"]
        family = "explain" if self.simple else rng.choices(list(FAMILIES), FAMILIES.values())[0]
        if family == "contrast" and held_out_shape:
            raise Unsuitable
        template = rng.choice([t for t in templates[family] if "{PP}" not in t][:6] if self.simple else templates[family])
        if rng.random() < PLAIN and not self.simple and not held_out_shape:
            template = rng.choice(self.data["common"].get(family, [template]))
        if not self.simple and re.search(r"\{Q[+=]?\}$", template) and rng.random() < ENDS:
            template += " {E}"
        relation = None
        if family in ("result", "contrast") or (family == "explain" and rng.random() < (0.0 if self.simple else RELATIONS + BY_KIND)):
            relation = rng.choices(self.relations_of[family], cum_weights=self.weights[family])[0]
        by_kind = family == "explain" and rng.random() < BY_KIND / (RELATIONS + BY_KIND)
        if relation and (frame := rng.choice(relation[5])) != "{S} {V} {O}":
            if "{S} {V} {O}" not in template:
                raise Unsuitable
            template = template.replace("{S} {V} {O}", frame)
        verb, who, what = (rng.choice(relation[0]), *relation[1:3]) if relation else rng.choice(self.verbs)
        nouns = self.draw_nouns(template, who, what, rng)
        sides = [len(said) ** 0.5 for said in relation[3:5]] if relation and not by_kind else None
        target = rng.choice("SOR") if "R" in nouns else rng.choices("SO", sides)[0]
        said = None
        if "{Q" in template or "{A" in template:
            target = "O" if "{AO}" in template else "S" if "{AS}" in template else target
            said = self.predicate(template, nouns, target, relation, by_kind, rng)
            if held_out_pair != self.is_held_out(nouns[target], said[0]):
                raise Unsuitable
            alike = any(self.grammar.agree(nouns[k], nouns[target]) for k in "SO" if k != target)
            if "{Q" in template and rng.random() < 0.9 and not alike:
                raise Unsuitable  # agreement alone shows the referent: use few of these
        elif held_out_pair:
            raise Unsuitable
        return finish(self.grammar.write(self, template, nouns, verb, target, said, rng))

    def draw_nouns(self, template, who, what, rng):
        """Return {slot: noun} for the slots of the template that need a noun."""
        wanted = {"S": who, "O": what}
        others = {"N": ["furniture", "container", "vehicle", "device"], "L": ["place"], "R": sorted(self.expand("human"))}
        wanted |= {slot: kinds for slot, kinds in others.items() if f"{{{slot}}}" in template}
        nouns = {slot: self.draw(kinds, rng) for slot, kinds in wanted.items()}
        if len({noun.word for noun in nouns.values()}) < len(nouns):
            raise Unsuitable
        return nouns

    def predicate(self, template, nouns, target, relation, by_kind, rng):
        """Return a random predicate that fits the target and no other noun of the sentence.

        by_kind  True: kinds alone decide, although the verb of the relation could
        """
        if relation and not by_kind:  # the verb decides between subject and object, so only other nouns can be rivals
            said = (rng.choice(relation[3] if target == "S" else relation[4]), None)
            rivals = [noun for slot, noun in nouns.items() if slot in "NL"]
        else:
            said = rng.choice(self.predicates)
            rivals = [noun for slot, noun in nouns.items() if slot != target]
            if not nouns[target].kinds & said[1] or (relation and said[0] in relation[3] + relation[4]):
                raise Unsuitable
        if "{Q" in template and any(self.plausible(noun, said, nouns[target]) for noun in rivals):
            raise Unsuitable
        return said

    def plausible(self, noun, said, referent):
        """Could the predicate be about this noun instead of the referent, by meaning and agreement?"""
        fits = said[1] is None or bool(noun.kinds & said[1])
        return fits and self.grammar.agree(noun, referent)

    def part(self, nouns, target, rng):
        """Return something that the target has, and that no other noun has that its pronoun could mean."""
        own = self.parts(nouns[target])
        for noun in nouns.values():
            if noun is not nouns[target] and self.grammar.agree(noun, nouns[target]):
                own -= self.parts(noun)
        if not own:
            raise Unsuitable
        return rng.choice(sorted(own))

    def parts(self, noun):
        """Return the set of what a noun has because of its kinds: a tail, a battery, a cover."""
        listed = (parts for kind, parts in self.data["parts"].items() if self.expand(kind) & noun.kinds)
        return {part for parts in listed for part in parts.split()}

    @staticmethod
    def is_held_out(noun, predicate):
        """Is this pair reserved for the tests? One in ten is, chosen by a hash that is the same in every run."""
        return zlib.crc32(f"{noun.word} {predicate}".encode()) % 10 == 0


def stream(corpus, count, seed, **held_out):
    """Return `count` examples, always the same for the same arguments.

    held_out  arguments of Corpus.sentence. Their names are part of the seed: another name would
              give other sentences, and so other metrics
    """
    rng = random.Random(f"{corpus.language} {seed} {sorted(held_out.items())}")
    return [corpus.sentence(rng, **held_out) for _ in range(count)]
