"""A start that fails says why, in the page's language, and can be tried again."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import ATTENTION, CONNECTION_LOST, PATIENCE, both_languages, expect_live, is_arabic, press_start

RUNTIME_FILES = ["manifest.json", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]


@pytest.mark.parametrize("file", RUNTIME_FILES)
def test_no_file_that_fails_to_arrive_leaves_the_demo_hanging(visit, file):
    page = visit(ATTENTION["ar"])
    page.expected_errors = [""]
    page.context.route(f"**/{file}*", lambda route: route.abort("connectionreset"))
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text(CONNECTION_LOST["ar"])


@pytest.mark.parametrize("file", ["loader.js", "downloads.js", "messages.js", "idiomorph.esm.js", "purify.min.js"])
def test_a_connection_that_dies_without_a_word_is_given_up(visit, file):
    # purify.min.js is fetched where the browser has no sanitizer of its own.
    page = visit(ATTENTION["ar"], before=lambda page: file == "purify.min.js" and page.add_init_script("delete Element.prototype.setHTML"))
    page.clock.install()
    silent = re.compile(rf"/{file}(\?|$)")
    page.context.route(silent, lambda route: None)  # never answered
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", "loading")
    page.clock.fast_forward("00:21")
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text(CONNECTION_LOST["ar"])
    page.context.unroute(silent)
    attention.locator("button[data-action=retry]").click()
    expect_live(attention)


@pytest.mark.parametrize("files", [["python-*.bin", "python_stdlib.zip"], ["demos-*.bin", "demos-*.whl"]], ids=["stdlib", "demos"])
def test_a_file_with_a_wrong_byte_is_not_run(visit, files):
    page = visit(ATTENTION["ar"])
    page.expected_errors = [""]

    def flip(route):
        response = route.fetch()
        body = bytearray(response.body())
        body[len(body) // 2] ^= 1
        route.fulfill(response=response, body=bytes(body))

    for file in files:  # a file of the fast start, and one of the standard start that follows if it fails
        page.context.route(f"**/{file}*", flip)
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text("ناقص أو متغيّر")


@both_languages
def test_a_broken_connection_is_reported_and_the_reader_can_try_again(visit, language):
    page = visit(ATTENTION[language])
    page.expected_errors = [""]
    for files in ("**/*.bin*", "**/*.whl*"):
        page.context.route(files, lambda route: route.abort("internetdisconnected"))
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    reason = attention.locator("[data-part=status]").inner_text()
    assert is_arabic(reason) == (language == "ar")
    assert attention.locator(".words").is_visible(), "the picture stays"
    for files in ("**/*.bin*", "**/*.whl*"):
        page.context.unroute(files)
    attention.locator("button[data-action=retry]").click()
    expect_live(attention)
