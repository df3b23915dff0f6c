"""A guide as a Jupyter notebook, which runs from top to bottom with numpy alone."""

import re
from dataclasses import replace
from pathlib import Path

import nbformat
from nbformat import v4

from demos import plot
from overrides.hooks.content.site_languages import direction
from overrides.hooks.export.parts import Code, Text

# How a cell imports plot(). A notebook has not our package, so it begins with the code of plot() itself.
_PLOT = re.compile(r"^from demos\.plot import plot\n*", re.M)
_MIME_TYPES = {"svg": "image/svg+xml", "html": "text/html"}
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
}


def notebook(found: list[Text | Code], language: str) -> str:
    """Return the JSON of a notebook. Its cells have numbers for ids, so that every build gives the same bytes."""
    first = next(at for at, part in enumerate(found) if isinstance(part, Code))
    start = "import numpy as np"
    if any(_PLOT.search(part.code) for part in found if isinstance(part, Code)):
        start += f"\n\n{Path(plot.__file__).read_text('utf-8').strip()}"
        found = [replace(part, code=_PLOT.sub("", part.code)) if isinstance(part, Code) else part for part in found]
    parts = [*found[:first], Code(start), *found[first:]]
    cells = [{"id": f"cell-{number}", **_cell(part, language)} for number, part in enumerate(parts)]
    # nbformat's functions that make a cell also validate each one, which takes longer than all the rest of an export.
    made = nbformat.from_dict({"cells": cells, "metadata": _METADATA, "nbformat": v4.nbformat, "nbformat_minor": v4.nbformat_minor})
    nbformat.validate(made)
    return v4.writes(made) + "\n"


def _cell(part: Text | Code, language: str) -> dict:
    if isinstance(part, Text):
        # Jupyter renders Markdown between tags if there are blank lines around it.
        text = f'<div dir="rtl">\n\n{part.text}\n\n</div>' if direction(language) == "rtl" else part.text
        return {"cell_type": "markdown", "metadata": {}, "source": text}
    outputs: list[dict] = []
    result = part.result or {"output": "", "value": None}
    if result["output"]:
        outputs.append({"output_type": "stream", "name": "stdout", "text": result["output"]})
    picture = result.get("picture")
    shown = {_MIME_TYPES[picture["kind"]]: picture["text"]} if picture else {}
    if result["value"] is not None:
        shown["text/plain"] = result["value"]
    if shown:
        outputs.append({"output_type": "execute_result", "data": shown, "metadata": {}, "execution_count": None})
    # Jupyter's own mark of a cell after whose exception it goes on.
    metadata = {"tags": ["raises-exception"]} if part.fails else {}
    return {"cell_type": "code", "metadata": metadata, "source": part.code, "outputs": outputs, "execution_count": None}
