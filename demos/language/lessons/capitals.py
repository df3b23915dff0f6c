"""The lesson "capitals": a model that has learnt true sentences names a city for every country.

The state's part for this lesson, see demos.language.start for the rest:

    country   the one that is asked
    answer    [[token, probability], ...]: what may come after "the capital of this country is"
    added     [[country, capital], ...]: the sentences that the reader has added
    about     the country of the sentence that the reader is writing
    notice    the key of a message about what the reader wrote, or None; notice_word goes into it
    training  see lessons/words.py; the second stage is "added"
    figures   {group: {"count", "right", "sure"}} for taught, untaught and added countries, see measure()
    before    the figures when the first training was done
"""

from collections import Counter

import numpy as np

from demos.language.data.facts import countries, question, sentence, sentences
from demos.language.lessons import words
from demos.language.model.tokens import context_of
from demos.language.training.run import Plan, run_at
from demos.text import visible

SHARED = ("country",)
WIDTH = 3          # numbers a word becomes: so few that similar countries become neighbours
STEPS = {"base": 1200, "added": 200}
SHOWN = 3          # words in the answer
COPIES = 4         # of each sentence that the reader adds, among those known before
MAX_ADDED = 20
MAX_WORD = 40      # letters in what the reader writes


def start(common):
    """Return the first state: trained, and asked about a country without its capital, of which it is as sure as on average."""
    state = {
        **common, "country": next(iter(countries(common["language"]))), "answer": [], "added": [], "about": "", "notice": None, "notice_word": "",
        "training": words.started("base", STEPS["base"]), "figures": {}, "before": None,
    }  # fmt: skip
    state = words.finish(measure(state), tick)
    average = state["figures"]["untaught"]["sure"]
    asked = [update(state, "country", country) for country in capitals(state)["untaught"]]
    return min(asked, key=lambda one: abs(one["answer"][0][1] - average))


def base_plan(language, code=None):
    """Return the Plan of the first training."""
    return words.base_plan(sentences(language), WIDTH, code)


def plan_of(state):
    """Return the Plan of the state's training: the base, or what goes on from it with the reader's sentences."""
    base = base_plan(state["language"], state["code"])
    if state["training"]["stage"] == "base":
        return base
    new = [sentence(state["language"], "capital", *pair) for pair in state["added"]]
    tokens = dict.fromkeys([*base.vocabulary, *(token for one in new for token in one)])
    return Plan(
        (*base.sequences, *new * COPIES), tuple(tokens), base.context, base.width, base.hidden, base.code,
        learning_rate=words.LEARNING_RATE, decay=STEPS["added"], base=base, base_steps=STEPS["base"],
    )  # fmt: skip


def capitals(state):
    """Return {group: {country: capital}}: "taught" in training, "untaught", and "added" by the reader."""
    added = dict(state["added"])
    groups = {"taught": {}, "untaught": {}, "added": added}
    for name, country in countries(state["language"]).items():
        if name not in added:
            groups["taught" if country["taught"] else "untaught"][name] = country["capital"]
    return groups


def measure(state):
    """Return the state with the answer and the figures at its training's step.

    right  the share of countries for which the most probable word is the capital
    sure   the mean probability of the most probable word
    """
    run = run_at(plan_of(state), state["training"]["step"])
    figures = {}
    for group, expected in capitals(state).items():
        known = {name: capital for name, capital in expected.items() if name in run.numbers}
        if known:
            probabilities = run.next(np.concatenate([_asked(state, run, name) for name in known]))
            best = [run.plan.vocabulary[token] for token in probabilities.argmax(axis=1)]
            figures[group] = {
                "count": len(known),
                "right": round(float(np.mean([found == capital for found, capital in zip(best, known.values(), strict=True)])), 4),
                "sure": round(float(probabilities.max(axis=1).mean()), 4),
            }
    probabilities = run.next(_asked(state, run, state["country"]))[0].tolist() if state["country"] in run.numbers else []
    answer = Counter(dict(zip(run.plan.vocabulary, (round(one, 4) for one in probabilities), strict=bool(probabilities)))).most_common(SHOWN)
    return {**state, "answer": [list(one) for one in answer], "figures": figures}


def tick(state):
    """Return the state a few steps later, or the same state if no training is going on."""
    if not state["training"]["running"]:
        return state
    state = measure({**state, "training": words.ticked(state["training"], plan_of(state))})
    training = state["training"]
    if training["stage"] == "base" and not training["running"]:
        return {**state, "before": state["figures"]}
    return state


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    country  the one to ask
    about    the country of the reader's sentence; teach: its capital, and training goes on with it
    train    "start": from random parameters, without the reader's sentences; "pause" or "resume"
    """
    if name == "country":
        word = _word(text)
        if not any(word in group for group in capitals(state).values()):
            return {**state, "notice": "capitals_not_there", "notice_word": word}
        return measure({**state, "country": word, "about": word, "notice": None})
    if name == "about":
        return {**state, "about": _word(text)}
    if name == "teach":
        return _teach(state, _word(text))
    if name == "train" and text == "start":
        return restart(state)
    if name == "train" and text in ("pause", "resume"):
        return {**state, "training": words.paused(state["training"], text)}
    return state


def restart(state):
    """Return the state at the first step of the first training."""
    country = state["country"] if state["country"] in countries(state["language"]) else next(iter(countries(state["language"])))
    return measure({**state, "country": country, "added": [], "notice": None, "before": None, "training": words.started("base", STEPS["base"])})


def _teach(state, capital):
    """Return the state with one more sentence, about state["about"], at the beginning of the training with it."""
    country = state["about"]
    added = [*(pair for pair in state["added"] if pair[0] != country), [country, capital]]
    if not country or not capital or len(added) > MAX_ADDED:
        return {**state, "notice": "capitals_empty" if len(added) <= MAX_ADDED else "capitals_full", "notice_word": ""}
    return measure({**state, "country": country, "added": added, "notice": None, "training": words.started("added", STEPS["added"])})


def _asked(state, run, country):
    return context_of(question(state["language"], country), run.numbers, words.CONTEXT)


def _word(text):
    """Return what the reader wrote as one token: visible, single spaces, not too long."""
    return " ".join(visible(text).split())[:MAX_WORD].strip()
