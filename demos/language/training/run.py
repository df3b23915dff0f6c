"""One training run: a Plan says everything that determines it, a Run does it step by step.

The page cannot wait for a whole training, so one event is one tick of a few steps. A state holds the
number of steps; the parameters are not in it, because they follow from the plan and that number.

stored.npz holds the parameters of a few runs that `make train` has done, so that the first question on
a page need not wait for a thousand steps.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from demos.language import reader_code
from demos.language.model.tokens import examples
from demos.numerics import Adam
from demos.training_runs import cached_runs, stored_arrays, stored_name

STORED = Path(__file__).parent / "stored.npz"
BATCH = 64
LEARNING_RATE = 5e-3


@dataclass(frozen=True)
class Plan:
    """Everything that determines a run.

    sequences   what is learnt: tuples of tokens
    vocabulary  the tokens, EDGE first
    context, width, hidden  the model's sizes, see core.random_parameters
    code        the reader's core.py, or None: ours
    decay       the number of steps over which the learning rate falls to a twentieth, evenly; 0: it stays
    changed     the names of the parameters that training changes; empty: all of them
    base        a plan to go on from, after base_steps steps, in place of random parameters; its
                vocabulary is the beginning of this one. So fine-tuning is a run like any other.
    """

    sequences: tuple
    vocabulary: tuple
    context: int
    width: int
    hidden: int
    code: str | None = None
    seed: int = 0
    learning_rate: float = LEARNING_RATE
    decay: int = 0
    changed: tuple = ()
    base: "Plan | None" = None
    base_steps: int = 0

    @property
    def numbers(self):
        """{token: its number}"""
        return {token: number for number, token in enumerate(self.vocabulary)}


class Run:
    """A training run of a Plan. The number of steps determines everything in it."""

    def __init__(self, plan):
        self.plan, self.steps, self.core = plan, 0, reader_code.load(plan.code)
        self.numbers = plan.numbers
        self.contexts, self.targets = examples(plan.sequences, self.numbers, plan.context)
        self.rng = np.random.default_rng(plan.seed)
        new = self.core.random_parameters(len(plan.vocabulary), plan.context, plan.width, plan.hidden, self.rng)
        if plan.base:
            # New tokens keep their random rows; everything else begins where the base has stopped.
            for name, learnt in run_at(plan.base, plan.base_steps).parameters.items():
                new[name][tuple(slice(size) for size in learnt.shape)] = learnt
        self.parameters, self.adam = new, Adam()

    def advance(self):
        """Train on one batch."""
        chosen = self.rng.integers(len(self.targets), size=BATCH)
        gradients = self.core.gradients(self.parameters, self.contexts[chosen], self.targets[chosen])
        if self.plan.changed:
            gradients = {name: gradients[name] for name in self.plan.changed}
        left = 1 - 0.95 * min(1, self.steps / self.plan.decay) if self.plan.decay else 1
        self.adam.step(self.parameters, gradients, self.plan.learning_rate * left)
        self.steps += 1

    def loss(self, contexts, targets):
        """Return the mean -log probability of the targets, in nats."""
        return self.core.loss(self.parameters, contexts, targets)

    def next(self, contexts, temperature=1.0):
        """Return the probability of each token after each context: (B, V)."""
        return self.core.probabilities(self.core.forward(self.parameters, contexts)[0], temperature)


@lru_cache(maxsize=8)
def _stored(plan):
    run = None
    for key, array in stored_arrays(STORED, stored_name(plan)).items():
        run = run or Run(plan)
        steps, name = key.split("/")
        run.parameters[name], run.steps = array.astype(np.float64), int(steps)
    return run


run_at, forget_runs = cached_runs(Run, _stored)
