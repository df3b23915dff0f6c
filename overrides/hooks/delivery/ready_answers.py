"""What a demo shows after a press on one of its ready buttons: computed by the build, so that it needs no Python.

Each answer is a file, named by a hash of the state in it, which demo/ready-answers.js fetches after the press:

    {"state", "html", "next": {what the reader may press then: the name of that answer's file}}

Answers of equal states are one file, whichever page's demo led to them.
"""

import functools
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import demos
from demos.text import clean
from overrides.hooks import cache


def of(name: str, state: dict) -> dict[str, Any] | None:
    """Return what the page needs to know of a demo's ready answers: None if it has none.

    folder    where their files are, below assets/
    next      {event: file}, see _following()
    replaces  {event's name: names of the events before it that it makes void}
    """
    folder = _folder(name)
    return {"folder": folder, "next": _files(name, state), "replaces": demos.load(name).REPLACES} if folder else None


def write(assets: Path, shown: Iterable[tuple[str, dict]]) -> None:
    """Write the answers of all demos that are not there yet.

    shown  [(demo, first state), ...] of all pages
    """
    waiting = [(name, state) for name, state in shown if _folder(name)]
    while waiting:
        name, state = waiting.pop()
        for following in _following(name, state).values():
            target = assets / (_folder(name) or "") / _file(following)
            if target.exists():  # its name says what is in it, and the answers after it were written with it
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_answer(name, following), "utf-8")
            waiting.append((name, following))


def _answer(name: str, state: dict) -> str:
    def draw() -> str:
        html = str(demos.load(name).render(state, state["language"]))
        return json.dumps({"state": state, "html": html, "next": _files(name, state)}, ensure_ascii=False)

    return cache.value("answers", [name, state, Path(__file__).read_text("utf-8")], draw, [name])


def _following(name: str, state: dict) -> dict[str, dict]:
    """Return {event: state after it} for the events that the demo's ready() names; an event as ready-answers.js writes it."""

    def play() -> dict[str, dict]:
        demo = demos.load(name)
        events = [{**event, "value": clean(event["value"])} for event in demo.ready(state)]
        return {f"{event['name']}\n{event['value']}": demo.update(state, event) for event in events}

    return cache.value("following", [name, state], play, [name])


def _files(name: str, state: dict) -> dict[str, str]:
    return {event: _file(following) for event, following in _following(name, state).items()}


def _file(state: dict) -> str:
    return f"{hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:12]}.json"


@functools.cache
def _folder(name: str) -> str | None:
    """Return the folder of a demo's answers, below assets/: another version of the demo or of this module has another one."""
    version = hashlib.sha256((cache.demos_version(name) + Path(__file__).read_text("utf-8")).encode()).hexdigest()[:12]
    return f"answers/{version}" if hasattr(demos.load(name), "ready") else None
