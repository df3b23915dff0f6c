"""The pictures demo: pictures out of noise, in two lessons.

    model/          the hearts, the files that readers see and change: closed_form.py, denoiser.py, gan.py
    data/           shapes.py: ready shapes and the reader's drawing, as points of the plane;
                    letters.npz: little pictures of Arabic letters, made by make_letters.py
    reader_code.py  the reader's own version of a heart: it imports model
    training/       run.py, and gan_run.py for gan.py: a training run, one step after another; stored.npz: parameters that `make train` has trained
    lessons/        diffusion.py: letters.py without training, points.py with a trained network; gan.py
    view/           makes the HTML of a state; it computes nothing
"""

from dataclasses import dataclass

from demos.pictures import reader_code
from demos.pictures.lessons import diffusion, gan
from demos.pictures.view.page import render

__all__ = ["EDITED", "PAGES", "Options", "render", "shared", "start", "update"]
EDITED = tuple(f"model/{heart}.py" for heart in reader_code.HEARTS)
LESSONS = {"diffusion": diffusion, "gan": gan}
PAGES = {**{part: {"lesson": "diffusion", "first": part} for part in diffusion.PARTS}, "gan": {"lesson": "gan"}}


@dataclass(frozen=True)
class Options:
    """What an author may set in the page.

    lesson  "diffusion" or "gan"
    first   what the lesson shows first: of "diffusion", "letters" (without training) or "points" (a trained network)
    editor  whether the page shows the lesson's code for the reader to change; a page of several lessons is lighter without it
    """

    lesson: str = "diffusion"
    first: str = "letters"
    editor: bool = True


def start(options, language):
    """Return the first state, trained. Raises ValueError if there is no such lesson.

    {"language", "lesson", "editor",
     "heart": the file of model/ that the lesson uses now,
     "edits": {heart: {"code": the reader's version if it is in use, "draft": the text in the editor if it is the reader's,
                       "error": what is wrong with that text as [kind, line, message], or None}}, only for edited hearts;
     and the lesson's own part, see lessons/}
    """
    if options.lesson not in LESSONS:
        raise ValueError(f"lesson = {options.lesson!r} is not one of: {', '.join(LESSONS)}")
    common = {"language": language, "lesson": options.lesson, "editor": options.editor, "edits": {}}
    return LESSONS[options.lesson].start(common, options.first)


def shared(state):
    """Return the names of the events that a link may carry."""
    return (LESSONS[state["lesson"]].shared(state),)


def update(state, event):
    """Return the state after an event. An unknown event or an invalid value changes nothing.

    code, reset_code  the reader's version of the heart, and back to ours: the lesson starts again with it
    tick              a few steps of what is going on
    All others are the lesson's own, see lessons/.
    """
    name, text, heart = event["name"], str(event["value"]), state["heart"]
    lesson, before = LESSONS[state["lesson"]], state
    if name == "code":
        draft = text[: reader_code.MAX_CODE]
        if error := reader_code.try_out(heart, draft):
            return _edited(state, draft=draft, error=error)
        state = _edited(state, code=draft, draft=draft, error=None)
    elif name == "reset_code":
        state = {**state, "edits": {other: edit for other, edit in state["edits"].items() if other != heart}}
    try:
        if name in ("code", "reset_code"):
            return lesson.restart(state)
        return lesson.tick(state) if name == "tick" else lesson.update(state, name, text)
    except (Exception, SystemExit) as raised:
        if reader_code.code_of(state, heart) is None:
            raise
        # The reader's code passed the trial, but failed with this lesson's data: the last good picture stays, and ours goes on
        # from it, or what she had before this code.
        changes = {"draft": state["edits"][heart]["draft"], "error": reader_code.explain(heart, raised)}
        return lesson.stopped(_edited(before, **changes) if name == "code" else _edited(before, code=None, **changes))


def _edited(state, **changes):
    """Return the state with changes of the current heart's edit."""
    if changes.get("error"):
        changes["error"] = list(vars(changes["error"]).values())
    edit = {"code": None, "draft": None, "error": None, **state["edits"].get(state["heart"], {}), **changes}
    return {**state, "edits": {**state["edits"], state["heart"]: edit}}
