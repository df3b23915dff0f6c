"""Start never stays silent: whatever file of the page is missing, empty or stalled, a press says so and the next one mends it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import (
    ARABIC,
    ATTENTION,
    CHATBOT,
    GUIDES,
    PATIENCE,
    both_languages,
    demo,
    press_start_early,
    start,
    write_cell,
)

SECONDS = 5_000
# What the host answers in place of a file.
FAULTS = {
    "missing": lambda route: route.fulfill(status=404, body="not found", content_type="text/html"),
    "empty": lambda route: route.fulfill(status=200, body="", content_type="text/css" if ".css" in route.request.url else "text/javascript"),
    "stalled": lambda route: None,
    "another build's": lambda route: route.fulfill(status=200, body="export const other = 1;", content_type="text/javascript"),
    "a page": lambda route: route.fulfill(status=200, body="<!doctype html><p>", content_type="text/html"),
}
# What a browser logs of these faults.
LOGGED = ["404", "MIME", "does not provide an export", "Refused", "Failed to fetch"]


def press_start(page, language):
    """Press Start in a page with a fault; after that its status says what is wrong, in the page's language."""
    attention = demo(page, "attention")
    press_start_early(attention)
    status = attention.locator("[data-part=status]")
    expect(attention).to_have_attribute("data-status", "error", timeout=SECONDS)
    assert bool(ARABIC.search(status.inner_text())) == (language == "ar")
    return attention


def broken(visit, path, file, fault):
    """Open a page that one file does not reach, and return it with the pattern of the file's address."""
    pattern = re.compile(rf"/{re.escape(file)}(\?|$)")
    page = visit(path, before=lambda page: page.context.route(pattern, FAULTS[fault]), wait_until="commit")
    page.expected_errors = LOGGED
    return page, pattern


@pytest.mark.parametrize("fault", ["missing", "empty", "stalled", "another build's", "a page"])
@pytest.mark.parametrize("file, language", [("live-demo.js", "ar"), ("interpreter.js", "en"), ("render.js", "ar")])
def test_a_press_says_that_a_script_did_not_arrive_and_the_next_one_mends_it(visit, file, language, fault):
    if fault == "another build's" and file == "live-demo.js":
        pytest.skip("nobody imports from it, so this is the empty file")
    page, pattern = broken(visit, ATTENTION[language], file, fault)
    page.locator("live-demo[name=attention] [data-action=start]").wait_for()
    if fault != "stalled":
        page.wait_for_load_state("load")  # a fault that the browser has noticed by now makes the press try once more
    attention = press_start(page, language)
    page.context.unroute(pattern)
    # A stalled file may arrive by itself now: then the button is gone before it is pressed.
    attention.locator("button[data-action=start]").dispatch_event("click")
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)


# One that stalls is given up as late as Python's own files: see test_start_failures.py.
@pytest.mark.parametrize("fault", ["missing", "empty", "another build's", "a page"])
def test_a_press_says_that_what_comes_after_start_did_not_arrive_and_the_next_one_mends_it(visit, fault):
    page, pattern = broken(visit, ATTENTION["en"], "messages.js", fault)
    page.wait_for_load_state("load")
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    page.context.unroute(pattern)
    attention.locator("button[data-action=retry]").click()
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)


@pytest.mark.parametrize("fault", ["missing", "empty", "a page"])
def test_a_press_says_that_the_style_did_not_arrive_and_the_next_one_mends_it(visit, fault):
    page, pattern = broken(visit, ATTENTION["en"], "demos.css", fault)
    page.wait_for_load_state("load")
    attention = press_start(page, "en")
    page.context.unroute(pattern)
    # A stalled file may arrive by itself now: then the button is gone before it is pressed.
    attention.locator("button[data-action=start]").dispatch_event("click")
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)


def test_what_was_typed_before_the_page_was_fetched_anew_is_done(visit):
    page, pattern = broken(visit, CHATBOT["en"], "live-demo.js", "empty")
    chatbot = demo(page, "chatbot")
    field = chatbot.locator("input[name=message]")
    field.fill("I am sad")
    field.press("Enter")
    expect(chatbot).to_have_attribute("data-status", "error", timeout=SECONDS)
    page.context.unroute(pattern)
    field.press("Enter")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["I am sad"], timeout=PATIENCE)


@pytest.mark.parametrize("file", ["loader.js", "manifest.json"])
def test_a_file_of_the_worker_that_stalls_is_told_soon(visit, file):
    page, _ = broken(visit, ATTENTION["en"], file, "stalled")
    page.wait_for_load_state("load")
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention.locator("[data-part=status]")).to_contain_text("Nothing has arrived yet", timeout=SECONDS)


@both_languages
def test_a_page_that_was_opened_from_a_file_says_so(browser, site, language):
    page = browser.new_page()
    page.goto((site / GUIDES[language] / "index.html").as_uri())
    attention = press_start(page, language)
    expect(attention.locator("[data-part=status]")).to_contain_text("make serve")
    page.close()


