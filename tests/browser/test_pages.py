"""Pages on paper, on a phone, without scripts, and at addresses that do not exist."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import GUIDES, both_languages, demo

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@both_languages
def test_paper_is_light_and_complete_whatever_the_screen_is(visit, language):
    page = visit(GUIDES[language], color_scheme="dark")
    paper = "element => getComputedStyle(element).backgroundColor"
    dark = page.locator("body").evaluate(paper)
    page.emulate_media(media="print")
    light = page.locator("body").evaluate(paper)
    assert dark != light
    assert page.evaluate("[document.documentElement, document.body].map((one) => getComputedStyle(one).colorScheme)") == ["light", "light"], "else the margins are black"
    assert all(int(part) > 230 for part in re.findall(r"\d+", light)[:3]), light
    assert all(int(part) < 80 for part in re.findall(r"\d+", page.locator("h1").evaluate("h => getComputedStyle(h).color"))[:3])
    hidden = "box => box.scrollHeight > box.clientHeight + 1"
    assert not demo(page, "chatbot").locator("ol.transcript, .paper").first.evaluate(hidden), "a conversation is printed whole"


@both_languages
def test_on_paper_a_demo_is_its_picture(visit, language):
    page = visit(GUIDES[language])
    page.emulate_media(media="print")
    for name in ("attention", "chatbot", "language", "pictures", "cell"):
        found = page.locator(f"live-demo[name={name}]").first
        assert found.locator("[data-part=stage]").inner_text().strip()
        assert found.locator("button:visible, details:visible, .share:visible").count() == 0
    code = page.locator("live-demo[name=cell] textarea").first
    assert code.evaluate("area => area.scrollWidth <= area.clientWidth && area.scrollHeight <= area.clientHeight"), "paper does not scroll"


@both_languages
def test_on_paper_an_answer_is_upside_down(visit, language):
    page = visit(GUIDES[language])
    fold = page.locator(".guess-card details").first
    page.emulate_media(media="print")
    fold.evaluate("fold => { fold.open = true; }")  # as Material's script does before printing
    expect(fold.locator("> div")).to_be_visible()
    expect(fold.locator("summary")).to_be_hidden()
    assert fold.evaluate("fold => getComputedStyle(fold).rotate") == "180deg"


@both_languages
def test_on_paper_the_address_of_a_link_is_a_footnote(visit, language):
    page = visit(GUIDES[language])
    notes, links = page.locator(".print-notes"), page.locator(".md-content a[data-print-note]")
    expect(notes).to_be_hidden()
    page.emulate_media(media="print")
    expect(notes).to_be_visible()
    addresses = notes.locator("li").all_inner_texts()
    assert len(set(addresses)) == len(addresses) > 5
    for link in links.all():
        number = link.get_attribute("data-print-note")
        assert addresses[int(number) - 1] == link.get_attribute("href")
        assert link.evaluate("link => getComputedStyle(link, '::after').content").count(number) == 1


@both_languages
def test_the_brackets_of_a_formula_are_as_tall_as_what_they_hold(visit, language):
    page = visit(GUIDES[language])
    page.locator(".formula").scroll_into_view_if_needed()
    page.evaluate("document.fonts.load('1em \"STIX Two Math\"', 'Q')")
    heights = page.locator(".formula").evaluate(
        "formula => [formula.querySelector('mo[form=prefix]'), formula.querySelector('mfrac')].map(part => part.getBoundingClientRect().height)"
    )
    assert heights[0] >= 0.9 * heights[1], heights


@both_languages
def test_without_scripts_the_page_is_complete_and_says_so(visit, language):
    page = visit(GUIDES[language], java_script_enabled=False)
    for name in ("attention", "chatbot"):
        found = demo(page, name)
        expect(found.locator("button[data-action=start]")).to_be_hidden()
        expect(found.locator("noscript p")).to_be_visible()
    demo(page, "attention").locator("details.curious > summary").click()
    expect(page.locator("table.heatmap")).to_be_visible()
    assert page.locator("ol.transcript > li").count() >= 2


@both_languages
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(visit, server, language, scheme):
    prefix = "" if language == "ar" else "en/"
    page = visit(prefix, color_scheme=scheme, **PHONE)
    page.expected_errors = ["404"]
    for path in ("", "guides/", "guides/generative-ai/", "about/", "notices/", "tags/", "nowhere/"):
        page.goto(server + prefix + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


@both_languages
def test_a_page_that_is_not_there_answers_in_its_language(visit, language):
    page = visit({"ar": "nowhere/", "en": "en/nowhere/"}[language])
    page.expected_errors = ["404"]
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == {
        "ar": ["ar", "rtl"],
        "en": ["en", "ltr"],
    }[language]


def test_the_arabic_face_is_there_and_is_ours(visit):
    page = visit(GUIDES["ar"])
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"IBM Plex Sans Arabic\"', 'سلام'))")
    fonts = [url for url in page.requested if url.endswith(".woff2")]
    assert any("arabic-400" in url for url in fonts)
