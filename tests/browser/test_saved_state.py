"""What a reader wrote to the chatbot is there when she comes back."""

import json

import pytest
from playwright.sync_api import expect

from overrides.hooks.content import strings
from tests.support.live_demos import GUIDES, both_languages, demo, rules_text, say, start, use_rules, write_rules

PIZZA = 'none = ["Go on."]\n\n[keywords.pizza]\n"0" = ["Pizza? At this hour?"]\n'


@both_languages
def test_a_conversation_and_its_rules_survive_a_reload(visit, language):
    page = visit(GUIDES[language])
    chatbot = start(page, "chatbot")
    write_rules(page, chatbot, PIZZA)
    use_rules(chatbot)
    expect(chatbot.locator(".verdict")).to_be_visible()
    said = say(chatbot, "pizza").inner_text()
    write_rules(page, chatbot, PIZZA + "# not run yet")
    page.reload()
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["pizza"])
    expect(chatbot.locator("li[data-from=bot] .bubble").last).to_have_text(said)
    assert "# not run yet" in rules_text(chatbot)
    assert chatbot.get_attribute("data-status") == "idle", "a saved state starts nothing"
    start(page, "chatbot")
    expect(say(chatbot, "pizza again")).to_have_text("Pizza? At this hour?")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["pizza", "pizza again"])


@both_languages
def test_a_message_that_waits_for_python_survives_a_reload(visit, language):
    page = visit(GUIDES[language])
    # No request for Python is answered.
    page.route("**/*sha256=*", lambda route: None)
    chatbot = demo(page, "chatbot")
    for message in "one", "two":
        chatbot.locator("input[name=message]").fill(message)
        chatbot.locator("input[name=message]").press("Enter")
    expect(chatbot).to_have_attribute("data-status", "loading")
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(chatbot.locator("[data-part=status]")).to_have_text(strings.read()[language]["live"]["recalled_sent"])
    assert chatbot.get_attribute("data-status") == "idle", "a saved state starts nothing"
    start(page, "chatbot")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["one", "two"])
    page.reload()
    start(page, "chatbot")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["one", "two"])


def test_a_page_that_was_only_read_leaves_nothing_behind(visit):
    page = visit(GUIDES["en"])
    page.reload()
    assert [key for key in page.evaluate("Object.keys(localStorage)") if "chatbot" in key] == []


def test_what_another_version_of_the_site_saved_comes_back_with_the_start(visit):
    page = visit(GUIDES["en"])
    chatbot = start(page, "chatbot")
    say(chatbot, "my boss is late")
    page.evaluate(
        "() => { addEventListener('pagehide', () => { const key = Object.keys(localStorage).find(key => key.includes('chatbot'));"
        " localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage.getItem(key)), version: 'older', html: '<p>old</p>'})); }); }"
    )
    page.reload()
    expect(chatbot.locator("li[data-from=reader]").first).not_to_contain_text("my boss is late")
    start(page, "chatbot")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["my boss is late"])


@pytest.mark.parametrize("kept", ["{", "null", "3", '{"state": 3, "html": 4, "drafts": 5}', json.dumps({"state": {"language": "en"}, "html": "", "version": "x", "drafts": {}}), '{"state": {}, "html": "", "drafts": {}, "sent": [3, null, {"name": 4}]}'])
def test_a_storage_full_of_nonsense_changes_nothing(visit, kept):
    page = visit(GUIDES["en"])
    page.evaluate("kept => localStorage.setItem(`live-demo ${location.pathname} chatbot 0`, kept)", kept)
    page.reload()
    chatbot = start(page, "chatbot")
    say(chatbot, "hello")


def test_a_full_storage_costs_the_memory_only(visit):
    page = visit(GUIDES["en"])
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.reload()
    chatbot = start(page, "chatbot")
    say(chatbot, "hello")
