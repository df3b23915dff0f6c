"""A term's definition, shown where the term stands."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import GUIDES


def test_hovering_over_a_term_shows_its_definition_and_escape_hides_it(visit):
    page = visit(GUIDES["ar"])
    term = page.locator("a.term", has_text="hallucination").first
    means = term.get_attribute("title")
    term.hover()
    note = page.locator("#term-note")
    expect(note).to_be_visible()
    expect(note).to_contain_text(means)
    expect(term).to_have_accessible_description(re.compile(re.escape(means)))
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    assert term.get_attribute("title") == means


def test_the_keyboard_shows_it_too_and_enter_leads_to_the_glossary(visit):
    page = visit(GUIDES["en"])
    term = page.locator("a.term").first
    page.keyboard.press("Tab")
    term.focus()
    expect(page.locator("#term-note")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/en/glossary/#" in url)


@pytest.mark.parametrize("width", [320, 390])
def test_a_tap_shows_it_and_leads_on(visit, width):
    page = visit(GUIDES["ar"], viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True)
    term = page.locator("a.term", has_text="Self Attention").first
    address = page.url
    term.tap()
    note = page.locator("#term-note")
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.url == address
    note.get_by_role("link", name="كل المصطلحات").tap()
    page.wait_for_url(lambda url: unquote(url).endswith("/glossary/#self-attention"))


def test_without_javascript_a_term_is_a_link_with_its_definition(visit):
    page = visit(GUIDES["ar"], java_script_enabled=False)
    term = page.locator("a.term").first
    assert term.get_attribute("title")
    term.click()
    assert "/glossary/#" in page.url
