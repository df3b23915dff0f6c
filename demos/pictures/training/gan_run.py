"""One training run of forger and inspector, round after round, as in run.py.

How strong each of the two is, is a choice of the reader (HANDICAPS), because a GAN lives from the balance of
the two. Measured on our four shapes, 1,200 rounds each: see tests/demos/test_pictures_gan.py.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from demos.numerics import Adam
from demos.pictures import reader_code

BATCH = 150    # points of each kind in a step, as in GAN Lab
JITTER = 0.03  # the lines that are learnt are as thick as that
SHOWN = 400    # fakes that are shown and measured, always out of the same random numbers
BETA1 = 0.5    # for both, Radford et al. 2016 (arXiv:1511.06434): with the usual 0.9 the two swing back and forth


@dataclass(frozen=True)
class Handicap:
    """How much each of the two learns in one round: its steps, and its learning rate."""

    forger_steps: int
    forger_rate: float
    inspector_steps: int
    inspector_rate: float


HANDICAPS = {
    "inspector": Handicap(5, 0.005, 1, 0.003),
    "none": Handicap(1, 0.005, 3, 0.01),
    "forger": Handicap(1, 0.0005, 10, 0.01),
}


@dataclass(frozen=True)
class Plan:
    """Everything that determines a run.

    points    the shape: ((x, y), ...), in the networks' units
    handicap  a key of HANDICAPS: who of the two is held back
    rounds    of the whole training, over which the learning rates fall to a fifth
    code      the reader's gan.py, or None: ours
    """

    points: tuple
    handicap: str
    rounds: int
    code: str | None = None
    seed: int = 0


class Run:
    """A training run of a Plan. The number of rounds determines everything in it."""

    def __init__(self, plan):
        self.plan, self.rounds, self.heart = plan, 0, reader_code.load("gan", plan.code)
        self.points, self.rng = np.array(plan.points), np.random.default_rng(plan.seed)
        self.forger, self.inspector = self.heart.random_parameters(self.rng)
        self.forger_adam, self.inspector_adam = Adam(self.forger, BETA1), Adam(self.inspector, BETA1)
        self.shown = np.random.default_rng(1).uniform(-1, 1, (SHOWN, 2))

    def advance(self):
        """Play one round: first the inspector learns, then the forger."""
        handicap = HANDICAPS[self.plan.handicap]
        left = 1 - 0.8 * min(1, self.rounds / self.plan.rounds)
        for _ in range(handicap.inspector_steps):
            real = self.points[self.rng.integers(len(self.points), size=BATCH)] + JITTER * self.rng.normal(size=(BATCH, 2))
            gradients = self.heart.inspector_gradients(self.inspector, real, self.heart.forge(self.forger, self._noise()))
            self.inspector_adam.step(self.inspector, gradients, left * handicap.inspector_rate)
        for _ in range(handicap.forger_steps):
            gradients = self.heart.forger_gradients(self.forger, self.inspector, self._noise())
            self.forger_adam.step(self.forger, gradients, left * handicap.forger_rate)
        self.rounds += 1

    def fakes(self):
        """Return SHOWN fakes, out of the same random numbers after every round: (N, 2)."""
        return self.heart.forge(self.forger, self.shown)

    def losses(self, fakes):
        """Return (the inspector's loss, the forger's loss)."""
        return self.heart.losses(self.inspector, self.points, fakes)

    def opinion(self, points):
        """Return how probable it is that each point is real, in the inspector's opinion."""
        return self.heart.judge(self.inspector, points)

    def _noise(self):
        return self.rng.uniform(-1, 1, (BATCH, 2))


@lru_cache(maxsize=4)
def _cached(plan):
    return Run(plan)


def run_at(plan, rounds):
    """Return the Run of a plan after this number of rounds, see training.run.run_at."""
    run = _cached(plan)
    if run.rounds > rounds:
        _cached.cache_clear()
        run = _cached(plan)
    while run.rounds < rounds:
        run.advance()
    return run


forget_runs = _cached.cache_clear
