"""The part "points" as HTML: the shape, the points that walk into it, and the training."""

from demos.controls import button, panel, percent, training_panel
from demos.markup import element
from demos.pictures.data import shapes
from demos.pictures.data.shapes import MAX_POINTS, READY, is_shape
from demos.pictures.lessons.diffusion import linked
from demos.pictures.model.denoiser import STEPS
from demos.pictures.view.plane import outline, plane
from demos.pictures.view.player import player, take_away
from demos.strings import strings


def part(state, texts):
    """Return the part of the lesson."""
    points = state["points"]
    training, drawing = points["training"], points["drawing"]
    caption = _caption(points, texts)
    notice = drawing["notice"] and texts[drawing["notice"]].format(most=MAX_POINTS)
    return panel(
        {"running": training["running"] or points["walking"]},
        shape_buttons(drawing, texts),
        element("p", notice, class_="notice", aria_live="polite"),
        element(
            "figure",
            plane(drawing, ("walking", points["dots"]), label=f"{caption} {texts['draw_label']}"),
            take_away(state["first"], linked(state), texts),
            element("figcaption", caption),
            aria_label=strings(state["language"])["pages"]["pictures-points"],
        ),
        player(points["at"], STEPS, points["walking"], texts),
        training_panel(training, texts, loss=training["loss"]),
        # While points move, a screen reader would never come to an end.
        element("p", texts["moving"] if training["running"] or points["walking"] else caption, class_="spoken", aria_live="polite"),
    )


def shape_buttons(drawing, texts):
    """Return the ready shapes, the reader's own drawing, and the button that empties it."""
    own = drawing["lines"] and drawing["shape"] != "own"
    return element(
        "div",
        *(_shape(shape, shapes.ready(shape), drawing, texts) for shape in READY),
        _shape("own", drawing["lines"], drawing, texts) if own else None,
        button("clear", "true", texts["draw"], pressed=drawing["shape"] == "own", class_="draw"),
        class_="shapes",
        role="group",
        aria_label=texts["shape"],
        data_live=True,
    )


def _shape(shape, lines, drawing, texts):
    icon = element("svg", element("path", d=outline(lines), class_="shape"), viewBox="0 0 200 200", aria_hidden="true")
    return button("shape", shape, icon, pressed=shape == drawing["shape"], label=texts[f"shape_{shape}"])


def _caption(points, texts):
    """Return what the picture shows, in words and figures."""
    if not is_shape(points["drawing"]):
        return texts["draw_here"]
    if points["training"]["step"] == 0 and not points["training"]["running"]:
        return texts["untrained"]
    return texts["near"].format(count=points["count"], share=percent(points["share"]))
