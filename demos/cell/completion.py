"""Complete a name by the standard library's rlcompleter, from the names that the page's cells have defined."""

import io
import rlcompleter
from contextlib import redirect_stderr, redirect_stdout

MAX_NAMES = 60
MAX_TEXT = 200  # characters


def suggestions(text, names):
    """Return names that begin with text, those of the reader first: suggestions("np.me", ...) -> ["np.mean", ...].

    text   a name, or names joined by dots
    names  {name: value} of the cells

    To find what comes after a dot, rlcompleter evaluates what is before it ("a.b" of "a.b.c"): it calls no function,
    but a property, __getattr__ or __dir__ of the reader's own objects runs. That is her code, run at her own press, in
    her own worker, under the deadline that ends every call; what it prints or raises does not matter here.
    """
    if not text or len(text) > MAX_TEXT:
        return []
    completer, found = rlcompleter.Completer(names), {}
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            while (match := completer.complete(text, len(found))) is not None:
                found[len(found)] = match.rstrip("(): ")  # it writes a function as "print(", a keyword as "else:"
        except (Exception, SystemExit):
            return []
    # The name that is already there completes nothing; and of "f().x" rlcompleter reads only the "f".
    return sorted({name for name in found.values() if name.startswith(text) and name != text}, key=lambda name: (name not in names, name))[:MAX_NAMES]