WITHOUT = {
    "WebAssembly": "delete window.WebAssembly",
    "exceptions in WebAssembly": "delete WebAssembly.Exception",
    # As in Chrome 95, the last one for Android 5.
    "references in WebAssembly": "const { Table } = WebAssembly; WebAssembly.Table = function (kind) { if (kind.element !== 'anyfunc') throw new TypeError(); return new Table(kind); }",
    # As in Safari 16.3, which cannot parse Pyodide.
    "static blocks in classes": "const Plain = Worker; window.Worker = class extends Plain { constructor(url, options) { super(options.name === 'Python' ? URL.createObjectURL(new Blob(['class {'], { type: 'text/javascript' })) : url, options); } }",
    "module workers": "window.Worker = class { constructor() { this.later = setTimeout(() => this.onerror?.(), 0); } addEventListener(name, call) { if (name === 'error') setTimeout(() => call(new ErrorEvent('error')), 0); } postMessage() {} terminate() {} }",
}


@pytest.mark.parametrize("missing", WITHOUT)
def test_a_browser_that_is_too_old_is_told_so(visit, missing):
    page = visit(ATTENTION["en"], before=lambda page: page.add_init_script(WITHOUT[missing]))
    attention = press_start(page, "en")
    expect(attention.locator("[data-part=status]")).to_contain_text("too old")


def test_a_browser_without_modules_is_told_so(visit):
    def make_old(page):
        page.add_init_script("delete HTMLScriptElement.prototype.noModule")
        page.context.route("**/live-demo.js", FAULTS["stalled"])

    page = visit(ATTENTION["en"], before=make_old, wait_until="commit")
    attention = press_start(page, "en")
    expect(attention.locator("[data-part=status]")).to_contain_text("too old")


# What the oldest browsers lack that the About page names, and what is newer than they are.
REMOVE = """for (const path of [
    "AbortSignal.any", "AbortSignal.timeout", "AbortSignal.prototype.reason", "AbortSignal.prototype.throwIfAborted", "Array.fromAsync",
    "Array.prototype.findLast", "Array.prototype.findLastIndex", "Array.prototype.toReversed", "Array.prototype.toSorted",
    "Array.prototype.toSpliced", "Array.prototype.with", "CSS.highlights", "Element.prototype.ariaBusy", "Element.prototype.checkVisibility",
    "Element.prototype.setHTML", "Float16Array", "HTMLElement.prototype.inert", "HTMLElement.prototype.popover", "HTMLElement.prototype.showPopover",
    "HTMLElement.prototype.hidePopover", "HTMLElement.prototype.togglePopover", "Iterator.prototype.map", "Map.groupBy", "Object.groupBy",
    "Promise.try", "Promise.withResolvers", "ReadableStream.from", "Response.json", "Set.prototype.difference", "Set.prototype.intersection",
    "Set.prototype.isSubsetOf", "Set.prototype.union", "String.prototype.isWellFormed", "SuppressedError", "URL.canParse", "URL.parse",
    "Uint8Array.fromBase64", "WebAssembly.Suspending", "WebAssembly.promising", "requestIdleCallback", "scheduler", "structuredClone",
]) {
    const names = path.split("."), last = names.pop();
    const owner = names.reduce((found, name) => found?.[name], globalThis);
    if (owner && last in owner && !delete owner[last]) throw new Error(path);
}
"""


def test_without_newer_features_the_demos_run(visit):
    def make_old(page):
        # In the page, in the loader, and in the worker that runs Python, whose script the page gets from the loader.
        page.add_init_script(
            f"""{{ {REMOVE} }}
            const plain = URL.createObjectURL;
            globalThis.changed = 0;
            URL.createObjectURL = (script) => ++changed && plain(new Blob([{json.dumps(REMOVE)}, script], {{ type: "text/javascript" }}));"""
        )
        page.context.route("**/loader.js", lambda route: route.fulfill(response=(found := route.fetch()), body=REMOVE + found.text()))

    page = visit(GUIDES["en"], before=make_old)
    ready = demo(page, "attention").locator("button[name=sentence]").last
    ready.click()
    expect(ready).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)
    assert demo(page, "attention").get_attribute("data-status") == "idle", "a ready answer needs no Python"
    found = demo(page, "cell").first
    write_cell(page, found, "6 * 7")
    page.keyboard.press("Control+Enter")
    expect(found.locator(".value")).to_have_text("42", timeout=PATIENCE)
    for name in ("attention", "chatbot"):
        start(page, name)
        expect(demo(page, name).locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    assert page.evaluate("changed") > 0
    page.locator("a.term").first.hover()
    page.keyboard.press("/")
    page.keyboard.type("attention")
    expect(page.locator(".search__results a").first).to_be_visible()


def test_without_dialog_the_search_button_stays_hidden(visit):
    page = visit("about/", before=lambda page: page.add_init_script("delete HTMLDialogElement.prototype.showModal"))
    expect(page.locator("[data-search-open]")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("dialog")).to_be_hidden()


def test_try_again_fetches_the_page_anew_where_the_host_answers_everything_with_a_page(visit):
    page, _ = broken(visit, ATTENTION["en"], "manifest.json", "a page")
    page.wait_for_load_state("load")
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    page.expected_errors = [""]
    with page.expect_navigation():
        attention.locator("button[data-action=retry]").click()


def test_without_the_editors_script_reset_restores_a_cell(visit):
    page = visit(GUIDES["en"], before=lambda page: page.context.route("**/code-editor.js", FAULTS["missing"]))
    page.expected_errors = [""]
    cell = page.locator("live-demo[name=cell]").first
    area = cell.locator("textarea[name=code]")
    built = area.input_value()
    area.fill("6 * 7")
    cell.locator("button[type=submit]").click()
    expect(cell.locator(".value")).to_have_text("42", timeout=PATIENCE)
    cell.locator("button[name=reset_code]").click()
    expect(area).to_have_value(built)
