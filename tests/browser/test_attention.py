"""The attention demo in a browser: it trains while the reader watches, and can be shared by a link."""

import re

from playwright.sync_api import expect

from tests.support.live_demos import (
    ATTENTION,
    PAIRS,
    PATIENCE,
    both_languages,
    demo,
    runtime_requests,
    start,
    start_once,
    unfold_curious,
)


@both_languages
def test_it_learns_while_the_reader_watches_and_the_page_goes_on_answering(page_to_train, language):
    page = page_to_train(ATTENTION[language])
    attention = start(page, "attention")
    attention.locator("button[name=train][value=start]").click()
    progress = attention.locator("[data-part=stage] progress")
    expect(progress).to_be_visible(timeout=PATIENCE)
    page.wait_for_function(
        "demo => Number(demo.querySelector('[data-part=stage] progress').value) > 0.2 * demo.querySelector('[data-part=stage] progress').max",
        arg=attention.element_handle(),
        timeout=PATIENCE,
    )
    sentence = PAIRS[language][0]
    attention.locator("input[name=sentence]").fill(sentence)
    expect(attention.locator("table.heatmap tbody th")).to_have_count(len(sentence.split()))
    attention.locator("button[name=train][value=pause]").click()
    expect(attention.locator("button[name=train][value=resume]")).to_be_visible()
    held = progress.get_attribute("value")
    attention.locator("button[name=train][value=resume]").click()
    expect(progress).not_to_have_attribute("value", held, timeout=PATIENCE)
    attention.locator("button[name=train][value=reset]").press("Enter")
    expect(attention.locator("button[name=train][value=start]")).to_be_focused()


def test_a_link_shows_another_reader_exactly_what_this_one_saw(page_to_train, visit):
    page = page_to_train(ATTENTION["en"])
    attention = start_once(demo(page, "attention"))
    unfold_curious(attention)
    attention.locator("input[name=sentence]").fill("The trophy & the <b>suitcase</b>")
    expect(attention.locator("table.heatmap tbody th").first).to_have_text("The")
    attention.locator("select[name=layer]").select_option(index=1)
    attention.locator("input[name=causal]").check()
    link = attention.locator("a[data-share]")
    expect(link).to_have_attribute("href", re.compile(r"attention\.layer=1&.*attention\.causal=true"))
    table = attention.locator("table.heatmap").inner_html()
    other = visit(ATTENTION["en"] + link.get_attribute("href"))
    assert runtime_requests(other) == [], "a link is no Start"
    seen = start(other, "attention")
    expect(seen.locator("input[name=sentence]")).to_have_value("The trophy & the <b>suitcase</b>")
    assert seen.locator("table.heatmap").inner_html() == table


def test_a_hostile_link_is_refused(visit):
    code = "import%20js%3Bjs.hacked%3D1"
    page = visit(ATTENTION["en"] + f"?attention.code={code}&attention.layer=99&attention.temperature=nan&attention.sentence=%3Cimg%20src%3Dx%20onerror%3Dhacked%3D1%3E")
    attention = start(page, "attention")
    expect(attention.locator("input[name=sentence]")).to_have_value("<img src=x onerror=hacked=1>")
    assert attention.locator("[data-part=stage] img").count() == 0
    assert page.evaluate("window.hacked") is None
    assert "import js" not in attention.locator("textarea[name=code]").input_value()
