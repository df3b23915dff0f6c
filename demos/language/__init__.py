"""The language demo: a small language model that the reader trains, in three lessons.

    model/          core.py: the model, the file that readers see and change; tokens.py: text to numbers
    data/           what is learnt: lists of names; tables of countries and jobs, and sentences made from them
    reader_code.py  the reader's own core.py: it imports model
    training/       run.py: a training run, one step after another
    lessons/        names.py, capitals.py, jobs.py: what each lesson trains, asks and measures
    view/           makes the HTML of a state; it computes nothing

Why a multilayer perceptron, and no Transformer? Measured on 753 Arabic names (softmax over 37
letters, one thread): the MLP with 4 letters of context reaches a held-out loss of 2.30 nats in
300 steps and 0.13 s; a causal Transformer (one layer, two heads, width 32, on the attention demo's
scaled_dot_product_attention) reaches 2.32 in 0.56 s and no less later.
"""

from dataclasses import dataclass

from demos.language import reader_code
from demos.language.lessons import capitals, jobs, names
from demos.language.view.page import render

__all__ = ["Options", "render", "start", "update"]
LESSONS = {"names": names, "capitals": capitals, "jobs": jobs}


@dataclass(frozen=True)
class Options:
    """What an author may set in the page: lesson = "names", "capitals" or "jobs"."""

    lesson: str = "names"


def start(options, language):
    """Return the first state, trained. Raises ValueError if there is no such lesson.

    {"language", "lesson", "code": the reader's core.py if it is in use, "draft": the text in the editor
     if it is the reader's, "error": what is wrong with that text as [kind, line, message], or None;
     and the lesson's own part, see lessons/}
    """
    if options.lesson not in LESSONS:
        raise ValueError(f"lesson = {options.lesson!r} is not one of: {', '.join(LESSONS)}")
    common = {"language": language, "lesson": options.lesson, "code": None, "draft": None, "error": None}
    return LESSONS[options.lesson].start(common)


def update(state, event):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    code, reset_code  the reader's core.py, and back to ours: training starts again with it
    tick              a few steps of training
    All others are the lesson's own, see lessons/.
    """
    name, text = event["name"], str(event["value"])
    lesson = LESSONS[state["lesson"]]
    if name == "code":
        draft = text[: reader_code.MAX_CODE]
        if error := reader_code.try_out(draft):
            return {**state, "draft": draft, "error": list(vars(error).values())}
        state = {**state, "draft": draft, "error": None, "code": draft}
    elif name == "reset_code":
        state = {**state, "draft": None, "error": None, "code": None}
    try:
        if name in ("code", "reset_code"):
            return lesson.restart(state)
        return lesson.tick(state) if name == "tick" else lesson.update(state, name, text)
    except (Exception, SystemExit) as raised:
        if state["code"] is None:
            raise
        # The reader's code passed the trial, but failed with this lesson's data.
        return lesson.restart({**state, "code": None, "error": list(vars(reader_code.explain(raised)).values())})
