"""The language model: its mathematics, its tokens, and its training."""

import inspect
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.language.data.names import site_names
from demos.language.lessons.name_model import CONTEXT, plan
from demos.language.lessons.name_training import STEPS
from demos.language.model import core
from demos.language.model.tokens import EDGE, bigram_loss, context_of, examples, vocabulary
from demos.language.training.run import Plan, Run, forget_runs, run_at


def model(seed, tokens=7, context=3, width=2, hidden=5):
    rng = np.random.default_rng(seed)
    parameters = core.random_parameters(tokens, context, width, hidden, rng)
    parameters["W2"] *= 100  # as after some training: nearly equal probabilities would test little
    parameters["b1"], parameters["b2"] = rng.normal(size=hidden), rng.normal(size=tokens)
    return parameters, rng


def by_hand(parameters, context, temperature=1.0):
    """The three equations for one context: lists, loops and the standard library."""
    p = {name: array.tolist() for name, array in parameters.items()}
    x = [number for token in context for number in p["C"][token]]
    h = [math.tanh(sum(x[i] * row[j] for i, row in enumerate(p["W1"])) + p["b1"][j]) for j in range(len(p["b1"]))]
    logits = [sum(h[i] * row[j] for i, row in enumerate(p["W2"])) + p["b2"][j] for j in range(len(p["b2"]))]
    raised = [math.exp(logit / temperature) for logit in logits]
    return [one / sum(raised) for one in raised]


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), context=st.integers(1, 5), temperature=st.sampled_from([0.2, 1.0, 2.0]))
def test_the_probabilities_agree_with_the_equations_worked_out_by_hand(seed, context, temperature):
    parameters, rng = model(seed, context=context)
    contexts = rng.integers(7, size=(4, context))
    found = core.probabilities(core.forward(parameters, contexts)[0], temperature)
    expected = [by_hand(parameters, one, temperature) for one in contexts.tolist()]
    np.testing.assert_allclose(found, expected, rtol=1e-9)
    np.testing.assert_allclose(found.sum(axis=-1), 1)


def test_the_loss_is_the_mean_surprise_at_what_came_next():
    parameters, rng = model(1)
    contexts, targets = rng.integers(7, size=(6, 3)), rng.integers(7, size=6)
    expected = [-math.log(by_hand(parameters, context)[target]) for context, target in zip(contexts.tolist(), targets, strict=True)]
    assert core.loss(parameters, contexts, targets) == pytest.approx(sum(expected) / 6)


@pytest.mark.parametrize("seed", range(3))
def test_the_gradients_are_the_slopes_that_small_differences_show(seed):
    parameters, rng = model(seed)
    contexts, targets = rng.integers(4, size=(9, 3)), rng.integers(7, size=9)  # tokens come twice in a context
    gradients = core.gradients(parameters, contexts, targets)
    assert gradients.keys() == parameters.keys()
    small = 1e-6
    for name, array in parameters.items():
        for index in np.ndindex(array.shape):
            before, losses = array[index], []
            for step in (small, -small):
                array[index] = before + step
                losses.append(core.loss(parameters, contexts, targets))
            array[index] = before
            assert gradients[name][index] == pytest.approx((losses[0] - losses[1]) / (2 * small), abs=1e-8)


def test_a_sample_is_drawn_as_often_as_its_probability_says():
    parameters, rng = model(2, tokens=3, context=2)
    tokens, probability = core.sample(parameters, np.zeros((4000, 2), int), 0.8, rng.random((4000, 3)))
    for text in {tuple(row) for row in tokens.tolist()}:
        same = (tokens == text).all(axis=1)
        assert same.mean() == pytest.approx(probability[same][0], abs=0.04)
    for row in tokens:
        assert not row[np.argmin(row) :].any() or row.all(), "after the end comes nothing"


def test_a_low_temperature_prefers_the_probable():
    logits = np.array([[1.0, 2.0, 0.0]])
    highest = [core.probabilities(logits, temperature).max() for temperature in (0.2, 1.0, 2.0)]
    assert highest == sorted(highest, reverse=True)


def test_the_file_that_readers_edit_stands_alone():
    scope = {"__name__": "core"}
    exec(compile(inspect.getsource(core), "core.py", "exec"), scope)
    assert scope["random_parameters"](3, 2, 2, 2, np.random.default_rng(0))["C"].shape == (3, 2)
    assert len(inspect.getsource(core).splitlines()) <= 150


def test_every_place_of_a_text_is_an_example():
    tokens = vocabulary([("b", "a")])
    numbers = {token: number for number, token in enumerate(tokens)}
    assert tokens == (EDGE, "a", "b")
    contexts, targets = examples([("b", "a"), ("a",)], numbers, 2)
    assert contexts.tolist() == [[0, 0], [0, 2], [2, 1], [0, 0], [0, 1]] and targets.tolist() == [2, 1, 0, 1, 0]
    assert context_of("ab", numbers, 3).tolist() == [[0, 1, 2]] and context_of("abb", numbers, 2).tolist() == [[2, 2]]


def test_the_bigram_baseline_counts_pairs():
    numbers = {token: number for number, token in enumerate(vocabulary(["ab"]))}
    shares = {"a after the beginning": 1.1 / 1.3, "b after a": 1.1 / 1.3, "the end after b": 1.1 / 1.3}
    assert bigram_loss(["ab"], ["ab"], numbers) == pytest.approx(-sum(map(math.log, shares.values())) / 3)


def small_plan(**changes):
    words = ("abba", "baab", "aba")
    return Plan(**{"sequences": words, "vocabulary": vocabulary(words), "context": 3, "width": 2, "hidden": 8, **changes})


def test_a_plan_and_a_number_of_steps_determine_the_parameters():
    first = {name: array.copy() for name, array in run_at(small_plan(), 20).parameters.items()}

    def is_same():
        return all((run_at(small_plan(), 20).parameters[name] == array).all() for name, array in first.items())

    run_at(small_plan(), 25)
    assert is_same()  # the run has started again
    forget_runs()
    assert is_same()  # as in a new worker


def test_a_run_can_go_on_from_another_one_with_new_tokens():
    base = small_plan()
    new = (*base.vocabulary, "c")
    tuned = Run(small_plan(sequences=("abc",), vocabulary=new, base=base, base_steps=10))
    learnt = run_at(base, 10).parameters
    assert (tuned.parameters["C"][:3] == learnt["C"]).all() and tuned.parameters["C"].shape[0] == 4
    untouched = learnt["W1"].copy()
    tuned.advance()
    assert (run_at(base, 10).parameters["W1"] == untouched).all(), "the base is not changed"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_training_beats_the_bigram_and_a_held_out_loss_of_2_55(language):
    names = site_names(language)
    run = run_at(plan(names, "both", 0), STEPS)
    tests = [name for group in names.held_out.values() for name in group]
    held_out = examples(tests, run.numbers, CONTEXT)
    assert not set(tests) & set(run.plan.sequences)
    assert Run(run.plan).loss(*held_out) == pytest.approx(math.log(len(names.vocabulary)), abs=0.1), "untrained: all equal"
    assert run.loss(*held_out) < min(2.55, bigram_loss(run.plan.sequences, tests, run.numbers))
