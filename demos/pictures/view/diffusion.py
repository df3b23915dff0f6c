"""The lesson "diffusion" as HTML."""

import numpy as np

from demos.controls import choice, panel, percent, training_panel
from demos.markup import element
from demos.pictures.data.shapes import READY
from demos.pictures.view.plane import dots, plane


def parts(state, texts):
    """Return the parts of the lesson."""
    drawing, training = state["drawing"], state["training"]
    told = texts["near"].format(count=len(state["points"]), share=percent(state["share"]))
    return (
        element("section", choice("shape", {shape: texts[f"shape_{shape}"] for shape in READY}, drawing["shape"], texts["shape"]), data_live=True),
        panel(
            training,
            element("figure", plane(drawing, ("fake", dots(np.array(state["points"]))), label=told), element("figcaption", told)),
            training_panel(training, texts, loss=training["loss"]),
        ),
    )


def folds(state, texts):
    """Return the lesson's own folds."""
    return ()
