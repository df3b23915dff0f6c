"""A cell of Python that the reader can change and run, as in a notebook.

    run.py      the code run, and what came of it
    mistake.py  an exception, as something a learner can read
    demo.py     the cell as a demo: its state, and what its buttons do
    render.py   the same as HTML
    __main__.py all cells of a page run by the build, which shows what they really answer
"""

from demos.cell.demo import Options, start, update
from demos.cell.render import render

__all__ = ["Options", "render", "start", "update"]
