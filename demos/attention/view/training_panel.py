"""The panel for training inside the page: its buttons, its progress, its loss and its accuracy."""

from demos.attention.training.live import GATHER, STEPS, STEPS_PER_TICK, TICKS
from demos.attention.view.captions import percent
from demos.markup import element

WIDTH, HEIGHT, MAX_LOSS = 240, 80, 2.0  # of the curve; a higher loss is drawn at the top


def panel(training, texts):
    """Return the panel.

    training  state["training"], see training/live.py; None before the reader starts
    """
    return element(
        "section",
        element("h4", texts["learn"]),
        _before(texts) if not training else _during(training, texts),
        class_="lesson",
        data_live=True,
        # The browser sends the event {"name": "tick", "value": "train"} as soon as this is on the screen.
        data_tick="train" if training and training["running"] else None,
    )


def _before(texts):
    return element("div", element("p", texts["learn_about"]), _button("start", texts["learn_start"]))


def _during(training, texts):
    taken = max(0, training["tick"] - GATHER) * STEPS_PER_TICK
    done = training["tick"] >= TICKS
    if done:
        progress = texts["learn_done"]
    elif training["tick"] < GATHER:
        progress = texts["learn_gather"]
    else:
        progress = texts["learn_step"].format(step=taken, steps=STEPS)
    toggle = _button("pause", texts["learn_pause"]) if training["running"] else _button("resume", texts["learn_resume"])
    return element(
        "div",
        element("label", element("span", progress), element("progress", value=training["tick"], max=TICKS)),
        element("dl",
            element("div", element("dt", texts["learn_loss"]), element("dd", f"{training['loss'][-1]:.2f}" if training["loss"] else "…", dir="ltr")),
            element("div", element("dt", texts["learn_accuracy"]), element("dd", _accuracy(training["accuracy"]), dir="ltr")),
        ),
        _curve(training["loss"], texts),
        element("p", texts["learn_look"], class_="help"),
        element("p", None if done else toggle, _button("reset", texts["learn_reset"]), class_="buttons"),
    )  # fmt: skip


def _curve(losses, texts):
    """Return the loss after every tick as a curve, from left to right."""
    count = TICKS - GATHER
    points = " ".join(
        f"{WIDTH * at / count:.0f},{HEIGHT * (1 - min(loss, MAX_LOSS) / MAX_LOSS):.1f}" for at, loss in enumerate(losses, 1)
    )
    line = element("polyline", points=points, fill="none", stroke="currentColor", stroke_width=2, vector_effect="non-scaling-stroke")
    floor = element("line", x1=0, x2=WIDTH, y1=HEIGHT, y2=HEIGHT, stroke="currentColor", opacity="0.4")
    drawing = element(
        "svg", floor, line, viewBox=f"0 0 {WIDTH} {HEIGHT + 1}", preserveAspectRatio="none",
        role="img", aria_label=texts["learn_curve"], class_="curve",
    )  # fmt: skip
    return element("figure", drawing, element("figcaption", texts["learn_curve"]), class_="course")


def _accuracy(accuracy):
    return "…" if accuracy is None else f"{percent(accuracy)}%"


def _button(value, text):
    return element("button", text, type="button", name="train", value=value)
