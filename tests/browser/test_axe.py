"""What axe, which looks for barriers to people with disabilities, finds on every page: nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.live_demos import GUIDES, both_languages, start
from tests.support.screens import DESK, PHONE, unfold

# A phone in the light and a desk in the dark see every colour and every layout once.
views = pytest.mark.parametrize("scheme, viewport", [("light", PHONE), ("dark", DESK)], ids=["light phone", "dark desk"])


def violations(page):
    """Return what axe finds, each as its rule and the element."""
    # preload: to look at colours it would fetch style sheets again, from addresses that are not theirs.
    # resultTypes: what is right need not be described.
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    return [(violation["id"], node["html"], node["failureSummary"]) for violation in found for node in violation["nodes"]]


@views
def test_axe_finds_nothing_on_any_page(visit, server, addresses, scheme, viewport):
    page = visit("", color_scheme=scheme, viewport=viewport)
    for address in addresses:
        page.goto(server + address)
        unfold(page)
        assert violations(page) == [], address


@both_languages
@views
def test_axe_finds_nothing_while_the_demos_live(visit, language, scheme, viewport):
    page = visit(GUIDES[language], color_scheme=scheme, viewport=viewport)
    for name in ("chatbot", "attention"):
        start(page, name)
    unfold(page)
    expect(page.locator(".code-editor").first).to_be_visible()
    assert violations(page) == []
