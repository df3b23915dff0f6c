"""The guided tour of the attention demo: it says one thing at a time, and outlines the part of which it speaks."""

import pytest
from playwright.sync_api import expect

from demos.attention.view.tour import STEPS
from demos.strings import strings
from tests.browser.test_axe import VIEWS, look_in, violations
from tests.support.live_demos import ATTENTION, GUIDES, HOMES, both_languages, demo, python_workers, start
from tests.support.screens import DESK, PHONE

# Is the outlined part on the screen, below the panel and not covered by anything?
IN_SIGHT = """part => {
    const panel = document.querySelector("live-demo > .tour").getBoundingClientRect();
    const { top, left, width } = part.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + 2);
    return top >= panel.bottom && panel.top >= document.querySelector(".md-header").getBoundingClientRect().bottom - 1
        && getComputedStyle(part).outlineStyle === "solid" && part.contains(there);
}"""


def press_tour(page):
    """Press the tour's button, and return the panel."""
    demo(page, "attention").locator("button[data-action=tour]").click()
    panel = page.locator("live-demo > .tour")
    expect(panel).to_be_visible()
    return panel


def expect_step(page, number, language):
    """Expect a step: its text, its name, and its part outlined and in sight."""
    panel = page.get_by_role("dialog")
    texts = strings(language)["attention"]
    expect(panel).to_have_accessible_name(f"{'خطوة' if language == 'ar' else 'Step'} {number} {'من' if language == 'ar' else 'of'} 6: {texts[f'tour_{number}_part']}")
    expect(panel).to_have_accessible_description(texts[f"tour_{number}"])
    part = demo(page, "attention").locator(STEPS[number - 1])
    expect(part).to_be_visible()
    page.wait_for_function(IN_SIGHT, arg=part.element_handle())  # fonts that arrive late move the page


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@both_languages
def test_the_keyboard_alone_goes_through_the_tour_without_python(visit, language, viewport):
    page = visit(GUIDES[language], viewport=viewport, reduced_motion="reduce")
    attention = demo(page, "attention")
    button = attention.locator("button[data-action=tour]")
    button.focus()
    page.keyboard.press("Enter")
    for number in range(1, 7):
        expect_step(page, number, language)
        assert page.evaluate("document.activeElement.closest('.tour') !== null")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if number < 6:
            page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect_step(page, 5, language)
    page.keyboard.press("Escape")
    expect(page.locator(".tour")).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert attention.get_attribute("data-status") == "idle" and python_workers(page) == []


# Something above the demo grows, as when a picture arrives late, in a browser that does not make up for it by itself;
# the page has three frames to answer.
GROW = """demo => {
    document.documentElement.style.overflowAnchor = "none";
    const late = document.createElement("p");
    late.style.height = "900px";
    demo.before(late);
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}"""


def test_a_part_that_has_moved_is_brought_back_until_the_reader_scrolls(visit):
    page = visit(GUIDES["en"], viewport=PHONE, reduced_motion="reduce")
    press_tour(page)
    expect_step(page, 1, "en")
    attention = demo(page, "attention")
    attention.evaluate(GROW)
    expect_step(page, 1, "en")
    page.mouse.wheel(0, -3000)
    expect(attention.locator(STEPS[0])).not_to_be_in_viewport()
    attention.evaluate(GROW)
    expect(attention.locator(STEPS[0])).not_to_be_in_viewport()


def test_the_last_step_ends_the_tour_and_what_it_unfolded_is_folded_again(visit):
    page = visit(ATTENTION["en"], reduced_motion="reduce")
    attention = demo(page, "attention")
    panel = press_tour(page)
    for _ in range(5):
        panel.get_by_role("button", name="Next").click()
    expect(attention.locator("details.curious")).to_have_attribute("open", "")
    expect(attention.locator("details.code")).not_to_have_attribute("open", "")
    panel.get_by_role("button", name="End the tour").click()
    expect(page.locator(".tour")).to_have_count(0)
    expect(attention.locator("details.curious")).not_to_have_attribute("open", "")
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_the_button_to_the_top_does_not_lie_over_the_tours_button(visit):
    page = visit(ATTENTION["en"], viewport=PHONE, reduced_motion="reduce")
    panel = press_tour(page)
    page.evaluate("document.querySelector('.md-top').hidden = false")  # as when the reader scrolls up
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator(".md-top")).to_be_hidden()
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(".md-top")).to_be_visible()


