"""The choice of a head: switches for layer, head, mask and temperature, and all heads as small pictures."""

import numpy as np

from demos.attention.view.captions import number
from demos.markup import element

LEVELS = (0.08, 0.3, 0.6)  # from each level up, a weight is one shade darker


def switches(view_model, state, texts):
    """Return the controls: layer, head, the causal mask and the temperature."""
    layers, heads = range(len(view_model.layers)), range(len(view_model.layers[0]["weights"]))
    temperature = element(
        "input", type="range", name="temperature", min="0.25", max="4", step="0.25",
        value=f"{state['temperature']:g}", aria_valuetext=f"{state['temperature']:g}",
    )  # fmt: skip
    return element(
        "div",
        _select("layer", layers, view_model.layer, texts),
        _select("head", heads, view_model.head, texts),
        element("label", element("span", texts["temperature"], " ", element("b", number(state["temperature"]), dir="ltr")), temperature, class_="slider"),
        element("label", element("input", type="checkbox", name="causal", value="true", checked=state["causal"]), element("span", texts["causal"]), class_="tick"),
        element("p", texts["switches_help"], class_="help"),
        class_="switches",
        data_live=True,
    )


def glance(view_model, best, texts):
    """Return a small picture of every head's weights; it is also the button that chooses the head.

    best  [layer, head] that most often attends to the referent, by the measured metrics; or None
    """
    rows = []
    for layer, results in enumerate(view_model.layers):
        buttons = [_head(view_model, layer, head, weights, best, texts) for head, weights in enumerate(results["weights"])]
        rows.append(element("div", element("span", texts["layer_n"].format(n=layer + 1)), *buttons, class_="layer"))
    return element(
        "details",
        element("summary", texts["glance"]),
        element("p", texts["glance_help"]),
        *rows,
        class_="fold glance",
    )


def _select(name, count, chosen, texts):
    options = [element("option", n + 1, value=n, selected=n == chosen) for n in count]
    return element("label", element("span", texts[name]), element("select", *options, name=name))


def _head(view_model, layer, head, weights, best, texts):
    label = texts["head_n"].format(layer=layer + 1, head=head + 1)
    is_best = best is not None and (layer, head) == tuple(best)
    if is_best:
        label = f"{label} ({texts['head_best']})"
    return element(
        "button",
        _small(weights, view_model),
        element("span", head + 1, " ★" if is_best else None, aria_hidden="true"),
        type="button", name="head", value=f"{layer}.{head}", aria_label=label,
        aria_pressed="true" if (layer, head) == (view_model.layer, view_model.head) else "false",
    )  # fmt: skip


def _small(weights, view_model):
    """Return an SVG with a path for the squares of each shade, and a frame around the chosen word's row."""
    size = len(view_model.words)
    shades = np.digitize(weights, LEVELS)  # (T, T): 0 is left empty
    paths = []
    for shade in range(1, len(LEVELS) + 1):
        rows, columns = np.nonzero(shades == shade)
        if view_model.direction == "rtl":
            columns = size - 1 - columns
        squares = "".join([f"M{x} {y}h1v1h-1z" for y, x in zip(rows.tolist(), columns.tolist(), strict=True)])
        paths.append(element("path", d=squares, class_=f"shade{shade}") if squares else None)
    frame = element("rect", x=0, y=view_model.chosen, width=size, height=1)
    return element("svg", *paths, frame, viewBox=f"0 0 {size} {size}", aria_hidden="true", focusable="false")
