"""Live demos, each a function of JSON state.

A demo is a package with these names::

    Options                           a frozen dataclass: what an author may set in the page
    start(options, language) -> state
    update(state, event) -> state     event is {"name": str, "value": str | bool}
    render(state, language) -> str    escaped HTML

It may have more, which the build writes into the page::

    shared(state) the names of the events that a link to a demo with this first state may carry; without it none
    bar_comes_last(state)  whether the bar with Start and Stop comes after the demo's HTML; without it, it comes before
    REMEMBERED    whether the browser saves the state until the next visit
    ready(state)  the events of the buttons whose answers the build writes beside the pages, so that they need no Python
    tour(state)   [(selector, key), ...]: the steps of a guided tour. Each points at the selector's part of the HTML, with
                  the demo's string of this key, and calls it by the string of key + "_part"
    REPLACES      with ready(): {an event's name: the names of events before it that it makes void}
    EDITED        the files of its code that its editor shows, from the demo's folder
    PAGES         {part: options} of the pages that it has for itself, /demos/<demo>-<part>/; without it, it has one,
                  /demos/<demo>/, with the default options. Their titles are in strings/, section [pages]
    FILE          the name of the file that the text in the demo's editor is saved as; {language} is filled in

CPython renders the first state while the site is built, and Pyodide runs the same code in the
browser. The state is JSON, so the browser can save it and go on with it after a reload or in a new
worker. A program of the reader's lies in it under the name "code", at any depth, or in the list "above": so the page knows
which calls may run only in a worker of their own. The page lets through only the elements, attributes and names of
controls that sanitize.js lists. A demo uses no DOM, no network, no MkDocs, and no file outside this package.

A demo's results depend on its arguments only. There is one exception: the code in a `cell` runs in
the interpreter, so the names that it defines are still there for the next call; a new interpreter
first runs the code of the cells above. And `attention`, `language` and `pictures` cache their latest training
runs, so that a call that continues a run does not start it again; without the cache the result is the same.
"""

import importlib
import json

from demos.text import clean

# A new demo needs a folder, a line here, and a file of recorded cases in tests/cases.
REGISTRY = {
    "attention": "demos.attention",
    "chatbot": "demos.chatbot",
    "cell": "demos.cell",
    "language": "demos.language",
    "pictures": "demos.pictures",
}
LANGUAGES = ("ar", "en")


def spoken(language):
    """Return the language in which demos speak on pages of a language: this one, or English if they do not know it."""
    return language if language in LANGUAGES else LANGUAGES[-1]


def load(name):
    """Import a demo by its name. Raises KeyError, with the known names, if there is no such demo."""
    if name not in REGISTRY:
        raise KeyError(f"no demo is called {name!r}; there are: {', '.join(sorted(REGISTRY))}")
    return importlib.import_module(REGISTRY[name])


def play(name, language, state, events=()):
    """Apply events to a state, in order, and render the result.

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
    """Call play() with a request in JSON text, and return its result as JSON text.

    The browser's worker calls this function and no other one.

    request  {"demo": name, "language", "state", "events": [...]}
    returns  {"state", "html"}
    """
    arguments = json.loads(request)
    state, html = play(arguments["demo"], arguments["language"], arguments["state"], arguments.get("events", ()))
    return json.dumps({"state": state, "html": html})
