"""What goes on by itself, step by step: a button and a slider, as at a film."""

from demos.controls import button
from demos.markup import element, join


def player(at, last, walking, texts):
    """Return the buttons for playing and for other noise, and the slider from noise (0) to the picture (last).

    at       the step
    walking  whether it is playing
    """
    told = texts["step"].format(step=at, last=last)
    return element(
        "div",
        button("walk", "pause" if walking else "start", "❚❚" if walking else "▶", label=texts["walk_pause" if walking else "walk_start"], class_="play"),
        element(
            "label",
            join(element("span", texts["step_noise"]), element("b", told), element("span", texts["step_picture"])),
            element("input", type="range", name="step", min=0, max=last, step=1, value=at, aria_valuetext=told),
        ),
        button("noise", "true", "⟳", label=texts["noise_other"], class_="play"),
        class_="player",
        data_live=True,
    )


def save(texts):
    """Return the buttons that save the picture of the figure around them."""
    return element(
        "p",
        element("span", texts["save"]),
        *(element("button", kind.upper(), type="button", data_save_picture=kind, aria_label=texts[f"save_{kind}"]) for kind in ("svg", "png")),
        class_="save",
        data_live=True,
    )
