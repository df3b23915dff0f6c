"""What goes on by itself, step by step: a button and a slider, as at a film."""

from demos.controls import button, share_link
from demos.markup import element, join

_DICE = element(
    "svg", element("path", d="M5 4h14l1 1v14l-1 1H5l-1 -1V5z", class_="edge"), element("path", d="M8 8h0M16 8h0M12 12h0M8 16h0M16 16h0", class_="eyes"),
    viewBox="0 0 24 24", aria_hidden="true", class_="dice",
)  # fmt: skip


def player(at, last, walking, texts):
    """Return the buttons for playing and for other noise, and the slider from noise (0) to the picture (last).

    at       the step
    walking  whether it is playing
    """
    position = texts["step"].format(step=at, last=last)
    return element(
        "div",
        button("walk", "pause" if walking else "start", "❚❚" if walking else "▶", label=texts["walk_pause" if walking else "walk_start"], class_="play"),
        element(
            "label",
            join(element("span", texts["step_noise"]), element("b", position), element("span", texts["step_picture"])),
            element("input", type="range", name="step", min=0, max=last, step=1, value=at, aria_valuetext=position),
        ),
        button("noise", "true", _DICE, label=texts["noise_other"], class_="play"),
        class_="player",
        data_live=True,
    )


def take_away(event, linked, texts):
    """Return the buttons that save the picture of the figure around them, and the link that opens the demo in this state.

    event, linked  what the link carries; there is none if `linked` is None
    """
    return element(
        "p",
        element("span", texts["save"]),
        *(element("button", kind.upper(), type="button", data_save_picture=kind, aria_label=texts[f"save_{kind}"]) for kind in ("svg", "png")),
        share_link("pictures", {event: linked}, texts["share"]) if linked else None,
        class_="save",
        data_live=True,
    )
