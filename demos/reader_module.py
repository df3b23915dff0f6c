"""A Python file of a demo that readers may replace by their own version: run it, and check what its functions return."""

from types import SimpleNamespace

from demos import python_error
from demos.python_error import ErrorReport

MAX_CODE = 20_000  # characters; a longer text is cut


class Refused(Exception):
    """The reader's code ran, but its result cannot be used. Arguments: kind of error, message."""


def run(code, filename, names, problem):
    """Return the functions that the reader's code defines, each with a check of its results.

    filename  the name under which errors name the code
    names     the functions that must be there
    problem   problem(name, arguments, result) returns the kind of error of a result, or None
    Raises Refused if a function is missing, and whatever the code raises. The functions raise Refused too.
    """
    scope = {"__name__": filename.removesuffix(".py")}
    exec(compile(code, filename, "exec"), scope)
    for name in names:
        if not callable(scope.get(name)):
            raise Refused("missing", name)
    return SimpleNamespace(**{name: _checked(name, scope[name], problem) for name in names})


def explain(error, filename):
    """Return an exception of the reader's code as an ErrorReport."""
    if isinstance(error, Refused):
        return ErrorReport(f"error_{error.args[0]}", None, error.args[1])
    return python_error.explain(error, filename)


def _checked(name, function, problem):
    def checked(*arguments):
        result = function(*arguments)
        if kind := problem(name, arguments, result):
            raise Refused(kind, f"{name}()")
        return result

    return checked
