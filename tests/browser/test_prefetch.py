"""Hints that a reader is about to press start: Python is fetched then, but never where bytes are dear."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import ATTENTION, GUIDES, PATIENCE, demo, expect_live, press_start, python_workers, start
from tests.support.returning_reader import (
    PYTHON,
    controlled,
    hover_over_start,
    open_page,
    python_requests,
    runtime_addresses,
    wait_until_python_is_cached,
)

# A clock of the downloads that a test moves: twenty seconds in which nothing arrives.
CLOCK = "const setInterval = (work) => { globalThis.second = work; };\n"
SILENCE = "for (let seconds = 0; seconds <= 20; seconds++) second()"
# Resolves when the page has no Python that loads.
GIVEN_UP = """async () => {
    const { src } = document.querySelector("script[src$='/live-demo.js']");
    const { interpreter } = await import(new URL("../python/interpreter.js", src).href);
    while (interpreter.isStarted) await new Promise(requestAnimationFrame);
}"""
FAST = {"effectiveType": "4g", "saveData": False}


def test_a_pointer_on_start_fetches_python_and_start_fetches_nothing_twice(reader, host, site):
    page = open_page(reader(FAST), host.address + GUIDES["ar"])
    hover_over_start(page)
    wait_until_python_is_cached(page, site, "start")
    assert demo(page, "chatbot").get_attribute("data-status") == "idle"
    start(page, "chatbot")
    wait_until_python_is_cached(page, site)
    sent = [path for path, size in host.log if PYTHON.search(path) and size]
    assert sorted(sent) == runtime_addresses(site, "start", "later")


def test_start_in_the_middle_of_a_hint_fetches_nothing_twice(reader, host, site):
    page = open_page(reader(FAST), host.address + GUIDES["ar"])
    hover_over_start(page)
    start(page, "chatbot")
    wait_until_python_is_cached(page, site)
    sent = [path for path, size in host.log if PYTHON.search(path) and size]
    assert sorted(sent) == runtime_addresses(site, "start", "later")


def test_the_keyboard_on_start_is_a_hint_too(reader, host, site):
    page = open_page(reader(FAST), host.address + GUIDES["en"])
    demo(page, "chatbot").locator("button[data-action=start]").focus()
    wait_until_python_is_cached(page, site, "start")


def test_python_begins_to_start_when_the_pointer_goes_down_on_start(reader, host):
    page = open_page(reader(FAST), host.address + GUIDES["en"])
    attention = demo(page, "attention")
    hover_over_start(page, "attention")
    with page.expect_worker(lambda worker: worker.url.startswith("blob:")):
        page.mouse.down()
    assert attention.get_attribute("data-status") == "idle"
    page.mouse.up()
    expect_live(attention)
    assert len(python_workers(page)) == 1


def test_what_fails_while_the_pointer_is_down_is_tried_again_by_the_click(reader, host):
    page = open_page(reader(FAST), host.address + GUIDES["en"])
    page.route("**/loader.js", lambda route: route.abort())
    hover_over_start(page, "attention")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/loader.js")):
        page.mouse.down()
    page.evaluate(GIVEN_UP)
    page.unroute("**/loader.js")
    page.mouse.up()
    expect_live(demo(page, "attention"))


def test_start_succeeds_after_a_hint_whose_download_stalled(visit):
    page = visit(ATTENTION["en"])
    page.context.route("**/downloads.js", lambda route: route.fulfill(response=(found := route.fetch()), body=CLOCK + found.text()))
    page.context.route("**/pyodide.asm.wasm*", lambda route: None)  # never answered
    with page.expect_worker() as loader, page.expect_request("**/pyodide.asm.wasm*"):
        hover_over_start(page, "attention")
    with page.expect_event("requestfailed", lambda request: "pyodide.asm.wasm" in request.url):
        loader.value.evaluate(SILENCE)
    page.context.unroute("**/pyodide.asm.wasm*")
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", re.compile("error|live"), timeout=PATIENCE)
    assert attention.get_attribute("data-status") == "live"


def test_the_list_of_pythons_files_is_fetched_beside_the_loader(reader, host):
    page = open_page(reader({"effectiveType": "3g"}), host.address + GUIDES["en"])
    page.route("**/loader.js", lambda route: None)  # never answered
    with page.expect_request("**/manifest.json"):
        press_start(page, "attention")


def test_a_demo_nearly_in_sight_is_a_hint_once_the_reader_has_done_something(reader, host, site):
    page = open_page(reader(FAST), host.address + GUIDES["en"])
    demo(page, "attention").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []
    page.keyboard.press("Shift")
    wait_until_python_is_cached(page, site, "start")


@pytest.mark.parametrize(
    "connection",
    [{"effectiveType": "4g", "saveData": True}, {"effectiveType": "3g"}, {"effectiveType": "slow-2g"}],
    ids=["data is saved", "3g", "slow"],
)
def test_on_an_expensive_connection_there_are_no_hints(reader, host, connection):
    page = open_page(reader(connection), host.address + GUIDES["en"])
    page.keyboard.press("Shift")
    hover_over_start(page)
    demo(page, "chatbot").locator("button[data-action=start]").focus()
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []


def test_a_reader_who_saves_data_is_sent_only_what_she_asked_for(reader, host, site):
    page = open_page(reader({"effectiveType": "4g", "saveData": True}), host.address + GUIDES["en"])
    page.wait_for_load_state("networkidle")
    assert not [path for path, _ in host.log if "sw.js" in path or path.startswith("/guides/")]
    start(page, "attention")
    wait_until_python_is_cached(page, site)
    controlled(page)
    page.wait_for_load_state("networkidle")
    assert not [path for path, _ in host.log if path.startswith("/guides/")]


def test_an_unknown_connection_gets_hints_by_pointer_alone(reader, host, site):
    context = reader()
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'connection', {get: () => undefined})")
    page = open_page(context, host.address + GUIDES["en"])
    demo(page, "attention").scroll_into_view_if_needed()
    page.keyboard.press("Shift")
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []
    hover_over_start(page)
    wait_until_python_is_cached(page, site, "start")


def test_the_right_button_on_start_starts_nothing(reader, host):
    page = open_page(reader({**FAST, "type": "wifi"}), host.address + GUIDES["en"])
    page.locator("h1").first.click()
    demo(page, "chatbot").locator("button[data-action=start]").dispatch_event("pointerdown", {"button": 2, "pointerType": "mouse"})
    page.wait_for_load_state("networkidle")
    assert python_workers(page) == []
    assert python_requests(host) == []


def test_a_finger_on_start_fetches_nothing_that_may_be_paid_by_the_byte(reader, host):
    # It may be there to scroll.
    page = open_page(reader({**FAST, "type": "cellular"}), host.address + GUIDES["en"])
    button = demo(page, "chatbot").locator("button[data-action=start]")
    for name in ("pointerover", "pointerdown"):
        button.dispatch_event(name, {"button": 0, "pointerType": "touch"})
    page.wait_for_load_state("networkidle")
    assert python_requests(host) == []
