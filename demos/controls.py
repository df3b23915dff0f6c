"""What the pages of lessons are put together from: buttons, bars, figures, the training buttons, folds."""

from urllib.parse import quote

from demos.markup import element


def button(name, value, *text, pressed=None, label=None, class_=None):
    """Return a button that sends {"name": name, "value": value}.

    pressed  True or False for one of several choices, None for a button that does something
    """
    aria = None if pressed is None else str(pressed).lower()
    return element("button", *text, type="button", name=name, value=value, aria_label=label, aria_pressed=aria, class_=class_)


def choice(name, values, chosen, label):
    """Return a row of buttons of which one is pressed.

    values  {value: text}
    """
    buttons = [button(name, value, text, pressed=value == chosen) for value, text in values.items()]
    return element("div", element("span", label), *buttons, class_="dial", role="group", aria_label=label)


def bar(share):
    """Return a bar for a share from 0 to 1, and its number."""
    return element("i", style=f"--w:{share:.4f}"), element("b", percent(share), dir="ltr")


def percent(share):
    """Return a share in percent; near 0 and near 1 it keeps a digit after the point, so that 99.6% is not called 100%."""
    return f"{100 * share:.1f}%" if 0 < share < 0.0995 or 0.9895 < share < 1 else f"{100 * share:.0f}%"


def share_link(demo, events, text):
    """Return a link that opens a demo and sends it these events when the reader starts it.

    events  {name: value}; the page lets a link carry only the names that the demo's shared() returns
    """
    query = "&".join(f"{demo}.{name}={quote(str(value), safe='', errors='replace')}" for name, value in events.items())
    return element("a", text, href=f"?{query}", data_share=" ".join(events))


def figures(values):
    """Return names and their numbers, side by side.

    values  {name: text}
    """
    return element("dl", *(element("div", element("dt", name), element("dd", text, dir="ltr")) for name, text in values.items()))


def training_panel(training, texts, *more, loss=None):
    """Return the training's buttons and how far it is: pause while it goes on; else resume if it can go on, more, and start.

    Pause and resume are at one place, and more stay where they are, so that the button that was pressed keeps the focus.

    training  {"step", "target", "running", ...}
    more      buttons that are shown while no training is going on
    loss      the loss to show beside the step, or None
    """
    running, done = training["running"], training["step"] >= training["target"]
    if running:
        buttons = [button("train", "pause", texts["train_pause"], class_="main")]
    elif done or not training["step"]:
        buttons = [button("train", "start", texts["train_start"], class_="main"), *more]
    else:
        buttons = [button("train", "resume", texts["train_resume"], class_="main"), *more, button("train", "start", texts["train_start"])]
    step = texts["train_step"].format(step=training["step"], target=training["target"])
    figure = None if loss is None else element("span", texts["train_loss"], " ", element("b", f"{loss:.2f}", dir="ltr"))
    return element(
        "div",
        element("p", *buttons, class_="buttons"),
        element("label", element("span", step), figure, element("progress", value=training["step"], max=training["target"])),
        class_="run",
        data_live=True,
    )


def panel(training, *children):
    """Return the part of the page around a training. While it is there with data-tick, the browser asks for the next tick."""
    return element("section", *children, class_="lesson", data_tick="train" if training["running"] else None)


def fold(title, *children, class_=None):
    """Return what is not seen before the reader opens it. The titles of folds are one row of tabs, see style.css."""
    return element("details", element("summary", title), *children, class_=f"fold {class_}" if class_ else "fold")