def test_what_the_reader_had_unfolded_stays_unfolded_after_the_tour(visit):
    page = visit(ATTENTION["en"], reduced_motion="reduce")
    attention = demo(page, "attention")
    attention.locator("details.curious > summary").click()
    panel = press_tour(page)
    for _ in range(4):
        panel.get_by_role("button", name="Next").click()
    page.keyboard.press("Escape")
    expect(page.locator(".tour")).to_have_count(0)
    expect(attention.locator("details.curious")).to_have_attribute("open", "")


@both_languages
def test_the_reader_goes_to_the_part_and_escape_brings_her_back(visit, language):
    page = visit(GUIDES[language], reduced_motion="reduce")
    panel = press_tour(page)
    go = panel.locator("button").last
    go.click()
    first = demo(page, "attention").locator("button[name=sentence]").first
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the other ending, from the build's answers
    expect(demo(page, "attention").locator("button[name=sentence]").nth(1)).to_have_attribute("aria-pressed", "true")
    expect_step(page, 1, language)
    page.keyboard.press("Escape")
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".tour")).to_have_count(0)


@both_languages
def test_the_tour_survives_what_python_draws(visit, language):
    """Without a sentence the answer and the switches are gone; when there is one again, they are other elements."""
    page = visit(GUIDES[language], reduced_motion="reduce")
    attention = start(page, "attention")
    attention.locator("details.curious").evaluate("folded => { folded.open = false; }")
    panel = press_tour(page)
    for _ in range(4):
        panel.locator("button:nth-of-type(2)").click()
    expect_step(page, 5, language)
    attention.locator("input[name=sentence]").fill("")
    expect(attention.locator(".switches")).to_have_count(0)
    expect(panel).to_be_visible()
    attention.locator("button[name=sentence]").last.click()
    expect(attention.locator(".switches")).to_be_visible()
    panel.locator("button:nth-of-type(1)").click()
    expect_step(page, 4, language)
    attention.locator(".words label").first.click()
    panel.locator("button:nth-of-type(2)").click()
    expect_step(page, 5, language)


def test_only_readers_who_want_less_motion_are_taken_there_at_once(visit):
    for motion, expected in (("reduce", "instant"), ("no-preference", "smooth")):
        page = visit(ATTENTION["ar"], reduced_motion=motion)
        page.evaluate(
            """() => {
                const scroll = Element.prototype.scrollIntoView;
                Element.prototype.scrollIntoView = function (options) {
                    document.body.dataset.behavior = options?.behavior;
                    scroll.call(this, options);
                };
            }"""
        )
        press_tour(page)
        expect(page.locator("body")).to_have_attribute("data-behavior", expected)


@both_languages
def test_axe_finds_nothing_in_the_tour(visit, language):
    # On the demo's own page: axe reads the whole page for each look at a part of it.
    page = visit(ATTENTION[language], reduced_motion="reduce")
    panel = press_tour(page)
    for steps in (0, 4):
        for _ in range(steps):
            panel.locator("button:nth-of-type(2)").click()
        for view in VIEWS:
            look_in(page, view)
            assert violations(page, {"include": ["live-demo[name=attention]"]}) == [], (steps, view)


def test_a_demo_that_is_seen_at_one_glance_has_no_tour_and_without_scripts_nobody_has_one(visit):
    page = visit(HOMES["en"])
    expect(page.locator("button[data-action=start]").first).to_be_visible()
    expect(page.locator("button[data-action=tour]")).to_have_count(0)
    page = visit(GUIDES["en"], java_script_enabled=False)
    expect(page.locator("button[data-action=tour]")).to_be_hidden()
