"""Training runs that follow from a plan and a number of steps: cached in this interpreter, or stored by `make train`.

A Plan is frozen and says everything that determines a run. A Run of it has `steps`, how many were done, and
advance(), which does one more.
"""

import hashlib
from functools import lru_cache

import numpy as np


def cached_runs(make, stored=lambda plan: None):
    """Return (run_at, forget_runs).

    make    make(plan) returns a Run before its first step
    stored  stored(plan) returns the Run that `make train` has stored, which cannot be continued, or None

    run_at(plan, steps) returns the Run after this number of steps. The result depends on the arguments only, because
    all random choices come from the plan. Runs are cached, so that the next step costs one step. For an earlier step
    (after a reload or a stopped worker, or in tests) the run starts again, as after an error in a step.
    """

    @lru_cache(maxsize=8)
    def cached(plan):
        return []  # the plan's Run, or nothing

    def run_at(plan, steps):
        done = stored(plan)
        if done and done.steps == steps:
            return done
        latest = cached(plan)
        run = latest.pop() if latest else make(plan)
        if run.steps > steps:
            run = make(plan)
        while run.steps < steps:
            run.advance()
        latest.append(run)  # only now: a run whose step was interrupted is in a state that no number of steps leads to
        return run

    return run_at, cached.cache_clear


def stored_name(determines):
    """Return the name under which a file of arrays holds a run: a hash of what determines it."""
    return hashlib.sha256(repr(determines).encode()).hexdigest()[:16]


def stored_arrays(file, name):
    """Return {key: array} of the arrays that a file holds as name/key; empty if there are none."""
    with np.load(file) as arrays:
        return {key.removeprefix(f"{name}/"): arrays[key] for key in arrays.files if key.startswith(f"{name}/")}
