"""The lesson "jobs": a model learns the bias of its data, and fine-tuning reduces it.

The state's part for this lesson, see demos.language.start for the rest:

    job       the index of the job whose share the dial sets
    shares    for each job, the share of men in the data of the next training
    data      the same for the training that is going on
    training  see lessons/words.py; the second stage is "tuned"
    model     for each job, the share of men that the model gives
    before    the same before fine-tuning, or None
"""

from functools import lru_cache

import numpy as np

from demos.language.data.job_sentences import jobs, questions, sentences
from demos.language.lessons import words
from demos.language.model.tokens import context_of
from demos.language.training.run import Plan, run_at
from demos.text import whole_number

SHARED = ("jobs",)
WIDTH = 8
STEPS = {"base": 800, "tuned": 200}
# Fine-tuning changes the tokens' own numbers and the biases, and leaves the matrices: if it changes
# everything, the English model learns that all jobs are balanced, also those that it has not seen.
# (BitFit, Zaken et al. 2022, changes the biases only; adapters leave the old parameters, too.)
TUNED, TUNING_RATE = ("C", "b1", "b2"), 0.02


def start(common):
    """Return the first state: trained on the shares of the file, and fine-tuned."""
    shares = [job["share"] for job in jobs(common["language"])]
    state = {**common, "job": 0, "shares": shares, "data": shares, "training": words.started("base", STEPS["base"]), "model": [], "before": None}
    return words.finish(update(words.finish(measure(state), tick), "train", "tune"), tick)


def plan_of(state):
    """Return the Plan of the state's training: the base, or fine-tuning with balanced sentences."""
    language = state["language"]
    base = words.base_plan(sentences(language, tuple(state["data"])), WIDTH, state["code"], STEPS["base"])
    if state["training"]["stage"] == "base":
        return base
    balanced = sentences(language, tuple(0.5 if job["balanced"] else None for job in jobs(language)))
    return Plan(
        balanced, base.vocabulary, base.context, base.width, base.hidden, base.code, learning_rate=TUNING_RATE,
        decay=STEPS["tuned"], changed=TUNED, base=base, base_steps=STEPS["base"],
    )  # fmt: skip


def measure(state):
    """Return the state with the share of men that the model gives each job: P(man) / (P(man) + P(woman))."""
    run = run_at(plan_of(state), state["training"]["step"])
    contexts = _contexts(state["language"], run.plan.vocabulary)  # (jobs, questions, n)
    asked, model = run.next(contexts.reshape(-1, words.CONTEXT)).reshape(*contexts.shape[:2], -1), []
    for job, probabilities in zip(jobs(state["language"]), asked, strict=True):
        # A job whose data has no man, or no woman, may lack that word.
        man, woman = (probabilities[:, run.numbers[job[form]]] if job[form] in run.numbers else 0 for form in ("man", "woman"))
        model.append(round(float(np.mean(man / (man + woman))), 4))
    return {**state, "model": model}


@lru_cache(maxsize=4)
def _contexts(language, vocabulary):
    """Return for each job the contexts of its questions: (jobs, questions, n)."""
    numbers = {token: number for number, token in enumerate(vocabulary)}
    return np.array([[context_of(question, numbers, words.CONTEXT)[0] for question in questions(language, job)] for job in jobs(language)])


def distances(state, shares):
    """Return how far shares are from one half, on average: {"tuned": of the jobs in fine-tuning, "others"}.

    Rounded, because sum() of Python 3.12 and later rounds otherwise than before.
    """
    balanced = [job["balanced"] for job in jobs(state["language"])]
    return {
        group: round(sum(abs(share - 0.5) for share, tuned in zip(shares, balanced, strict=True) if tuned == chosen) / balanced.count(chosen), 6)
        for group, chosen in (("tuned", True), ("others", False))
    }


def tick(state):
    """Return the state a few steps later, or the same state if no training is going on."""
    if not state["training"]["running"]:
        return state
    return measure({**state, "training": words.ticked(state["training"], plan_of(state))})


def update(state, name, text):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    job    the index of a job          train  "start": from random parameters, on the shares of the dials;
    share  its share of men, 0 to 100         "tune": fine-tuning; "pause" or "resume"
    jobs   what linked() returned
    """
    training = state["training"]
    number = whole_number(text)
    if name == "job" and number is not None and number < len(state["shares"]):
        return {**state, "job": number}
    if name == "share" and number is not None and number <= 100:
        return {**state, "shares": [number / 100 if at == state["job"] else share for at, share in enumerate(state["shares"])]}
    if name == "jobs":
        return _opened(state, text)
    if name == "train" and text == "start":
        return restart({**state, "data": state["shares"]})
    if name == "train" and text == "tune" and training["stage"] == "base" and training["step"] == training["target"]:
        return {**state, "before": state["model"], "training": words.started("tuned", STEPS["tuned"])}
    if name == "train" and text in ("pause", "resume"):
        return {**state, "training": words.paused(training, text)}
    return state


def linked(state):
    """Return what a link says of the state, as one text: the job, and the share of men in the data of each."""
    return f"{state['job']}." + "-".join(f"{100 * share:.0f}" for share in state["data"])


def _opened(state, text):
    """Return the state that a link asks for: a training on other data begins."""
    job, _, shares = text.partition(".")
    numbers = [number for one in (job, *shares.split("-")) if (number := whole_number(one)) is not None]
    if len(numbers) != 1 + len(state["shares"]) or numbers[0] >= len(state["shares"]) or max(numbers[1:]) > 100:
        return state
    shares = [number / 100 for number in numbers[1:]]
    opened = {**state, "job": numbers[0], "shares": shares, "data": shares}
    return opened if shares == state["data"] else restart(opened)


def restart(state):
    """Return the state at the first step of the first training."""
    return measure({**state, "before": None, "training": words.started("base", STEPS["base"])})
