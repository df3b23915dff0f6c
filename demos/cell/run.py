"""Run a cell, and return what it printed and the value of its last line.

The cells of a page share one set of names, as in a notebook: a name that one cell defines can
be used in the others. These names are Python objects, so they cannot be part of a demo's JSON
state. They stay in this module for as long as the interpreter lives, and run() depends on them.

A new interpreter (after a reload, or after a worker was stopped) has none of the names. So a
cell first runs the cells above it, if they have not run yet.
"""

import ast
import io
import linecache
from contextlib import redirect_stderr, redirect_stdout

import numpy as np

from demos.python_error import explain

MAX_CHARACTERS = 20_000  # of the output, and of the value

# The state of the notebook; see above for why it is here and not in the demo's state.
_names = {"__name__": "__main__", "np": np}
_executed = set()  # indices of the cells that have run


class _Output(io.StringIO):
    """Collects output up to a limit, so that a loop that prints forever does not fill the memory."""

    def write(self, text):
        return super().write(text[: max(0, MAX_CHARACTERS + 1 - self.tell())])


def reset_names():
    """Remove all names that cells have defined, as if the interpreter were new."""
    _names.clear()
    _names.update({"__name__": "__main__", "np": np})
    _executed.clear()


def run(code, index, above):
    """Run a cell and return its result as JSON.

    code    the cell's code
    index   the cell's index on the page, from 0
    above   the codes of the cells before it
    returns {"output": str, "value": str or None, "cut": bool: whether output or value were too long,
             "wrong": {"kind", "line", "message"} or None: see ErrorReport,
             "above": how many of the cells above were run first, because they had not run yet}
    """
    first = _run_cells(above)
    _executed.add(index)
    return {**execute(code, f"<cell {index + 1}>", _names), "above": first}


def copy_of_names(above):
    """Return ({name: value}: a copy of what the cells have defined, how many of them were run for that)."""
    first = _run_cells(above)
    return dict(_names), first


def _run_cells(codes):
    """Run the cells that have not run yet, and return how many."""
    waiting = [index for index in range(len(codes)) if index not in _executed]
    for index in waiting:
        _executed.add(index)
        execute(codes[index], f"<cell {index + 1}>", _names)
    return len(waiting)


def execute(code, filename, names):
    """Run code, and return its result without "above", see run().

    filename  the name of the code in tracebacks
    names     {name: value}, which the code reads and changes
    """
    output, value, wrong = _Output(), None, None
    # With this, traceback and inspect can show the lines of a cell as they show those of a file.
    linecache.cache[filename] = len(code), None, code.splitlines(keepends=True), filename
    with redirect_stdout(output), redirect_stderr(output):
        try:
            last_value = _last_value(code, filename, names)
            value = None if last_value is None else repr(last_value)
        except (Exception, SystemExit, KeyboardInterrupt) as error:  # the reader's code can raise any exception
            wrong = explain(error, filename)
    printed = output.getvalue()
    return {
        "output": printed[:MAX_CHARACTERS],
        "value": None if value is None else value[:MAX_CHARACTERS],
        "cut": len(printed) > MAX_CHARACTERS or len(value or "") > MAX_CHARACTERS,
        "wrong": None if wrong is None else {"kind": wrong.kind, "line": wrong.line, "message": wrong.message},
    }


def _last_value(code, filename, names):
    """Run the code; return the value of its last line if that is an expression, otherwise None."""
    tree = ast.parse(code, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, filename, "exec"), names)
    return eval(compile(ast.Expression(last.value), filename, "eval"), names) if last else None
