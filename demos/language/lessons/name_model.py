"""What the model of the lesson "names" says: the next letter, whole names, and which of them are invented."""

from collections import Counter

import numpy as np

from demos.language.data.names import MAX_NAME, pasted_names, site_names
from demos.language.model.tokens import EDGE, context_of
from demos.language.training.run import Plan, run_at

CONTEXT, WIDTH, HIDDEN = 4, 8, 64
SHOWN = 10  # invented names on the page
BARS = 6


def names_of(state):
    """Return the Names that the state's training learns from."""
    return pasted_names(tuple(state["pasted"])) if state["pasted"] else site_names(state["language"])


def plan(names, kind, size, code=None):
    """Return the Plan for training on some of the names."""
    return Plan(names.trained(kind, size), names.vocabulary, CONTEXT, WIDTH, HIDDEN, code)


def run_of(state):
    """Return the Run that the state's training has reached."""
    training = state["training"]
    return run_at(plan(names_of(state), training["kind"], training["size"], state["code"]), training["step"])


def write(run, count, seed, temperature, beginning=""):
    """Return [(name, probability), ...] that the model writes after a beginning."""
    contexts = np.repeat(context_of(beginning, run.numbers, CONTEXT), count, axis=0)
    chances = np.random.default_rng([seed, count]).random((count, MAX_NAME - len(beginning)))
    tokens, probabilities = run.core.sample(run.parameters, contexts, temperature, chances)
    letters = run.plan.vocabulary
    written = [beginning + "".join(letters[token] for token in row) for row in tokens.tolist()]
    return [(name, float(f"{chance:.6g}")) for name, chance in zip(written, probabilities.tolist(), strict=True)]


def shown(state):
    """Return [[name, mark, probability], ...]: names that the model writes at the state's step and temperature."""
    names = write(run_of(state), SHOWN, state["training"]["step"], state["temperature"])
    return [[name, mark_of(name, state), chance] for name, chance in names]


def mark_of(name, state):
    """Return "list", "real" or "new": learnt from the list, on it but not learnt, or invented."""
    names, training = names_of(state), state["training"]
    learnt = names.trained(training["kind"], training["size"])
    return "list" if name in learnt else "real" if name in names.real else "new"


def predict(state):
    """Return the state with the bars for its beginning: the most probable next letters."""
    run, beginning = run_of(state), state["beginning"]
    unknown = next((letter for letter in beginning if letter not in run.numbers), None)
    if unknown is not None or state["finished"]:
        return {**state, "unknown": unknown, "bars": [], "mark": mark_of(beginning, state)}
    probabilities = run.next(context_of(beginning, run.numbers, CONTEXT), state["temperature"])[0].tolist()
    letters = Counter(dict(zip(run.plan.vocabulary, (round(one, 4) for one in probabilities), strict=True))).most_common(BARS)
    return {**state, "unknown": None, "bars": [list(one) for one in letters]}


def choose(state, letter):
    """Return the state with one more letter of the beginning, or with the end if it is EDGE."""
    if state["finished"] or letter not in run_of(state).numbers or len(state["beginning"]) >= MAX_NAME:
        return state
    return predict({**state, "beginning": state["beginning"] + letter, "finished": letter == EDGE})


def go_on(state):
    """Return the state with a whole name that the model has written after the beginning."""
    run = run_of(state)
    beginning = "" if state["finished"] else state["beginning"]
    if any(letter not in run.numbers for letter in beginning):
        return state
    draws = state["draws"] + 1
    [(name, _)] = write(run, 1, draws, state["temperature"], beginning)
    return predict({**state, "draws": draws, "beginning": name, "finished": True})
