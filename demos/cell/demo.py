"""The cell as a demo. Its state is JSON; the names it made live in the interpreter, see run.py."""

from dataclasses import dataclass

from demos.cell.run import run

MAX_CODE = 50_000


@dataclass(frozen=True)
class Options:
    """What the build knows of a cell.

    code    its text
    above   the texts of the cells before it on the page
    """

    code: str = ""
    above: tuple[str, ...] = ()


def start(options, language):
    """Return the first state, for which the cell was really run.

    {"language", "source": the author's text, "code": the reader's, "above": [...],
     "first": what came of the source, "result": what came of the code; see run.run}
    """
    above = list(options.above)
    first = run(options.code, len(above), above)
    return {"language": language, "source": options.code, "code": options.code, "above": above, "first": first, "result": first}


def update(state, event):
    """Return the state after "code" was run, or "reset_code" brought the author's back."""
    name, value = event["name"], event["value"]
    if name == "code" and isinstance(value, str):
        code = value[:MAX_CODE].rstrip("\n")
        return {**state, "code": code, "result": run(code, len(state["above"]), state["above"])}
    if name == "reset_code":
        return {**state, "code": state["source"], "result": state["first"]}
    return state
