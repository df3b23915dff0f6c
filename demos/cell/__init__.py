"""A cell of Python that the reader can change and run, as in a notebook.

    run.py        runs the code and returns its result
    demo.py       the cell as a demo: its state and events
    render.py     its HTML
    exercise.py   a cell with tests, hints and a solution; exercise_view.py: what it shows besides
    table.py, picture.py  how a value is shown: rows as a table, its own SVG or HTML
    event_loop.py  asyncio in a cell
    completion.py  names that the editor completes
    __main__.py   runs all cells of a page for the build, so that the page shows real results

Unlike other demos, a cell is not a pure function of its state: the names that the code
defines stay in the interpreter between two calls. See run.py.
"""

from demos.cell.demo import Options, start, update
from demos.cell.render import render

__all__ = ["PAGES", "Options", "bar_comes_last", "render", "start", "update"]
# A cell belongs to the page around it.
PAGES = {}


def bar_comes_last(_state):
    """Return True: a cell has its own Run button above."""
    return True
