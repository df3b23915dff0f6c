"""Training inside the page: from random parameters, a few steps at a time, while the reader watches.

The page cannot wait for a whole training run, so the run is cut into ticks. One event is one tick,
and after every tick the page is rendered with the parameters as they are then. A state holds the
run as {"seed", "tick", "running", "loss", "accuracy", "head", "picked"}; the parameters are not in
it, because they follow from language, seed and tick. See training_runs.
"""

from dataclasses import dataclass, replace

import numpy as np

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.encoder import Hyperparameters
from demos.attention.model.model import Model
from demos.attention.model.pretrained import pretrained
from demos.attention.training.evaluate import measure
from demos.attention.training.examples import Examples
from demos.attention.training.trainer import Trainer
from demos.text import direction
from demos.training_runs import cached_runs

SMALL = replace(Hyperparameters(), d=32, layers=2, hidden=32)  # smaller than the shipped model, to be fast on a phone
MAX_LENGTH = 12                                # words; the work of attention grows with their square
GATHER, SENTENCES, TESTS = 40, 110, 5          # ticks that make sentences; how many sentences and tests each makes
STEPS, STEPS_PER_TICK, BATCH_SIZE, LEARNING_RATE, WORD_DROPOUT = 320, 2, 64, 0.012, 0.05
MEASURE_EVERY = 5                              # ticks between two measurements
MARGIN = 0.03                                  # see _best_head
TICKS = GATHER + STEPS // STEPS_PER_TICK


@dataclass(frozen=True)
class Plan:
    """Everything that determines a run."""

    language: str
    seed: int


class Run:
    """A training run of a Plan. The number of steps, here ticks, determines everything in it."""

    def __init__(self, plan):
        self.seed, self.steps = plan.seed, 0
        self.corpus = Corpus(plan.language, simple=True)
        vocabulary, affixes = _subwords_of(plan.language, pretrained())
        self.model = Model.random(SMALL, vocabulary, affixes, seed=plan.seed)
        self.sentences: list = []
        self.tests: list | Examples = []
        self.loss, self.accuracy, self.head = [], None, None

    def advance(self):
        """Do the work of one tick: make some sentences, or do some training steps."""
        self.steps += 1
        if self.steps <= GATHER:
            self.sentences += self._short_sentences(SENTENCES, f"watched {self.seed} {self.steps}")
            self.tests += self._short_sentences(TESTS, f"watched {self.steps}", held_out_pair=True)
            if self.steps == GATHER:
                self.trainer = Trainer(
                    self.model, self.sentences, STEPS, BATCH_SIZE, LEARNING_RATE, WORD_DROPOUT, seed=self.seed
                )
                self.tests = Examples(self.model, self.tests)
            return
        self.loss.append(round(float(np.mean([self.trainer.step() for _ in range(STEPS_PER_TICK)])), 3))
        if self.steps % MEASURE_EVERY == 0 or self.steps == TICKS:
            metrics = measure(self.model, self.tests)
            self.accuracy = round(metrics["accuracy"], 3)
            self.head = _best_head(metrics["heads"], self.head)

    def _short_sentences(self, count, seed, **held_out):
        return [sentence for sentence in stream(self.corpus, count, seed, **held_out) if len(sentence[0]) <= MAX_LENGTH]


run_at, forget_runs = cached_runs(Run)


def model(state):
    """Return the model in training, at the state's tick, or None if there is no training run."""
    training = state["training"]
    return training and run_at(Plan(state["language"], training["seed"]), training["tick"]).model


def head(state):
    """Return the run's best (layer, head) so far, or None if there is no run or the reader chose a head."""
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
    """Return the state one tick later, or the same state if no run is going on."""
    training = state["training"]
    if not training or not training["running"]:
        return state
    run = run_at(Plan(state["language"], training["seed"]), training["tick"] + 1)
    training = {
        **training, "tick": run.steps, "running": run.steps < TICKS,
        "loss": list(run.loss), "accuracy": run.accuracy, "head": run.head,
    }  # fmt: skip
    return {**state, "training": training}


def _best_head(heads, so_far):
    """Return the [layer, head] that most often attends to the referent.

    The best head so far stays until another one is better by MARGIN, so that the page does not jump.

    heads   {(layer, head): fraction}, see evaluate.measure
    so_far  [layer, head] or None
    """
    best = max(heads, key=heads.get)
    return so_far if so_far and heads[tuple(so_far)] + MARGIN > heads[best] else list(best)


def _subwords_of(language, model):
    """Return (vocabulary, affixes) of one language: half the rows of the embedding, so half the work."""
    side = {"ar": "rtl", "en": "ltr"}[language]
    stems = {stem: kind for stem, kind in model.vocabulary.items() if direction(stem) == side}
    return stems, [affix for affix in model.affixes if affix[1] in "=~" or direction(affix) in (side, None)]
