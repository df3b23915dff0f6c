"""Sentences with a pronoun whose referent depends on meaning, as many as asked for.

A sentence is made from a shape ("{S} {V} {O} because {Q}"), a verb that says who does it to what,
and a predicate that fits exactly one of the nouns: that one is the referent. Each example is
(tokens, nouns, references): the words, where the nouns stand, and {pronoun position: noun position}.
"""

import random
import tomllib
import zlib
from pathlib import Path

from demos.attention.corpus import arabic, english
from demos.attention.corpus.templates import Unsuitable, finish

GRAMMARS = {"ar": arabic, "en": english}


class Corpus:
    """The world of one language, and the sentences that can be said in it.

    simple  True: only the first shapes and the commonest predicates, quick to learn while you watch
    """

    def __init__(self, language, simple=False):
        self.language, self.grammar, self.simple = language, GRAMMARS[language], simple
        data = tomllib.loads((Path(__file__).parent / f"corpus.{language}.toml").read_text("utf-8"))
        self.data, self.kinds = data, data["kinds"]
        self.nouns = self.grammar.nouns(data)
        self.of_kind = {}
        for noun in self.nouns:
            for kind in noun.kinds:
                self.of_kind.setdefault(kind, []).append(noun)
        self.predicates = self.grammar.predicates(data)  # [(predicate, kinds it may be said of)]
        self.predicates = [(p, self.expand(kinds)) for p, kinds in self.predicates]
        common = set(data["common"]["said"].split())
        self.predicates += [
            (p, kinds) for p, kinds in self.predicates for _ in range(3) if self.grammar.base(p) in common
        ]
        if simple:
            self.predicates = [(p, kinds) for p, kinds in self.predicates if self.grammar.base(p) in common]
        self.verbs = [(v, self.expand(a), self.expand(b)) for v, a, b in self.grammar.verbs(data)]
        self.relations = [
            (
                self.grammar.relation_verbs(r),
                self.expand(r["who"]),
                self.expand(r["what"]),
                self.grammar.split(r["first"]),
                self.grammar.split(r["second"]),
            )
            for r in data["relations"]
        ]

    def expand(self, kinds):
        """Return the plain kinds, and single nouns, that a list of kinds stands for."""
        return {plain for kind in kinds.split() for plain in self.kinds.get(kind, kind).split()}

    def draw(self, kinds, rng):
        kind = rng.choice(sorted(kinds))
        if kind in self.of_kind:
            return rng.choice(self.of_kind[kind])
        return next(noun for noun in self.nouns if noun.word == kind)

    def sentence(self, rng, held_out_pair=False, held_out_shape=False):
        """Return one (tokens, nouns, references); held-out pairs and shapes never mix with the others."""
        while True:
            try:
                return self.attempt(rng, held_out_pair, held_out_shape)
            except Unsuitable:
                continue

    def attempt(self, rng, held_out_pair, held_out_shape):
        shapes = self.data["held_out" if held_out_shape else "shapes"]
        family = "explain" if self.simple else rng.choices(["explain", "join", "object"], [5, 3, 3])[0]
        shape = rng.choice(shapes[family][:6] if self.simple else shapes[family])
        relation = None
        if family == "explain" and rng.random() < (0.0 if self.simple else 0.4):
            relation = rng.choice(self.relations)
        verb, who, what = (rng.choice(relation[0]), *relation[1:3]) if relation else rng.choice(self.verbs)
        scene = self.cast(shape, who, what, rng)
        target = rng.choice("SOR" if "R" in scene else "SO")
        said = None
        if "{Q" in shape or "{A" in shape:
            target = "O" if "{AO}" in shape else "S" if "{AS}" in shape else target
            said = self.predicate(shape, scene, target, relation, rng)
            if held_out_pair != self.is_held_out(scene[target], said[0]):
                raise Unsuitable
            alike = any(self.grammar.agree(scene[k], scene[target]) for k in "SO" if k != target)
            if "{Q" in shape and rng.random() < 0.9 and not alike:
                raise Unsuitable  # agreement alone gives it away: keep few of these
        elif held_out_pair:
            raise Unsuitable
        return finish(self.grammar.write(self, shape, scene, verb, target, said, rng))

    def cast(self, shape, who, what, rng):
        """Draw a noun for each gap of the shape that wants one."""
        wanted = {"S": who, "O": what}
        others = {"N": {"furniture", "container", "vehicle", "device"}, "L": {"place"}, "R": self.expand("human")}
        wanted |= {gap: kinds for gap, kinds in others.items() if f"{{{gap}}}" in shape}
        scene = {gap: self.draw(kinds, rng) for gap, kinds in wanted.items()}
        if len({noun.word for noun in scene.values()}) < len(scene):
            raise Unsuitable
        return scene

    def predicate(self, shape, scene, target, relation, rng):
        """Draw what is said of the target, such that it can be said of no other noun here."""
        if relation:  # the verb decides between subject and object; only the bystanders can be rivals
            said = (rng.choice(relation[3] if target == "S" else relation[4]), None)
            rivals = [noun for gap, noun in scene.items() if gap in "NL"]
        else:
            said = rng.choice(self.predicates)
            rivals = [noun for gap, noun in scene.items() if gap != target]
            if not scene[target].kinds & said[1]:
                raise Unsuitable
        if "{Q" in shape and any(self.plausible(noun, said, scene[target]) for noun in rivals):
            raise Unsuitable
        return said

    def plausible(self, noun, said, referent):
        """Could the predicate be about this noun instead, as meaning and agreement go?"""
        fits = said[1] is None or bool(noun.kinds & said[1])
        return fits and self.grammar.agree(noun, referent)

    def part(self, scene, target, rng):
        """Draw something the target has, and nothing else that its pronoun could mean has."""
        own = self.parts(scene[target])
        for noun in scene.values():
            if noun is not scene[target] and self.grammar.agree(noun, scene[target]):
                own -= self.parts(noun)
        if not own:
            raise Unsuitable
        return rng.choice(sorted(own))

    def parts(self, noun):
        """Return the set of what a noun of its kinds has: a tail, a battery, a cover."""
        listed = (parts for kind, parts in self.data["parts"].items() if self.expand(kind) & noun.kinds)
        return {part for parts in listed for part in parts.split()}

    @staticmethod
    def is_held_out(noun, predicate):
        """One noun-predicate pair in ten is kept for the test, by a hash that no run can change."""
        return zlib.crc32(f"{noun.word} {predicate}".encode()) % 10 == 0


def stream(corpus, count, seed, **held_out):
    """Return `count` examples, the same for the same seed."""
    rng = random.Random(f"{corpus.language} {seed} {sorted(held_out.items())}")
    return [corpus.sentence(rng, **held_out) for _ in range(count)]
