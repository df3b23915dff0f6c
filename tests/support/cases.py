"""Recorded cases: what a demo answers, step by step, in CPython and in the browser alike."""

import hashlib
import json
import math
import re
from pathlib import Path

import demos

FOLDER = Path(__file__).parents[1] / "cases"
PATHS = sorted(FOLDER.glob("*.json"))
# The models count in float32, which holds seven digits; WebAssembly and each make of processor
# add up and round exp() a little differently.
TOLERANCE = 1e-5

# The text in an editor is a whole file, which is in the repository: its hash is recorded instead.
_EDITOR = re.compile(r"(?<=>)[^<]*(?=</textarea>)")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


def _last_place(number):
    """How far two roundings of nearly one number can lie apart: one unit of the last place shown."""
    mantissa, _, exponent = number.partition("e")
    return 1.01 * 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))


def load(path):
    return json.loads(path.read_text("utf-8"))


def first_state(case):
    demo = demos.load(case["demo"])
    return demo.start(demo.Options(**case["options"]), case["language"])


def play(case, call=demos.call):
    """Yield {"events", "state", "html"} for each step; `call` is demos.call, here or in a browser."""
    state = first_state(case)
    for step in case["steps"]:
        request = {"demo": case["demo"], "language": case["language"], "state": state, "events": step["events"]}
        reply = json.loads(call(json.dumps(request)))
        state = reply["state"]
        reply["html"] = _EDITOR.sub(_hash, reply["html"])
        yield {"events": step["events"], **reply}


def _hash(text):
    return hashlib.sha256(text[0].encode()).hexdigest() if len(text[0]) > 2000 else text[0]


def record(path):
    case = load(path)
    case["steps"] = list(play(case))
    # A lone surrogate, which a reader can send, is no UTF-8; JSON can write it as an escape.
    written = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", json.dumps(case, ensure_ascii=False, indent=1))
    path.write_text(written + "\n", "utf-8")


def assert_same(found, recorded, where=""):
    """Compare JSON: texts exactly, but for the decimal numbers in them, which may differ in their last place, or as float32 may."""
    if isinstance(recorded, dict):
        assert found.keys() == recorded.keys(), where
        for key in recorded:
            assert_same(found[key], recorded[key], f"{where}.{key}")
    elif isinstance(recorded, list):
        assert len(found) == len(recorded), where
        for at, (one, other) in enumerate(zip(found, recorded, strict=True)):
            assert_same(one, other, f"{where}[{at}]")
    elif isinstance(recorded, float):
        assert math.isclose(found, recorded, rel_tol=TOLERANCE, abs_tol=TOLERANCE), (where, found, recorded)
    elif isinstance(recorded, str):
        assert _NUMBER.sub("#", found) == _NUMBER.sub("#", recorded), where
        for one, other in zip(_NUMBER.findall(found), _NUMBER.findall(recorded), strict=True):
            assert math.isclose(float(one), float(other), rel_tol=TOLERANCE, abs_tol=_last_place(other)), (where, one, other)
    else:
        assert found == recorded, where
