"""The lesson: a button that starts it, how far it is, and how it goes."""

from demos.attention.training.live import GATHER, PER_TICK, STEPS, TICKS
from demos.attention.view.captions import percent
from demos.markup import element

WIDTH, HEIGHT, TOP = 240, 80, 2.0  # of the curve; a loss of TOP or more is drawn at the top


def lesson(training, texts):
    """Return the panel.

    training  state["training"] (see learn.py), None before it starts
    """
    return element(
        "section",
        element("h4", texts["learn"]),
        _before(texts) if not training else _during(training, texts),
        class_="lesson",
        data_live=True,
        # The page answers with the event {"name": "tick", "value": "train"} as soon as this is drawn.
        data_tick="train" if training and training["running"] else None,
    )


def _before(texts):
    return element("div", element("p", texts["learn_about"]), _button("start", texts["learn_start"]))


def _during(training, texts):
    taken = max(0, training["tick"] - GATHER) * PER_TICK
    done = training["tick"] >= TICKS
    if done:
        said = texts["learn_done"]
    elif training["tick"] < GATHER:
        said = texts["learn_gather"]
    else:
        said = texts["learn_step"].format(step=taken, steps=STEPS)
    toggle = _button("pause", texts["learn_pause"]) if training["running"] else _button("resume", texts["learn_resume"])
    return element(
        "div",
        element("label", element("span", said), element("progress", value=training["tick"], max=TICKS)),
        element("dl",
            element("div", element("dt", texts["learn_loss"]), element("dd", f"{training['loss'][-1]:.2f}" if training["loss"] else "…", dir="ltr")),
            element("div", element("dt", texts["learn_accuracy"]), element("dd", _share(training["accuracy"]), dir="ltr")),
        ),
        _curve(training["loss"], texts),
        element("p", texts["learn_look"], class_="help"),
        element("p", None if done else toggle, _button("reset", texts["learn_reset"]), class_="buttons"),
    )  # fmt: skip


def _curve(losses, texts):
    """The loss after every tick, from left to right: lower is better."""
    across = TICKS - GATHER
    points = " ".join(
        f"{WIDTH * at / across:.0f},{HEIGHT * (1 - min(loss, TOP) / TOP):.1f}" for at, loss in enumerate(losses, 1)
    )
    line = element("polyline", points=points, fill="none", stroke="currentColor", stroke_width=2, vector_effect="non-scaling-stroke")
    floor = element("line", x1=0, x2=WIDTH, y1=HEIGHT, y2=HEIGHT, stroke="currentColor", opacity="0.4")
    drawing = element(
        "svg", floor, line, viewBox=f"0 0 {WIDTH} {HEIGHT + 1}", preserveAspectRatio="none",
        role="img", aria_label=texts["learn_curve"], class_="curve",
    )  # fmt: skip
    return element("figure", drawing, element("figcaption", texts["learn_curve"]), class_="course")


def _share(accuracy):
    return "…" if accuracy is None else f"{percent(accuracy)}%"


def _button(value, text):
    return element("button", text, type="button", name="train", value=value)
