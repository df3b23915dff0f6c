"""The search dialog: how it opens, closes, fails, and is used with the keyboard."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.support.search_dialog import ask, open_search


def test_nothing_is_fetched_before_the_search_is_opened(visit):
    page = visit("")
    page.wait_for_load_state("networkidle")
    assert not [url for url in page.requested if "/assets/search/" in url]


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_a_key_opens_it_and_escape_closes_it(visit, key):
    page = visit("guides/generative-ai/")
    page.keyboard.press(key)
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.get_by_role("searchbox").input_value() == ""
    page.keyboard.press("Escape")
    expect(page.locator("dialog[data-search]")).to_be_hidden()


def test_the_letters_can_be_turned_off_for_who_speaks_to_the_computer(visit):
    page = open_search(visit(""))
    page.get_by_role("checkbox", name=re.compile("S")).uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("s")
    expect(page.locator("dialog[data-search]")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("dialog[data-search]")).to_be_visible()


def test_arrows_move_through_the_results_and_enter_follows_one(visit):
    page = open_search(visit(""))
    ask(page, "هلوسة")
    page.keyboard.press("ArrowDown")
    links = page.locator("dialog ol a")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    target = links.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: unquote(url) == unquote(target))
    expect(page.locator("dialog[data-search]")).to_be_hidden()


def test_enter_in_the_field_goes_to_a_result_only_if_it_is_clearly_the_answer(visit):
    page = open_search(visit(""))
    before = page.url
    ask(page, "الموديل")
    page.keyboard.press("Enter")
    expect(page.locator("dialog ol a").first).to_be_focused()
    assert page.url == before
    [target] = ask(page, "privacy")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(lambda url: unquote(url) == target)


def test_a_letter_that_is_typed_at_a_result_goes_into_the_field(visit):
    page = open_search(visit("en/"))
    ask(page, "attentio")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("attention")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Backspace")
    expect(page.get_by_role("searchbox")).to_have_value("attentio")


def test_results_that_are_replaced_while_one_has_the_focus_leave_it_to_the_field(visit):
    page = open_search(visit("en/"))
    ask(page, "attentio")
    field = page.get_by_role("searchbox")
    # Both in one task, so that the focus is at a result of the query before.
    field.evaluate(
        """field => {
            field.value += "n";
            field.dispatchEvent(new InputEvent("input", {bubbles: true}));
            field.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown", bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.locator("dialog [role=status][data-asked=attention]")).to_be_attached()
    expect(field).to_be_focused()
    page.keyboard.press("Backspace")
    expect(field).to_have_value("attentio")


@pytest.mark.parametrize("path, direction", [("", "rtl"), ("en/", "ltr")])
def test_the_empty_field_runs_as_the_page_does_and_a_word_as_its_letters_do(visit, path, direction):
    page = open_search(visit(path))
    field = page.get_by_role("searchbox")
    assert field.evaluate("field => getComputedStyle(field).direction") == direction
    field.fill("Transformer")
    assert field.evaluate("field => getComputedStyle(field).direction") == "ltr"
    field.fill("موديل")
    assert field.evaluate("field => getComputedStyle(field).direction") == "rtl"


def test_without_javascript_there_is_no_button_that_does_nothing(visit):
    page = visit("", java_script_enabled=False)
    expect(page.locator("[data-search-open]")).to_be_hidden()
    expect(page.locator("dialog[data-search]")).to_be_hidden()


def test_where_the_browser_forbids_storage_as_in_a_frame_of_another_site_the_search_works(visit):
    page = visit("")
    page.expected_errors = ["forbidden"]  # in a script of Material's
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', 'SecurityError'); } });")
    page.reload()
    assert ask(open_search(page), "السياق")


def test_when_a_deploy_has_replaced_the_index_an_open_page_fetches_the_new_one(visit):
    page = open_search(visit(""))
    page.expected_errors = ["Failed to load resource"]
    ask(page, "السياق")

    def gone_until_the_entry_is_fetched_again(route):
        fetched = sum(url.endswith("/ar.bin") for url in page.requested)
        route.continue_() if fetched > 1 else route.fulfill(status=404)

    page.route("**/assets/search/ar-*/*", gone_until_the_entry_is_fetched_again)
    assert "glossary/#gan" in "".join(ask(page, "GAN", 10))


def test_when_the_index_cannot_be_fetched_it_says_so_and_can_be_tried_again(visit):
    page = visit("")
    page.expected_errors = ["Failed to load resource"]
    page.route("**/assets/search/**", lambda route: route.abort())
    page.get_by_role("button", name="ابحث في الموقع").click()
    page.get_by_role("searchbox").fill("السياق")
    expect(page.locator("#search-status")).to_contain_text("البحث محتاج النت")
    page.unroute("**/assets/search/**")
    page.get_by_role("searchbox").fill("السياق ")
    expect(page.locator("dialog ol a").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_header_and_the_dialog_fit(visit, width):
    page = visit("", viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="ابحث في الموقع").click()
    ask(page, "Generative Adversarial Networks")
    box = page.locator("dialog[data-search]").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.locator("dialog[data-search]").evaluate("box => box.scrollWidth <= box.clientWidth")
