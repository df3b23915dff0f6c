"""Large letters and narrow screens never make a page scroll sideways."""

import pytest

from tests.support import chromium
from tests.support.screens import unfold


@pytest.fixture(scope="module")
def large_letters(browser):
    """A browser whose reader asked for letters twice the usual size."""
    args = [*chromium.TEST_FLAGS, "--blink-settings=defaultFontSize=32"]
    launched = browser.browser_type.launch(executable_path=chromium.find(), args=args)
    yield launched
    launched.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_letters_twice_as_large_never_make_a_page_scroll_sideways(large_letters, server, addresses, width):
    page = large_letters.new_page(viewport={"width": width, "height": 800})
    for address in addresses:
        page.goto(server + address)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_narrow_screen_never_scrolls_sideways(visit, server, addresses):
    page = visit("", viewport={"width": 320, "height": 640})
    for address in addresses:
        page.goto(server + address)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
