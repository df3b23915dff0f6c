"""Run a cell, and return what it printed and the value of its last line.

The cells of a page share one set of names, as in a notebook: a name that one cell defines can
be used in the others. These names are Python objects, so they cannot be part of a demo's JSON
state. They stay in this module for as long as the interpreter lives, and run() depends on them.

A new interpreter (after a reload, or after a worker was stopped) has none of the names. So a
cell first runs the cells above it, if they have not run yet.
"""

import ast
import asyncio
import builtins
import inspect
import io
import linecache
import re
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import numpy as np

from demos.cell import event_loop
from demos.cell.table import table_of
from demos.python_error import explain

MAX_CHARACTERS = 20_000  # of the output, and of the value
_ADDRESS = re.compile(r" at 0x[0-9a-f]+(?=>)")  # another one in every run

# The state of the notebook; see above for why it is here and not in the demo's state.
_names = {"__name__": "__main__", "np": np}
_executed = set()  # indices of the cells that have run


class _Output(io.StringIO):
    """Collects output up to a limit, so that a loop that prints forever does not fill the memory."""

    def write(self, text):
        return super().write(text[: max(0, MAX_CHARACTERS + 1 - self.tell())])


class _Waiting(BaseException):
    """Ends a run whose code calls input() when no answer is left. No `except Exception` of the code catches it."""


def reset_names():
    """Remove all names that cells have defined, as if the interpreter were new."""
    _names.clear()
    _names.update({"__name__": "__main__", "np": np})
    _executed.clear()


def run(code, index, above, answers=()):
    """Run a cell and return its result as JSON.

    code     the cell's code
    index    the cell's index on the page, from 0; None for a cell of the reader's own, which no other cell needs
    above    the codes of the cells before it
    answers  what its calls of input() return, in order
    returns {"output": str, "value": str or None, "cut": bool: whether output or value were too long,
             "wrong": {"kind", "line", "message"} or None: see ErrorReport,
             "above": how many of the cells above were run first, because they had not run yet}
            and, if there is one:
            {"table": the value as a table, see table_of(), "picture": its SVG or HTML, see picture_of(),
             "asks": the prompt of an input() for which there was no answer}

    Python cannot wait for the reader in the middle of a call. So an input() without an answer ends the run, and
    after the reader has answered, the code runs again from its start, with one more answer. The names that the
    ended run has set are taken back, so that the code does not see them the next time.
    """
    first = _run_cells(above)
    if index is not None:
        _executed.add(index)
    filename = f"<your cell {hash(code):x}>" if index is None else f"<cell {index + 1}>"
    return {**execute(code, filename, _names, answers), "above": first}


def names():
    """Return {name: value} of what the cells have defined: the object itself, not to be changed."""
    return _names


def copy_of_names(above):
    """Return ({name: value}: a copy of what the cells have defined, how many of them were run for that)."""
    first = _run_cells(above)
    return dict(_names), first


def _run_cells(codes):
    """Run the cells that have not run yet, and return how many."""
    waiting = [index for index in range(len(codes)) if index not in _executed]
    for index in waiting:
        _executed.add(index)
        execute(codes[index], f"<cell {index + 1}>", _names, ())
    return len(waiting)


def execute(code, filename, names, answers=None):
    """Run code, and return its result without "above", see run().

    filename  the name of the code in tracebacks
    names     {name: value}, which the code reads and changes
    answers   what input() returns, in order; None if the code may not ask
    """
    output, value, wrong, shown, before = _Output(), None, None, {}, dict(names)
    # With this, traceback and inspect can show the lines of a cell as they show those of a file.
    linecache.cache[filename] = len(code), None, code.splitlines(keepends=True), filename
    with redirect_stdout(output), redirect_stderr(output), _input_from(answers, output), event_loop.installed():
        try:
            last_value = _last_value(code, filename, names)
            if last_value is not None:
                shown = _shown(last_value)
                # The repr() of object says nothing that the picture does not.
                has_text = "picture" not in shown or type(last_value).__repr__ is not object.__repr__
                value = _text_of(last_value) if has_text else None
        except _Waiting as waiting:
            shown = {"asks": str(waiting)[:MAX_CHARACTERS]}
            names.clear()
            names.update(before)
        # The reader's code can raise any exception.
        except (Exception, SystemExit, KeyboardInterrupt, asyncio.CancelledError) as error:
            shown, wrong = {}, explain(error, filename)
    printed = output.getvalue()
    return {
        "output": printed[:MAX_CHARACTERS],
        "value": None if value is None else value[:MAX_CHARACTERS],
        "cut": len(printed) > MAX_CHARACTERS or len(value or "") > MAX_CHARACTERS,
        "wrong": None if wrong is None else {"kind": wrong.kind, "line": wrong.line, "message": wrong.message},
        **shown,
    }


@contextmanager
def _input_from(answers, output):
    """Let input() return the answers one after the other, and write each into the output as a terminal does."""
    left, original = iter(answers or ()), builtins.input

    def answer(prompt="", /):
        if answers is None:
            raise EOFError("an exercise gets no input")
        for text in left:
            output.write(f"{prompt}{text}\n")
            return text
        raise _Waiting(prompt)

    builtins.input = answer
    try:
        yield
    finally:
        builtins.input = original


def _text_of(value):
    """Return the repr() of a value: numpy's numbers as people write them (2.99 for np.float64(2.99)), and no address in the memory."""
    with np.printoptions(legacy="1.25"):
        return _ADDRESS.sub("", repr(value))


def _shown(value):
    """Return how a value is shown besides its repr(): {"picture": ...}, {"table": ...}, or {}."""
    if hasattr(type(value), "_repr_svg_") or hasattr(type(value), "_repr_html_"):
        # Few cells need it, so the browser fetches it after the start (LATER in hooks/pyodide/bytecode_image.py).
        from demos.cell.picture import picture_of

        if picture := picture_of(value):
            return {"picture": picture}
    table = table_of(value)
    return {"table": table} if table else {}


def _last_value(code, filename, names):
    """Run the code, which may `await` outside of functions; return the value of its last line if that is an expression, otherwise None."""
    tree = ast.parse(code, filename)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    with asyncio.Runner() as runner:
        _evaluate(compile(tree, filename, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names, runner)
        return _evaluate(compile(ast.Expression(last.value), filename, "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names, runner) if last else None


def _evaluate(compiled, names, runner):
    """Run compiled code, by the runner if it is a coroutine."""
    value = eval(compiled, names)
    return runner.run(value) if compiled.co_flags & inspect.CO_COROUTINE else value
