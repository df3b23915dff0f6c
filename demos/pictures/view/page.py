"""The whole demo as HTML: the lesson, and in folds the editor with its code and what so small a model does not show."""

from demos.controls import fold
from demos.markup import element
from demos.pictures.view import code_panel, diffusion, gan
from demos.strings import strings

LESSONS = {"diffusion": diffusion, "gan": gan}


def render(state, language):
    """Return the demo's HTML for a state, see demos.pictures.start. HTML in what readers type is escaped."""
    texts = strings(language)["pictures"]
    lesson = LESSONS[state["lesson"]]
    limits = fold(texts["limits"], *(element("p", one) for one in lesson.limits(state, texts)))
    return element(
        "div",
        *lesson.parts(state, texts),
        code_panel.verdict(state, texts),
        element("div", *lesson.folds(state, texts), code_panel.editor(state, texts) if state["editor"] else None, limits, class_="folds"),
        class_=f"pictures {state['lesson']}",
    )
