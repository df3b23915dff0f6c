"""The cell as a demo: its state and events.

The state is JSON and holds texts and results. The names that the code defines are not in it:
they stay in the interpreter (see run.py). So update() with the same state and event can give
another result, as running a cell again does in any notebook.
"""

from dataclasses import dataclass

from demos.cell.run import names, run

MAX_CODE = 50_000  # characters
MAX_ANSWERS = 100
MAX_ANSWER = 1_000  # characters


@dataclass(frozen=True)
class Options:
    """What the build sets for a cell.

    code      its code
    above     the codes of the cells before it on the page
    exercise  the parts of an exercise (see exercise.py), whose starter is `code`; None for a plain cell
    own       whether it is an empty cell that the reader adds to the page, below the cells in `above`
    """

    code: str = ""
    above: tuple[str, ...] = ()
    exercise: dict | None = None
    own: bool = False


def start(options, language):
    """Run the cell, and return its first state. An exercise is not run: its tests wait for the reader.

    {"language", "source": the author's code, "code": the reader's code, "above": [...],
     "first": the result of source, "result": the result of code; for results see run.run,
     "answers": what the reader has answered to the calls of input() in code; only if she has}
    A cell of the reader's own has "own": true, and no results before she runs it.
    """
    above = list(options.above)
    if options.own:
        return {"language": language, "source": "", "code": "", "above": above, "own": True, "first": None, "result": None}
    if options.exercise:
        from demos.cell import exercise

        return exercise.start(options.exercise, options.code, above, language)
    first = run(options.code, len(above), above)
    return {"language": language, "source": options.code, "code": options.code, "above": above, "first": first, "result": first}


def update(state, event):
    """Return the state after an event: "code" runs the reader's code, "answer" runs it again with one more answer
    to its calls of input(), "reset_code" restores the author's code. "complete" changes nothing; the state that it returns
    has "suggestions" for the name that is its value."""
    name, value = event["name"], event["value"]
    if "exercise" in state:
        # Few readers need it, so the browser fetches it after the start (LATER in hooks/pyodide/bytecode_image.py).
        from demos.cell import exercise
    if name == "code" and isinstance(value, str):
        code = value[:MAX_CODE].rstrip("\n")
        return exercise.answered(state, code) if "exercise" in state else _run(state, code, [])
    if name == "complete" and isinstance(value, str):
        from demos.cell.completion import suggestions  # fetched after the start, too

        return {**state, "suggestions": suggestions(value, names())}
    if name == "answer" and isinstance(value, str) and "asks" in (state["result"] or ()):
        return _run(state, state["code"], [*state.get("answers", ()), value[:MAX_ANSWER]][:MAX_ANSWERS])
    if name == "reset_code" and "exercise" in state:
        return exercise.restarted(state)
    if name == "reset_code":
        return {**_without_answers(state), "code": state["source"], "result": state["first"]}
    return state


def _run(state, code, answers):
    """Return the state after code has run with these answers."""
    index = None if state.get("own") else len(state["above"])
    result = run(code, index, state["above"], answers)
    return {**_without_answers(state), "code": code, "result": result, **({"answers": answers} if answers else {})}


def _without_answers(state):
    return {name: value for name, value in state.items() if name != "answers"}
