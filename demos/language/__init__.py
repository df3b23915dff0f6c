"""The language demo: a small language model that the reader trains, in three lessons.

    model/          core.py: the model, the file that readers see and change; tokens.py: text to numbers
    data/           what is learnt: lists of names; tables of countries and jobs, and sentences made from them
    reader_code.py  the reader's own core.py: it imports model
    training/       run.py: a training run, one step after another; stored.npz: parameters that `make train` has trained
    lessons/        names.py, capitals.py, jobs.py: what each lesson trains, asks and measures;
                    name_model.py and name_training.py belong to names.py; store.py writes stored.npz
    view/           makes the HTML of a state; it computes nothing

Why a multilayer perceptron, and no Transformer? Measured on our names, 400 steps of about 64 letters
(loss on held-out names in nats, time of one thread in CPython):

                                                       Arabic         English        parameters
    MLP, 4 letters of context                          2.46, 0.11 s   2.21, 0.12 s   4,800 and 4,100
    causal Transformer, one layer of two heads, on     2.38, 0.73 s   2.25, 0.49 s   5,700 and 5,200
    the attention demo's scaled_dot_product_attention (the best of three learning rates)
    counting pairs of letters                          2.63           2.34

Both are about as good, but the Transformer takes four to six times as long and three times the code.
"""

from dataclasses import dataclass

from demos.language import reader_code
from demos.language.lessons import capitals, jobs, names
from demos.language.view.page import render

__all__ = ["EDITED", "PAGES", "Options", "render", "shared", "start", "update"]
EDITED = ("model/core.py",)
LESSONS = {"names": names, "capitals": capitals, "jobs": jobs}
PAGES = {lesson: {"lesson": lesson} for lesson in LESSONS}


@dataclass(frozen=True)
class Options:
    """What an author may set in the page.

    lesson  "names", "capitals" or "jobs"
    editor  whether the page shows core.py for the reader to change; a page of several lessons is lighter without it
    """

    lesson: str = "names"
    editor: bool = True


def start(options, language):
    """Return the first state, trained. Raises ValueError if there is no such lesson.

    {"language", "lesson", "editor", "code": the reader's core.py if it is in use, "draft": the text in the editor
     if it is the reader's, "error": what is wrong with that text as [kind, line, message], or None;
     and the lesson's own part, see lessons/}
    """
    if options.lesson not in LESSONS:
        raise ValueError(f"lesson = {options.lesson!r} is not one of: {', '.join(LESSONS)}")
    common = {"language": language, "lesson": options.lesson, "editor": options.editor, "code": None, "draft": None, "error": None}
    return LESSONS[options.lesson].start(common)


def shared(state):
    """Return the names of the events that a link may carry."""
    return LESSONS[state["lesson"]].SHARED


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
