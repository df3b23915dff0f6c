"""The link that opens the demo in the state on the screen, or on the same sentence while a model is trained here."""

from demos.controls import share_link
from demos.markup import element

# Only these events may come from a link. "code" is not one of them, because a link from a stranger
# must not run a program in the reader's page.
NAMES = ("sentence", "word", "layer", "head", "causal", "temperature", "view")


def shared(state):
    """Return the names of the events that a link may carry."""
    return NAMES


def link(view_model, state, texts):
    """Return the link. Its address has the events that lead to this state: ?attention.name=value&...

    A link opens the model that the site ships. While another one is trained here, layer and head are left out, because they
    are that one's: the link then opens the sentence at the best head.
    """
    values = {
        **{name: state[name] for name in NAMES},
        "word": view_model.chosen,
        "layer": view_model.layer,
        "head": view_model.head,
        # Python writes 1.0, but a browser rewrites that JSON number as 1.
        "temperature": f"{state['temperature']:g}",
        "causal": "true" if state["causal"] else "false",
    }
    names = [name for name in NAMES if not (state["training"] and name in ("layer", "head"))]
    text = texts["share_sentence" if state["training"] else "share"]
    return element("p", share_link("attention", {name: values[name] for name in names}, text), class_="share")
