"""Everyone: axe on every page, the keyboard, large letters and narrow screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support import chromium

GUIDES = {"ar": "guides/generative-ai/", "en": "en/guides/generative-ai/"}
PATIENCE = 60_000
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}

both_languages = pytest.mark.parametrize("language", ["ar", "en"])
# A phone in the light and a desk in the dark see every colour and every layout once.
views = pytest.mark.parametrize("scheme, viewport", [("light", PHONE), ("dark", DESK)], ids=["light phone", "dark desk"])


@pytest.fixture
def addresses(site):
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))


def violations(page):
    """Return what axe finds, each as its rule and the element."""
    # To look at colours it would fetch style sheets again, from addresses that are not theirs.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    return [(violation["id"], node["html"], node["failureSummary"]) for violation in found for node in violation["nodes"]]


def unfold(page):
    page.evaluate("for (const folded of document.querySelectorAll('main details:not([data-part])')) folded.open = true")


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
        demo = page.locator(f"live-demo[name={name}]")
        demo.locator("button[data-action=start]").click()
        expect(demo).to_have_attribute("data-status", "live", timeout=PATIENCE)
    unfold(page)
    expect(page.locator(".code-editor").first).to_be_visible()
    assert violations(page) == []


@pytest.fixture(scope="module")
def large_letters(browser):
    """A browser whose reader asked for letters twice the usual size."""
    args = [*chromium.FLAGS, "--blink-settings=defaultFontSize=32"]
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


FOCUSED = """() => {
    const element = document.activeElement;
    // The switch of the scheme is a radio button without a size, and the label beside it; an editor's
    // field lies under what shows its text in colours.
    const shown = element.matches(".md-option") ? element.nextElementSibling : element.closest(".code-editor") ?? element;
    const box = shown.getBoundingClientRect();
    const style = getComputedStyle(shown);
    return {
        // An element's place says nothing: on the way an editor opens.
        key: element === document.body ? null : (element.reached ??= window.reached = (window.reached ?? 0) + 1),
        html: element.outerHTML.slice(0, 120),
        seen: box.width > 0 && box.height > 0 && style.visibility === "visible",
        outlined: style.outlineStyle !== "none",
    };
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("address", ["", "en/", "guides/", "guides/generative-ai/", "en/guides/generative-ai/", "tags/llm/"])
def test_tab_goes_through_everything_that_can_be_pressed_and_shows_where_it_is(visit, address, viewport):
    page = visit(address, viewport=viewport)
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["key"] is None or focused["key"] in reached:
            break
        reached.add(focused["key"])
        assert focused["seen"], focused["html"]
        assert focused["outlined"], focused["html"]
    missed = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=radio])")]
            .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.disabled)
            .filter((element) => !element.matches(".md-toggle, .headerlink, [tabindex='-1']"))
            .filter((element) => element.getBoundingClientRect().width > 0)
            // An editor that opens while its plain field has the focus takes it over.
            .filter((element) => !element.reached && !element.closest(".code-editor")?.previousElementSibling.reached)
            .map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert missed == []
