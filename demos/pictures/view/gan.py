"""The lesson "gan" as HTML: the shape, the fakes, the detective's opinion behind them, both losses, and the handicap."""

import itertools
from math import log

import numpy as np

from demos.controls import button, choice, panel, percent, training_panel
from demos.markup import element
from demos.pictures.data.shapes import MAX_POINTS, NEAR, PLANE, is_shape, points_of, to_plane
from demos.pictures.lessons.gan import GRID, LEVELS, linked
from demos.pictures.training.gan_run import HANDICAPS
from demos.pictures.view.plane import dots, plane
from demos.pictures.view.player import take_away
from demos.pictures.view.points import shape_buttons
from demos.strings import strings

REAL_EVERY = 4             # real points that are shown: one in four
WIDTH, HEIGHT = 200, 46    # of the curves
HIGHEST = 1.5              # a larger loss is drawn there


def parts(state, texts):
    """Return the parts of the lesson."""
    gan = state["gan"]
    training, drawing = gan["training"], gan["drawing"]
    caption = _caption(gan, texts)
    happens = texts[f"gan_{gan['happens']}"] if is_shape(drawing) and training["step"] else None
    notice = drawing["notice"] and texts[drawing["notice"]].format(most=MAX_POINTS)
    once = button("round", "1", texts["gan_round"]) if is_shape(drawing) else None
    return (
        panel(
            training,
            shape_buttons(drawing, texts),
            element("p", notice, class_="notice", aria_live="polite"),
            element("div", choice("handicap", {who: texts[f"gan_handicap_{who}"] for who in HANDICAPS}, gan["handicap"], texts["gan_handicap"]), data_live=True),
            element(
                "figure",
                plane(drawing, *_layers(gan), behind=_opinion(gan["opinion"]), label=f"{caption} {texts['draw_label']}"),
                take_away("gan", linked(state), texts),
                element("figcaption", caption),
                aria_label=strings(state["language"])["pages"]["pictures-gan"],
            ),
            # While points move, a screen reader would never come to an end.
            element("p", happens, class_="happens", aria_live="off" if training["running"] else "polite"),
            element("p", None if training["running"] else caption, class_="spoken", aria_live="polite"),
            _curves(gan, texts) if gan["losses"] else None,
            training_panel(training, {**texts, "train_step": texts["gan_step"], "train_resume": texts["gan_resume"]}, once),
        ),
    )


def folds(state, texts):
    """Return no fold: this lesson shows everything."""
    return ()


def limits(state, texts):
    """Return the paragraphs about what the lesson does not show."""
    return [texts[f"gan_limits_{n}"].format(near=NEAR) for n in (1, 2)]


def _caption(gan, texts):
    """Return what the picture shows, in words and figures."""
    if not is_shape(gan["drawing"]):
        return texts["draw_here"]
    return texts["gan_caption"].format(step=gan["training"]["step"], covered=percent(gan["covered"]), on_shape=percent(gan["on_shape"]))


def _layers(gan):
    """Return the real points and the fakes, one path each."""
    if not gan["places"]:
        return ()
    return ("real", dots(to_plane(points_of(gan["drawing"])[::REAL_EVERY]))), ("fake", dots(np.array(gan["places"])))


def _opinion(rows):
    """Return the detective's opinion of the plane: a path for every level, in which a line is a run of equal cells of a row.

    rows  strings of digits, from 0 (fake) to LEVELS - 1 (real); the level in the middle is not drawn
    """
    size, lines = PLANE // GRID, {level: [] for level in range(LEVELS) if level != LEVELS // 2}
    for at, row in enumerate(rows):
        x = 0
        for digit, cells in itertools.groupby(row):
            width = size * len(list(cells))
            if int(digit) in lines:
                lines[int(digit)].append(f"M{x} {size * at + size // 2}h{width}")
            x += width
    return element("g", *(element("path", d="".join(d), class_=f"level{level}") for level, d in lines.items() if d), class_="opinion")


def _curves(gan, texts):
    """Return both losses after every few rounds, and where they are if the detective can only guess."""

    def y(loss):
        return HEIGHT - 2 - (HEIGHT - 4) * min(loss, HIGHEST) / HIGHEST

    curve, guess = gan["curve"], y(log(2))
    lines = [
        element("polyline", points=" ".join(f"{WIDTH * one[0] / gan['training']['target']:.1f},{y(one[at]):.1f}" for one in curve), class_=who)
        for at, who in ((1, "detective"), (2, "forger"))
    ]
    drawing = element(
        "svg", element("polyline", points=f"0,{guess:.1f} {WIDTH},{guess:.1f}", class_="guess"), *lines,
        viewBox=f"0 0 {WIDTH} {HEIGHT}", preserveAspectRatio="none", role="img", aria_label=texts["gan_curves"],
    )  # fmt: skip
    shown = zip(("detective", "forger", "guess"), (*gan["losses"], log(2)), strict=True)
    legend = [element("span", texts[f"gan_loss_{who}"], " ", element("b", f"{loss:.2f}", dir="ltr"), class_=who) for who, loss in shown]
    return element("div", drawing, element("p", *legend), class_="curves")
