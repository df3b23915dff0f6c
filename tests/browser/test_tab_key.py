"""The Tab key goes through everything that can be pressed."""

import pytest

from tests.support.screens import DESK, PHONE

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
        if focused["key"] is None:
            continue  # the end of the page, or Material's "back to top" has just hidden itself
        if focused["key"] in reached:
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
