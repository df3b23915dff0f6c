"""Attention learned while the reader watches: from random weights, a few steps at a time.

The page cannot wait for a training run, so the run is cut into ticks; one event is one tick, and
after every tick the page is drawn from the weights as they are. What a state says of it is small:
{"seed", "tick", "running", "loss", "accuracy", "head"}. The weights are not in it.
"""

from dataclasses import replace

import numpy as np

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.encoder import Shape
from demos.attention.model.model import Model
from demos.attention.model.pretrained import trained
from demos.attention.training.trainer import Examples, Trainer, score
from demos.attention.view.display_words import direction

SHAPE = replace(Shape(), layers=2, hidden=32)  # smaller than the shipped model, to be quick on a phone
LONGEST = 12                                   # words; attention's work grows with the square of them
GATHER, SENTENCES, TESTS = 40, 110, 5         # ticks that make sentences, and how many each makes
STEPS, PER_TICK, BATCH, RATE, DROP = 320, 2, 64, 0.012, 0.05
MEASURE, BETTER = 5, 0.03                      # ticks between two measurements; see _best
TICKS = GATHER + STEPS // PER_TICK


class Course:
    """A training run after some number of ticks; language, seed and that number say all of it."""

    def __init__(self, language, seed):
        self.key, self.ticks = (language, seed), 0
        self.corpus = Corpus(language, simple=True)
        vocabulary, affixes = _spelling(trained(), language)
        self.model = Model.random(SHAPE, vocabulary, affixes, seed=seed)
        self.sentences: list = []
        self.tests: list | Examples = []
        self.loss, self.accuracy, self.head = [], None, None

    def advance(self):
        """Do one tick's work: make some sentences, or take some steps."""
        self.ticks += 1
        seed = self.key[1]
        if self.ticks <= GATHER:
            self.sentences += self._short(SENTENCES, f"watched {seed} {self.ticks}")
            self.tests += self._short(TESTS, f"watched {self.ticks}", held_out_pair=True)
            if self.ticks == GATHER:
                self.trainer = Trainer(self.model, self.sentences, steps=STEPS, batch=BATCH, rate=RATE, drop=DROP, seed=seed)
                self.tests = Examples(self.model, self.tests)
            return
        self.loss.append(round(float(np.mean([self.trainer.step() for _ in range(PER_TICK)])), 3))
        if self.ticks % MEASURE == 0 or self.ticks == TICKS:
            measured = score(self.model, self.tests)
            self.accuracy = round(measured["accuracy"], 3)
            self.head = _best(measured["heads"], self.head)

    def _short(self, count, seed, **held_out):
        return [made for made in stream(self.corpus, count, seed, **held_out) if len(made[0]) <= LONGEST]


_latest = None  # the one Course that is kept, see course_at


def course_at(language, seed, ticks):
    """Return the Course of a language and seed after so many ticks.

    This is a pure function for all that its caller can see: the same arguments always give the
    same weights, because all chance comes from the seed. The last Course is kept only so that
    going one tick further costs one tick; asked for another place (a reload, a worker that was
    stopped, the tests), it begins again at the seed and walks there.
    """
    global _latest
    if _latest is None or _latest.key != (language, seed) or _latest.ticks > ticks:
        _latest = Course(language, seed)
    while _latest.ticks < ticks:
        _latest.advance()
    return _latest


def model(state):
    """Return the model that is learning as the state has it, or None if there is none."""
    training = state["training"]
    return training and course_at(state["language"], training["seed"], training["tick"]).model


def head(state):
    """Return the (layer, head) to show: of a model that learns, its best so far, unless the reader chose."""
    training = state["training"]
    return (training and not training["picked"] and training["head"]) or None


def update(state, value):
    """Return the state after the event "train": "start", "pause", "resume" or "reset"."""
    training = state["training"]
    if value == "start" and not training:
        training = {"seed": 0, "tick": 0, "running": True, "loss": [], "accuracy": None, "head": None, "picked": False}
    elif value == "reset":
        training = None
    elif value in ("pause", "resume") and training:
        training = {**training, "running": value == "resume" and training["tick"] < TICKS}
    return {**state, "training": training}


def tick(state):
    """Return the state one tick on, if the model is learning at all."""
    training = state["training"]
    if not training or not training["running"]:
        return state
    course = course_at(state["language"], training["seed"], training["tick"] + 1)
    training = {
        **training, "tick": course.ticks, "running": course.ticks < TICKS,
        "loss": list(course.loss), "accuracy": course.accuracy, "head": course.head,
    }  # fmt: skip
    return {**state, "training": training}


def _best(shares, so_far):
    """Return the [layer, head] that most often looks at the referent; the last one stays unless clearly beaten."""
    best = max(shares, key=shares.get)
    return so_far if so_far and shares[tuple(so_far)] + BETTER > shares[best] else list(best)


def _spelling(model, language):
    """Return (vocabulary, affixes) of one language: half the rows, so half the work of a step."""
    side = {"ar": "rtl", "en": "ltr"}[language]
    stems = {stem: kind for stem, kind in model.vocabulary.items() if direction(stem) == side}
    return stems, [affix for affix in model.affixes if direction(affix) in (side, None)]
