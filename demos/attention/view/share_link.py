"""A link to exactly what is on the screen."""

from urllib.parse import quote

from demos.markup import element

# These events, and no others, may come from a link: one that carried code would run a stranger's program.
NAMES = ("sentence", "word", "layer", "head", "causal", "temperature", "view")


def link(scene, state, texts):
    """Return the link; what its address holds are events, written ?attention.name=value&..."""
    values = {
        **{name: state[name] for name in NAMES},
        "word": scene.chosen,
        "layer": scene.layer,
        "head": scene.head,
        # JSON that has been through a browser says 1 where Python said 1.0.
        "temperature": f"{state['temperature']:g}",
        "causal": "true" if state["causal"] else "false",
    }
    query = "&".join(f"attention.{name}={quote(str(values[name]), safe='')}" for name in NAMES)
    return element("p", element("a", texts["share"], href=f"?{query}", data_share=" ".join(NAMES)), class_="share")
