"""A guide whose demos are live: what a reader types is answered, and is never markup or an error."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import PAIRS, PATIENCE, both_languages, demo, is_arabic, replace_code


@both_languages
def test_the_chatbot_answers_live_and_names_its_rule(live_guide, language):
    page = live_guide(language)
    chatbot = demo(page, "chatbot")
    said = chatbot.locator("ol.transcript > li")
    message = {"ar": "أنا تعبان من الشغل", "en": "I am tired of my work"}[language]
    field = chatbot.locator("input[name=message]")
    field.fill(message)
    field.press("Enter")
    expect(said.nth(-2)).to_contain_text(message)
    expect(said.nth(-2)).to_have_attribute("data-from", "reader")
    answer = said.last
    expect(answer).to_have_attribute("data-from", "bot")
    expect(answer.locator("summary")).to_have_text(re.compile(r"\d"))  # names the line of its rule
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    assert is_arabic(answer.locator(".bubble").inner_text()) == (language == "ar")


def test_both_demos_share_one_worker(live_guide):
    page = live_guide("ar")
    assert len(page.workers) == 1
    assert len([url for url in page.requested if "pyodide.asm.wasm" in url]) == 1


@pytest.mark.parametrize("name", ["attention", "chatbot"])
def test_a_readers_text_is_never_markup(live_guide, name):
    page = live_guide("ar")
    found = demo(page, name)
    field = found.locator("input[name=sentence], input[name=message]")
    hostile = "<img src=x onerror=window.hacked=1><b>hi"
    field.fill(hostile)
    field.press("Enter")
    expect(found.locator("[data-part=stage]")).to_contain_text("onerror")
    assert found.locator("[data-part=stage] img").count() == 0
    assert page.evaluate("window.hacked") is None


@both_languages
@pytest.mark.parametrize("text", ["", "س " * 5_000, "x" * 10_000, "😀👩‍👩‍👧", "a\0b", "\ud83d half"], ids=["empty", "words", "word", "emoji", "nul", "surrogate"])
def test_odd_input_gets_a_plain_answer(live_guide, language, text):
    page = live_guide(language)
    for name, control in (("attention", "sentence"), ("chatbot", "message")):
        found = demo(page, name)
        # fill() takes no lone surrogate, so it comes as JSON does.
        found.locator(f"input[name={control}]").evaluate(
            "(field, text) => { field.value = JSON.parse(text);"
            " field.dispatchEvent(new InputEvent('input', {bubbles: true}));"
            " field.form?.requestSubmit(); }",
            json.dumps(text),
        )
        expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
        expect(found).to_have_attribute("data-status", "live")
        expect(found.locator("[data-part=details]")).to_be_hidden()


def most_attended(attention):
    """Return the word that the chosen word looks at most."""
    return attention.evaluate(
        "demo => { const chosen = demo.querySelector('input[name=word]:checked').value;"
        " const table = demo.querySelector('table.heatmap');"
        " const cells = [...table.tBodies[0].rows[chosen].querySelectorAll('[data-weight]')];"
        " const most = cells.reduce((a, b) => Number(a.dataset.weight) >= Number(b.dataset.weight) ? a : b);"
        " return table.tHead.rows[0].cells[most.cellIndex].textContent.trim(); }"
    )


@both_languages
def test_another_last_word_moves_the_attention_to_another_noun(live_guide, language):
    page = live_guide(language)
    attention = demo(page, "attention")
    seen = []
    for sentence in PAIRS[language]:
        attention.locator(f"button[name=sentence][value='{sentence}']").click()
        expect(attention.locator("input[name=sentence]")).to_have_value(sentence)
        seen.append(most_attended(attention))
    assert seen == {"ar": ["البنت", "العربية"], "en": ["dog", "meat"]}[language]


@both_languages
def test_a_mistake_in_the_readers_code_is_shown_at_its_line(live_guide, language):
    page = live_guide(language)
    attention = demo(page, "attention")
    replace_code(page, attention, "weights = softmax(scores)", "weights = softmaks(scores)")
    verdict = attention.locator("[data-error-line]")
    expect(verdict).to_be_visible()
    assert is_arabic(verdict.locator("p").first.inner_text()) == (language == "ar")
    expect(verdict.locator("pre")).to_contain_text("softmaks")
    line = int(verdict.get_attribute("data-error-line"))
    code = attention.locator("textarea[name=code]").input_value()
    assert "softmaks" in code.splitlines()[line - 1]
    expect(attention.locator(".code-editor .error-line")).to_contain_text("softmaks")
    attention.locator("button[name=reset_code]").click()
    expect(verdict).to_have_count(0)
    assert "softmaks" not in attention.locator("textarea[name=code]").input_value()
