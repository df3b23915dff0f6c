"""The cache of training runs: a plan and a number of steps determine the result, whatever happened before."""

import pytest

from demos.training_runs import cached_runs


class Run:
    """Counts each step twice. The plan is an iterator, which says of each step whether it is interrupted between the two."""

    def __init__(self, plan):
        self.interruptions, self.begun, self.steps = plan, 0, 0

    def advance(self):
        self.begun += 1
        if next(self.interruptions, False):
            raise KeyboardInterrupt
        self.steps += 1


def test_a_run_whose_step_was_interrupted_starts_again():
    run_at, _ = cached_runs(Run)
    plan = iter([False, False, True])
    with pytest.raises(KeyboardInterrupt):
        run_at(plan, 5)
    run = run_at(plan, 5)
    assert run.begun == run.steps == 5


def test_an_earlier_step_of_one_plan_leaves_the_other_runs_cached():
    run_at, _ = cached_runs(Run)
    one, other = iter([]), iter([])
    first, second = run_at(one, 5), run_at(other, 5)
    assert run_at(one, 6) is first
    assert run_at(one, 2) is not first
    assert run_at(other, 6) is second
