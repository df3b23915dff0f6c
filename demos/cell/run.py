"""Run a cell: its code, what it printed, and the value of its last line.

The cells of a page share one set of names, as in a notebook. A worker that had to be stopped
takes those names with it; so a cell first runs the ones above it, if they have not run yet.
"""

import ast
import io
import linecache
from contextlib import redirect_stderr, redirect_stdout

import numpy as np

from demos.python_error import explain

LONGEST = 20_000  # characters of output, and of a value
_names = {"__name__": "__main__", "np": np}
_ran = set()


class _Output(io.StringIO):
    """What is printed, up to a limit: a loop that prints for ever must not fill the memory."""

    def write(self, text):
        return super().write(text[: max(0, LONGEST + 1 - self.tell())])


def begin():
    """Forget every name that a cell has made."""
    _names.clear()
    _names.update({"__name__": "__main__", "np": np})
    _ran.clear()


def run(code, number, above):
    """Run a cell and return what came of it, as JSON.

    code    the cell's text
    number  its place on the page, from 0
    above   the texts of the cells before it
    returns {"output": str, "value": str or None, "cut": bool,
             "wrong": {"kind", "line", "message"} or None}
    """
    for at, earlier in enumerate(above):
        if at not in _ran:
            _execute(earlier, at)
    return _execute(code, number)


def _execute(code, number):
    printed, value, wrong = _Output(), None, None
    filename = f"<cell {number + 1}>"
    # So that traceback and inspect find the lines of a cell, as they do those of a file.
    linecache.cache[filename] = len(code), None, code.splitlines(keepends=True), filename
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            last = _value(code, filename)
            value = None if last is None else repr(last)
        except (Exception, SystemExit, KeyboardInterrupt) as error:  # it may raise anything
            wrong = explain(error, filename)
    _ran.add(number)
    output = printed.getvalue()
    return {
        "output": output[:LONGEST],
        "value": None if value is None else value[:LONGEST],
        "cut": len(output) > LONGEST or len(value or "") > LONGEST,
        "wrong": None if wrong is None else {"kind": wrong.kind, "line": wrong.line, "message": wrong.message},
    }


def _value(code, filename):
    """Run the code; return the value of its last line if that is an expression, else None."""
    tree = ast.parse(code, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, filename, "exec"), _names)
    return eval(compile(ast.Expression(last.value), filename, "eval"), _names) if last else None
