"""What the lessons' pages are put together from: buttons, bars, figures, the training buttons."""

from demos.markup import element


def button(name, value, *text, pressed=None, label=None):
    """Return a button that sends {"name": name, "value": value}.

    pressed  True or False for one of several choices, None for a button that does something
    """
    aria = None if pressed is None else str(pressed).lower()
    return element("button", *text, type="button", name=name, value=value, aria_label=label, aria_pressed=aria)


def choice(name, values, chosen, label):
    """Return a row of buttons of which one is pressed.

    values  {value: text}
    """
    buttons = [button(name, value, text, pressed=value == chosen) for value, text in values.items()]
    return element("div", element("span", label), *buttons, class_="dial", role="group", aria_label=label)


def bar(share, kind=None):
    """Return a bar for a share from 0 to 1, and its number.

    kind  the name of another colour in style.css, or None
    """
    return element("i", style=f"--w:{share:.4f}", class_=kind), element("b", percent(share), dir="ltr")


def percent(share):
    """Return a share in percent; near 0 and near 1 it keeps a digit after the point, so that 99.6% is not called 100%."""
    return f"{100 * share:.1f}%" if 0 < share < 0.0995 or 0.9895 < share < 1 else f"{100 * share:.0f}%"


def figures(values):
    """Return names and their numbers, side by side.

    values  {name: text or None}; None is left out
    """
    rows = [element("div", element("dt", name), element("dd", text, dir="ltr")) for name, text in values.items() if text is not None]
    return element("dl", *rows)


def training_buttons(training, texts, *more, start="train_start"):
    """Return the buttons below a training: pause or resume while it can go on, else start, and more.

    training  {"step", "target", "running", ...}
    more      buttons that are shown while no training is going on
    """
    running, done = training["running"], training["step"] >= training["target"]
    if running:
        buttons = [button("train", "pause", texts["train_pause"])]
    else:
        resume = None if done else button("train", "resume", texts["train_resume"])
        buttons = [button("train", "start", texts[start]), resume, *more]
    return element("p", *buttons, class_="buttons")


def progress(training, texts):
    """Return how far the training is."""
    text = texts["train_step"].format(step=training["step"], target=training["target"])
    return element("label", element("span", text), element("progress", value=training["step"], max=training["target"]))


def panel(training, *children):
    """Return the part of the page around a training. While it is there with data-tick, the browser asks for the next tick."""
    return element("section", *children, class_="lesson", data_tick="train" if training["running"] else None)
