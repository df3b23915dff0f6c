"""What "capitals" and "jobs" have in common: tokens are words, and after the first training comes another one.

A state holds the training as

    {"stage"    "base", or the lesson's second stage, which goes on from the base's last step
     "step", "target", "running"
     "loss"     the mean loss on what is learnt, or None before the first step}
"""

from functools import lru_cache

from demos.language.model.tokens import vocabulary
from demos.language.training.run import Plan, run_at

CONTEXT, HIDDEN, LEARNING_RATE = 5, 64, 1e-2
TICKS = 80      # in which each training is done
MEASURED = 500  # examples that the loss is measured on


@lru_cache(maxsize=8)
def base_plan(sentences, width, code, decay=0):
    """Return the Plan of the first training."""
    return Plan(sentences, vocabulary(sentences), CONTEXT, width, HIDDEN, code, learning_rate=LEARNING_RATE, decay=decay)


def started(stage, steps):
    """Return the training at the first step of a stage."""
    return {"stage": stage, "step": 0, "target": steps, "running": True, "loss": None}


def ticked(training, plan):
    """Return the training a few steps later."""
    step = min(training["step"] + training["target"] // TICKS, training["target"])
    run = run_at(plan, step)
    chosen = slice(None, None, 1 + len(run.targets) // MEASURED)
    loss = round(run.loss(run.contexts[chosen], run.targets[chosen]), 4)
    return {**training, "step": step, "running": step < training["target"], "loss": loss}


def paused(training, value):
    """Return the training after "pause" or "resume"."""
    return {**training, "running": value == "resume" and training["step"] < training["target"]}


def finish(state, tick):
    """Return the state when its training is done, as the build does for the first picture."""
    while state["training"]["running"]:
        state = tick(state)
    return state
