"""One training run of forger and detective, round after round, as in run.py.

A GAN lives on the balance of the two, so the reader chooses who of them is held back. Measured on our four ready
shapes: in balance the fakes cover 99% or more of each within 1,400 rounds, and 90% or more of them are on it. If the
detective is held back, the fakes are one heap that jumps about and covers less than 20% (collapse); if the forger
is, the detective is soon so sure that no fake moves any more (deadlock).

The game is chaotic: after some hundred rounds, a difference in the last digit of a number has grown to another
picture. So what the page shows first comes from gan_stored.npz, which `make train` writes, and is the same everywhere.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from demos import training_runs
from demos.numerics import Adam
from demos.pictures import reader_code

STORED = Path(__file__).parent / "gan_stored.npz"
BATCH = 100    # points of each kind in a step; GAN Lab takes 150, which leads to no better fakes here
JITTER = 0.03  # the lines that are learnt are as thick as that
SHOWN = 300    # fakes that are shown and measured, always out of the same random numbers
CURVE_EVERY = 20  # rounds between two places of the curve
BETA1 = 0.5    # for both, Radford et al. 2016 (arXiv:1511.06434): with the usual 0.9 the two swing back and forth


@dataclass(frozen=True)
class Handicap:
    """How much each of the two learns in a round: its steps, and its learning rate. `rounds` is the whole training."""

    forger_steps: int
    forger_rate: float
    detective_steps: int
    detective_rate: float
    rounds: int


# {who is held back: how}
HANDICAPS = {
    "none": Handicap(1, 0.005, 3, 0.01, 1400),
    "detective": Handicap(5, 0.005, 1, 0.003, 400),
    "forger": Handicap(1, 0.0005, 10, 0.01, 400),
}


@dataclass(frozen=True)
class Plan:
    """Everything that determines a run.

    points    the shape: ((x, y), ...), in the networks' units
    handicap  a key of HANDICAPS
    code      the reader's gan.py, or None: ours
    """

    points: tuple
    handicap: str
    code: str | None = None
    seed: int = 0


class Run:
    """A training run of a Plan. The number of steps, here rounds, determines everything in it."""

    def __init__(self, plan):
        self.plan, self.steps, self.heart = plan, 0, reader_code.load("gan", plan.code)
        self.points, self.rng = np.array(plan.points), np.random.default_rng(plan.seed)
        self.forger, self.detective = self.heart.random_parameters(self.rng)
        self.forger_adam, self.detective_adam = Adam(BETA1), Adam(BETA1)
        self.shown = np.random.default_rng(1).uniform(-1, 1, (SHOWN, 2))
        self.curve = [self._place()]  # [[round, the detective's loss, the forger's loss], ...]

    def advance(self):
        """Play one round: first the detective learns, then the forger."""
        handicap = HANDICAPS[self.plan.handicap]
        left = 1 - 0.8 * min(1, self.steps / handicap.rounds)  # the learning rates fall to a fifth
        for _ in range(handicap.detective_steps):
            real = self.points[self.rng.integers(len(self.points), size=BATCH)] + JITTER * self.rng.normal(size=(BATCH, 2))
            gradients = self.heart.detective_gradients(self.detective, real, self.heart.forge(self.forger, self._noise()))
            self.detective_adam.step(self.detective, gradients, left * handicap.detective_rate)
        for _ in range(handicap.forger_steps):
            gradients = self.heart.forger_gradients(self.forger, self.detective, self._noise())
            self.forger_adam.step(self.forger, gradients, left * handicap.forger_rate)
        self.steps += 1
        if self.steps % CURVE_EVERY == 0:
            self.curve.append(self._place())

    def fakes(self):
        """Return SHOWN fakes, out of the same random numbers after every round: (N, 2)."""
        return self.heart.forge(self.forger, self.shown)

    def losses(self):
        """Return [the detective's loss, the forger's loss]."""
        return [abs(round(float(loss), 3)) for loss in self.heart.losses(self.detective, self.points, self.fakes())]

    def opinion(self, points):
        """Return how probable it is that each point is real, in the detective's opinion."""
        return self.heart.judge(self.detective, points)

    def _place(self):
        return [self.steps, *self.losses()]

    def _noise(self):
        return self.rng.uniform(-1, 1, (BATCH, 2))


def plan_of(points, handicap, code=None):
    """Return the Plan for a shape's points (N, 2)."""
    return Plan(tuple(map(tuple, points.tolist())), handicap, code)


def stored_name(plan):
    """Return the name under which gan_stored.npz holds a whole training: another plan has another name."""
    points = [(round(x, 6), round(y, 6)) for x, y in plan.points]  # sin() may differ in the last digit elsewhere
    return training_runs.stored_name((points, plan.handicap, plan.code, plan.seed, HANDICAPS[plan.handicap]))


@lru_cache(maxsize=8)
def _stored(plan):
    stored = training_runs.stored_arrays(STORED, stored_name(plan))
    if not stored:
        return None
    run = Run(plan)
    for name in ("forger", "detective"):
        setattr(run, name, {key.partition("/")[2]: array.astype(float) for key, array in stored.items() if key.startswith(name)})
    run.steps = HANDICAPS[plan.handicap].rounds
    run.curve = [[int(step), *(round(loss, 3) for loss in losses)] for step, *losses in stored["curve"].tolist()]
    return run


def to_store(run):
    """Return {key: array of float32} of a whole training, for gan_stored.npz: half as many bytes for every reader to fetch."""
    networks = {f"{who}/{name}": array for who in ("forger", "detective") for name, array in getattr(run, who).items()}
    return {f"{stored_name(run.plan)}/{key}": array.astype(np.float32) for key, array in {**networks, "curve": np.array(run.curve)}.items()}


run_at, forget_runs = training_runs.cached_runs(Run, _stored)
