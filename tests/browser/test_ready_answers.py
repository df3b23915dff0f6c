"""What the build has computed is shown without Python: ready sentences, their heads, and a chatbot's first ready message."""

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import GUIDES, HOMES, PATIENCE, both_languages, demo, expect_live, runtime_requests, start
from tests.support.screens import PHONE

ANSWERS = "**/assets/answers/**"


def look(attention):
    """Return the word that gets the largest part of the chosen word's pound."""
    return attention.locator(".words").evaluate(
        """words => {
            const labels = [...words.querySelectorAll("label")];
            const row = words.querySelector(":checked").value;
            const share = label => Number(label.style.getPropertyValue(`--p${Number(row) + 1}`));
            return labels.reduce((most, label) => share(label) > share(most) ? label : most).textContent;
        }"""
    )


@both_languages
def test_the_home_page_answers_a_tap_on_its_first_screen_without_python(visit, language):
    page = visit(HOMES[language], viewport=PHONE)
    attention = demo(page, "attention")
    words = attention.locator(".words").bounding_box()
    assert words["y"] + words["height"] <= PHONE["height"]
    before = look(attention)
    other = attention.locator("button[name=sentence][aria-pressed=false]")
    ending = other.inner_text()
    other.click()
    expect(attention.locator("button[name=sentence][aria-pressed=true]")).to_have_text(ending)
    assert look(attention) != before
    assert attention.get_attribute("data-status") == "idle" and runtime_requests(page) == []


@both_languages
def test_a_readers_own_sentence_on_the_home_page_starts_python(visit, language):
    page = visit(HOMES[language])
    attention = demo(page, "attention")
    attention.locator("button[name=sentence][aria-pressed=false]").click()
    attention.locator("input[name=sentence]").fill("one two three")
    page.keyboard.press("Enter")
    expect_live(attention)
    expect(attention.locator(".words label")).to_have_count(3)


@both_languages
def test_every_ready_sentence_of_the_guide_and_every_head_of_it_is_ready(visit, language):
    page = visit(GUIDES[language])
    attention = demo(page, "attention")
    attention.locator("details.curious > summary").click()
    attention.locator("details.glance > summary").click()
    for part in ("sentence", "head"):
        buttons = attention.locator(f"button[name={part}]")
        for number in range(buttons.count()):
            buttons.nth(number).click()
            expect(buttons.nth(number)).to_have_attribute("aria-pressed", "true")
    assert attention.get_attribute("data-status") == "idle"
    expect(attention.locator("table.heatmap")).to_be_visible()  # the reader's fold stays open


@both_languages
def test_what_python_shows_after_a_ready_answer_is_the_same(visit, language):
    page = visit(GUIDES[language])
    attention = demo(page, "attention")
    attention.locator("button[name=sentence]").last.click()
    expect(attention.locator("button[name=sentence]").last).to_have_attribute("aria-pressed", "true")
    ready = attention.locator(".attention").inner_text()
    start(page, "attention")
    attention.locator("details.curious").evaluate("folded => { folded.open = false; }")
    assert attention.locator(".attention").inner_text() == ready


@both_languages
def test_the_first_ready_message_is_answered_at_once_and_the_second_one_goes_on_from_it(visit, language):
    page = visit(GUIDES[language])
    chatbot = demo(page, "chatbot")
    messages = chatbot.locator(".ready button")
    lines = chatbot.locator("ol.transcript > li")
    messages.first.click()
    expect(lines).to_have_count(3)  # the greeting, the message and the answer
    assert chatbot.get_attribute("data-status") == "idle"
    answer = lines.last.inner_text()
    messages.nth(1).click()
    expect_live(chatbot)
    expect(lines).to_have_count(5, timeout=PATIENCE)
    assert lines.nth(2).inner_text() == answer


@pytest.mark.parametrize("fault", ["no network", "not found"])
def test_if_a_ready_answer_does_not_arrive_python_gives_it(visit, fault):
    page = visit(GUIDES["en"])
    page.expected_errors = [""]
    page.context.route(ANSWERS, lambda route: route.abort() if fault == "no network" else route.fulfill(status=404))
    attention = demo(page, "attention")
    attention.locator("button[name=sentence]").last.click()
    expect_live(attention)
    expect(attention.locator("button[name=sentence]").last).to_have_attribute("aria-pressed", "true")


def test_a_typed_sentence_is_not_lost_when_another_head_is_pressed(visit):
    page = visit(GUIDES["en"])
    attention = demo(page, "attention")
    attention.locator("input[name=sentence]").fill("one two three")
    attention.locator("details.curious > summary").click()
    attention.locator("details.glance > summary").click()
    attention.locator("button[name=head][aria-pressed=false]").first.click()
    expect_live(attention)
    expect(attention.locator(".words label")).to_have_count(3)
