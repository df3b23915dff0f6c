"""One training run of the denoiser: a Plan says everything that determines it, a Run does it step by step.

One event is one tick of a few steps. A state holds the number of steps; the parameters are not in it, because
they follow from the plan and that number.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from demos.numerics import Adam
from demos.pictures import reader_code

WIDTH, BATCH, LEARNING_RATE = 64, 256, 3e-3
SHOWN = 500  # points of noise that walk


@dataclass(frozen=True)
class Plan:
    """Everything that determines a run.

    points  what is learnt: ((x, y), ...), in the network's units
    steps   of the whole training, over which the learning rate falls
    code    the reader's denoiser.py, or None: ours
    """

    points: tuple
    steps: int
    code: str | None = None
    seed: int = 0


class Run:
    """A training run of a Plan. The number of steps determines everything in it."""

    def __init__(self, plan):
        self.plan, self.steps, self.heart = plan, 0, reader_code.load("denoiser", plan.code)
        self.points, self.rng = np.array(plan.points), np.random.default_rng(plan.seed)
        self.parameters = self.heart.random_parameters(WIDTH, self.rng)
        self.adam, self.loss = Adam(self.parameters), None

    def advance(self):
        """Train on one batch."""
        batch = self._batch(self.rng)
        rate = LEARNING_RATE * (1 - 0.95 * min(1, self.steps / self.plan.steps))
        self.adam.step(self.parameters, self.heart.gradients(self.parameters, *batch), rate)
        self.steps += 1

    def measured(self):
        """Return the loss on a batch that is always the same."""
        return self.heart.loss(self.parameters, *self._batch(np.random.default_rng(1)))

    def walk(self, seed):
        """Return SHOWN points at every step, from noise to the shape."""
        return self.heart.sample(self.parameters, np.random.default_rng([7, seed]).normal(size=(SHOWN, 2)))

    def _batch(self, rng):
        chosen = rng.integers(len(self.points), size=BATCH)
        return self.points[chosen], rng.integers(1, 51, size=BATCH), rng.normal(size=(BATCH, 2))


@lru_cache(maxsize=8)
def _cached(plan):
    return Run(plan)


def run_at(plan, steps):
    """Return the Run of a plan after this number of steps.

    The result depends on the arguments only, because all random choices come from the plan's seed.
    Runs are cached, so that the next step costs one step. For an earlier step the run starts again.
    """
    run = _cached(plan)
    if run.steps > steps:
        _cached.cache_clear()
        run = _cached(plan)
    while run.steps < steps:
        run.advance()
    return run


forget_runs = _cached.cache_clear
