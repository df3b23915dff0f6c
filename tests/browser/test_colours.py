"""Light and dark: what the device shows until the reader chooses, by pointer or keyboard, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import HOMES, both_languages

SCHEMES = {"light": "default", "dark": "slate"}
DEVICE, LIGHT, DARK = range(3)


def shows(page, scheme):
    expect(page.locator(f"body[data-md-color-scheme={SCHEMES[scheme]}]")).to_be_attached()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme.includes('dark')") == (scheme == "dark"), "the page's scroll bar"


def button(page, choice):
    """The one visible button of the switch: it chooses what comes after `choice`."""
    found = page.locator("header label[for^=__palette_]:visible")
    expect(found).to_have_attribute("for", f"__palette_{(choice + 1) % 3}")
    return found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_has_its_colours_before_any_script_file_has_arrived(visit, scheme):
    page = visit("", color_scheme=scheme)
    page.expected_errors.append("net::ERR_FAILED")
    page.route("**/*.js", lambda route: route.abort())
    page.reload()
    shows(page, scheme)
    expect(button(page, DEVICE)).to_be_visible()


@both_languages
def test_the_switch_goes_from_the_device_to_light_to_dark_and_back_and_the_choice_stays(visit, language):
    page = visit(HOMES[language], color_scheme="dark")
    button(page, DEVICE).click()
    shows(page, "light")
    page.reload()
    shows(page, "light")
    button(page, LIGHT).click()
    shows(page, "dark")
    page.emulate_media(color_scheme="light")
    shows(page, "dark")
    button(page, DARK).click()
    shows(page, "light")
    page.emulate_media(color_scheme="dark")
    shows(page, "dark")


def test_the_switch_works_by_keyboard(visit):
    page = visit("", color_scheme="light")
    page.locator("input[name=__palette]:checked").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    shows(page, "dark")
    expect(page.locator("#__palette_2")).to_be_focused()
    page.keyboard.press("ArrowUp")
    button(page, LIGHT)
    shows(page, "light")
