"""Live demos, each a pure function of JSON state.

A demo is a package with four names::

    Options                           a frozen dataclass: what an author may set in the page
    start(options, language) -> state
    update(state, event) -> state     event is {"name": str, "value": str | bool}
    render(state, language) -> str    escaped HTML

State is JSON, so it survives a worker that had to be stopped, a reload, and the
trip between CPython (which draws the page's first picture while building) and
Pyodide (which makes the same picture live). Nothing here knows of a DOM, a file
outside this package, a network or MkDocs.
"""

import importlib
import json

from demos.text import clean

# Adding a demo is one folder, one line here, and one case file under tests/cases.
REGISTRY = {
    "attention": "demos.attention",
    "chatbot": "demos.chatbot",
    "cell": "demos.cell",
}
LANGUAGES = ("ar", "en")


def load(name):
    """Import one demo. Raises KeyError, naming the known ones, if there is no such demo."""
    if name not in REGISTRY:
        raise KeyError(f"no demo is called {name!r}; there are: {', '.join(sorted(REGISTRY))}")
    return importlib.import_module(REGISTRY[name])


def play(name, language, state, events=()):
    """Apply events to a state, in order, and draw the result.

    name      a key of REGISTRY
    language  "ar" or "en": the language of the page around the demo
    state     what start() or an earlier play() returned
    events    [{"name": str, "value": str | bool}, ...]
    returns   (state, html)
    """
    demo = load(name)
    for event in events:
        value = event.get("value", "")
        state = demo.update(state, {**event, "value": clean(value) if isinstance(value, str) else value})
    return state, demo.render(state, language)


def call(request):
    """play(), with JSON text on both sides: the one door the browser's worker knocks at."""
    asked = json.loads(request)
    state, html = play(asked["demo"], asked["language"], asked["state"], asked.get("events", ()))
    return json.dumps({"state": state, "html": html})
