"""The whole demo as HTML: the lesson, and in folds its dials, the editor with its code, and what such a small model does not show."""

from demos.controls import fold
from demos.language.view import capitals, code_panel, jobs, names
from demos.markup import element
from demos.strings import strings

LESSONS = {"names": names, "capitals": capitals, "jobs": jobs}


def render(state, language):
    """Return the demo's HTML for a state, see demos.language.start. HTML in what readers type is escaped."""
    texts = strings(language)["language"]
    lesson = state["lesson"]
    limits = fold(texts["limits"], *(element("p", texts[f"{lesson}_limits_{n}"]) for n in (1, 2)))
    return element(
        "div",
        *LESSONS[lesson].parts(state, texts),
        code_panel.verdict(state, texts),
        element("div", *LESSONS[lesson].folds(state, texts), code_panel.editor(state, texts) if state["editor"] else None, limits, class_="folds"),
        class_=f"language {lesson}",
    )
