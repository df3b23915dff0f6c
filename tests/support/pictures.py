"""What the tests of the pictures demo do with a state: send it events, and read the HTML that it is drawn as."""

from selectolax.lexbor import LexborHTMLParser

import demos
from demos import pictures


def after(state, *events):
    """Return the state after events: each a name and a value."""
    return demos.play("pictures", state["language"], state, [{"name": name, "value": value} for name, value in events])[0]


def soup(state):
    return LexborHTMLParser(pictures.render(state, state["language"]))
