"""The recorded cases in CPython. tests/browser/test_interpreter.py replays the same files in the browser."""

import pytest

from tests.support import cases


@pytest.mark.parametrize("path", cases.PATHS, ids=lambda path: path.stem)
def test_a_demo_gives_the_recorded_states_and_html(path, pytestconfig):
    if pytestconfig.getoption("--record"):
        cases.record(path)
    case = cases.load(path)
    assert case["steps"], f"{path.name} has no steps"
    for number, (found, recorded) in enumerate(zip(cases.play(case), case["steps"], strict=True)):
        assert "html" in recorded, f"{path.name} has no recorded answers yet; run `make record` and read them"
        cases.assert_same(found, recorded, f"step {number}")
