"""One training run of the denoiser: a Plan says everything that determines it, a Run does it step by step.

One event is one tick of a few steps. A state holds the number of steps; the parameters are not in it, because
they follow from the plan and that number.

stored.npz holds the parameters of the training that a page shows first, which `make train` has done, so that the
first move of the slider need not wait for it.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from demos.numerics import Adam
from demos.pictures import reader_code
from demos.pictures.model import denoiser
from demos.training_runs import cached_runs, stored_arrays, stored_name

WIDTH, BATCH, LEARNING_RATE = 32, 256, 3e-2
STEPS = 1200      # of a whole training
SHOWN = 500       # points of noise that walk
STORED = Path(__file__).parent / "stored.npz"


@dataclass(frozen=True)
class Plan:
    """Everything that determines a run.

    points  what is learnt: ((x, y), ...), in the network's units
    code    the reader's denoiser.py, or None: ours
    """

    points: tuple
    code: str | None = None
    seed: int = 0


def plan_of(points, code=None):
    """Return the Plan for points (N, 2), rounded: computers differ in the last digits of sin() and cos()."""
    return Plan(tuple(map(tuple, points.round(4).tolist())), code)


class Run:
    """A training run of a Plan. The number of steps determines everything in it."""

    def __init__(self, plan):
        self.plan, self.steps, self.heart = plan, 0, reader_code.load("denoiser", plan.code)
        self.points, self.rng = np.array(plan.points, np.float32), np.random.default_rng(plan.seed)
        self.parameters = self.heart.random_parameters(WIDTH, self.rng)
        self.adam = Adam()

    def advance(self):
        """Train on one batch."""
        batch = self._batch(self.rng)
        rate = LEARNING_RATE * (1 - 0.95 * min(1, self.steps / STEPS))
        self.adam.step(self.parameters, self.heart.gradients(self.parameters, *batch), rate)
        self.steps += 1

    def measured(self):
        """Return the loss on a batch that is always the same."""
        return self.heart.loss(self.parameters, *self._batch(np.random.default_rng(1)))

    def walk(self, seed, stride=1, count=SHOWN):
        """Return points on their way from noise to the shape: (denoiser.STEPS / stride + 1, count, 2).

        seed  says which noise
        """
        return self.heart.sample(self.parameters, noise(np.random.default_rng([7, seed]), count), stride)

    def _batch(self, rng):
        chosen = rng.integers(len(self.points), size=BATCH)
        return self.points[chosen], rng.integers(1, denoiser.STEPS + 1, size=BATCH), noise(rng, BATCH)


def noise(rng, count):
    """Return points of noise (count, 2)."""
    return rng.standard_normal((count, 2), np.float32)


@lru_cache(maxsize=8)
def _stored(plan):
    run = None
    if parameters := stored_arrays(STORED, stored_name(plan)):
        run = Run(plan)
        run.parameters, run.steps = parameters, STEPS
    return run


run_at, forget_runs = cached_runs(Run, _stored)
