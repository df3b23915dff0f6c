"""The page's one interpreter: it can be stopped and replaced, goes on after an exception, and answers as CPython does."""

import pytest
from playwright.sync_api import expect

from tests.support import cases
from tests.support.live_demos import (
    ATTENTION,
    GUIDES,
    PATIENCE,
    demo,
    expect_live,
    python_workers,
    replace_code,
    start,
    table_words,
    write_cell,
)

# No line of Python runs while this does, so Python cannot end it.
ENDLESS = "__import__('re').match('(a|a)*b', 'a' * 60)"


def keep_busy(page, attention):
    """Run an endless program in a cell, then ask the demo for another sentence: only one of them is computed at a time."""
    cell = page.locator("live-demo[name=cell]").first
    write_cell(page, cell, "6 * 7")
    page.keyboard.press("Control+Enter")
    expect(cell.locator(".value")).to_have_text("42", timeout=PATIENCE)
    write_cell(page, cell, ENDLESS)
    page.keyboard.press("Control+Enter")
    attention.locator("button[name=sentence]").last.click()


def test_stop_ends_a_run_and_what_waited_is_answered(visit):
    page = visit(GUIDES["en"])
    attention = start(page, "attention")
    shown = table_words(attention.locator("table.heatmap"))
    keep_busy(page, attention)
    with python_workers(page)[-1].expect_event("close", timeout=PATIENCE):
        attention.locator("button[data-action=stop]").click()
    expect(attention.locator("[data-part=status]")).to_contain_text("Stopped what was running")
    expect_live(attention)
    assert table_words(attention.locator("table.heatmap")) != shown


def test_a_hung_interpreter_is_replaced_and_the_demo_says_so(visit):
    page = visit(GUIDES["en"])
    page.clock.install()
    # Material's scroll watcher notices that its clock was moved.
    page.expected_errors = ["executing a cancelled action"]
    attention = start(page, "attention")
    keep_busy(page, attention)
    page.clock.run_for(25_000)
    expect(attention.locator("[data-part=status]")).to_contain_text("interpreter hung", timeout=PATIENCE)
    expect(attention).to_have_attribute("data-status", "live")


def test_an_endless_loop_in_the_readers_code_is_stopped_and_her_edit_stays(visit):
    page = visit(ATTENTION["en"])
    attention = start(page, "attention")
    replace_code(page, attention, "    d = q.shape[-1]", "    while True: pass\n    d = q.shape[-1]")
    attention.locator("button[data-action=stop]").click(timeout=PATIENCE)
    expect_live(attention)
    expect(attention.locator("[data-part=status]")).to_contain_text("Stopped what was running")
    assert "while True" in attention.locator("textarea[name=code]").input_value()
    expect(attention.locator("table.heatmap")).to_be_visible()


@pytest.fixture(scope="module")
def python_in_browser(optimizing_browser, server, interpreter):
    """demos.call in Pyodide, through the built wheel and the page's own worker."""
    page = optimizing_browser.new_page()
    page.goto(server)

    def call(request):
        return page.evaluate(
            "async ([module, request]) => {"
            " const {interpreter} = await import(module);"
            " return JSON.stringify(await interpreter.call(JSON.parse(request))); }",
            [interpreter, request],
        )

    yield call
    page.close()


@pytest.fixture(scope="module")
def home_page(lasting_visits):
    return lasting_visits.open("")


@pytest.fixture
def with_interpreter(home_page, lasting_visits, interpreter):
    """with_interpreter(script): what a script in a page returns, with `interpreter` started and a `request` that it answers."""
    state = cases.first_state({"demo": "attention", "language": "en", "options": {}})

    def run(script):
        return home_page.evaluate(
            "async ([module, request]) => {"
            " const {interpreter} = await import(module);"
            f" await interpreter.start('attention'); {script} }}",
            [interpreter, {"demo": "attention", "language": "en", "state": state}],
        )

    yield run
    lasting_visits.check()


def test_an_exception_is_reported_and_the_interpreter_goes_on(with_interpreter):
    reason, message, html = with_interpreter(
        "const wrong = await interpreter.call({demo: 'nobody', language: 'en', state: {}}).catch(error => error);"
        "const right = await interpreter.call(request);"
        "return [wrong.reason, wrong.message, right.html];"
    )
    assert reason == "python"
    assert "KeyError" in message and "nobody" in message
    assert "heatmap" in html


def test_a_call_that_is_stopped_before_it_is_sent_does_not_wait_for_an_answer(with_interpreter):
    reason, html = with_interpreter(
        "const call = interpreter.call(request).catch(({reason}) => reason);"
        "interpreter.stop();"
        "const next = await interpreter.call(request);"
        "return [await call, next.html];"
    )
    assert reason == "stopped"  # "replaced" would mean that it waited for the deadline of a call
    assert "heatmap" in html


@pytest.mark.parametrize("path", cases.PATHS, ids=lambda path: path.stem)
def test_a_demo_answers_in_the_browser_as_recorded(python_in_browser, path):
    case = cases.load(path)
    for number, (found, recorded) in enumerate(zip(cases.play(case, python_in_browser), case["steps"], strict=True)):
        cases.assert_same(found, recorded, f"step {number}")


def test_a_part_that_can_no_longer_come_is_fetched_by_a_new_python(visit, interpreter):
    page = visit(GUIDES["en"])
    cell = page.locator("live-demo[name=cell]").first
    write_cell(page, cell, "6 * 7")
    page.keyboard.press("Control+Enter")
    expect(cell.locator(".value")).to_have_text("42", timeout=PATIENCE)
    # A second Python begins to load; Stop ends it together with the loader that would fetch parts for the first one, too.
    with page.expect_event("worker", lambda worker: worker.url.startswith("blob:")):
        demo(page, "attention").locator("button[data-action=start]").click()
        demo(page, "attention").locator("input[name=sentence]").fill("one two three")
    page.evaluate("async (module) => (await import(module)).interpreter.stop()", interpreter)
    write_cell(page, cell, "import sqlite3\nsqlite3.sqlite_version_info[0]")
    page.keyboard.press("Control+Enter")
    cell.locator("button[data-action=retry]").click(timeout=PATIENCE)
    expect(cell.locator(".value")).to_have_text("3", timeout=PATIENCE)
