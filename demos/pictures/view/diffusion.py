"""The lesson "diffusion" as HTML: one of its two parts, and the choice between them."""

from demos.controls import choice
from demos.markup import element
from demos.pictures.data.shapes import NEAR
from demos.pictures.lessons.diffusion import PARTS, part_of
from demos.pictures.view import letters, points

VIEWS = {"letters": letters, "points": points}


def parts(state, texts):
    """Return the parts of the lesson."""
    shown = part_of(state)
    tabs = choice("view", {part: texts[f"view_{part}"] for part in PARTS}, shown, texts["view"])
    return element("div", tabs, class_="views", data_live=True), VIEWS[shown].part(state, texts)


def folds(state, texts):
    """Return no fold: this lesson shows everything."""
    return ()


def limits(state, texts):
    """Return the paragraphs about what the lesson does not show."""
    figures = {"count": state["letters"]["count"], "near": NEAR}
    return [texts[f"{state['heart']}_limits_{n}"].format(**figures) for n in (1, 2)]
