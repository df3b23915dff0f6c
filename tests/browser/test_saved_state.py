"""What a reader wrote to the chatbot is there when she comes back."""

import json

import pytest
from playwright.sync_api import expect

from overrides.hooks.content import strings
from tests.support.live_demos import (
    CHATBOT,
    GUIDES,
    PATIENCE,
    both_languages,
    demo,
    open_rules,
    press_start,
    rules_text,
    say,
    start,
    use_rules,
    write_cell,
    write_rules,
)

# A small page of the site, without demos.
NOT_FOUND = "en/404.html"
PIZZA = 'none = ["Go on."]\n\n[keywords.pizza]\n"0" = ["Pizza? At this hour?"]\n'


@both_languages
def test_a_conversation_and_its_rules_survive_a_reload(visit, language):
    page = visit(CHATBOT[language])
    chatbot = start(page, "chatbot")
    write_rules(page, chatbot, PIZZA)
    use_rules(chatbot)
    expect(chatbot.locator(".verdict")).to_be_visible()
    said = say(chatbot, "pizza").inner_text()
    write_rules(page, chatbot, PIZZA + "# not run yet")
    page.reload()
    # HTML is not stored, so the built page is there until Python draws the conversation.
    expect(chatbot.locator("[data-part=status]")).to_have_text(strings.read()[language]["live"]["recalled"])
    assert "# not run yet" in rules_text(chatbot)
    assert chatbot.get_attribute("data-status") == "idle", "a saved state starts nothing"
    start(page, "chatbot")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["pizza"])
    expect(chatbot.locator("li[data-from=bot] .bubble").last).to_have_text(said)
    assert "# not run yet" in rules_text(chatbot)
    expect(say(chatbot, "pizza again")).to_have_text("Pizza? At this hour?")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["pizza", "pizza again"])


def test_start_over_removes_what_was_said_from_the_device(visit):
    """As the chatbot and the page about us promise."""
    page = visit(CHATBOT["en"])
    chatbot = start(page, "chatbot")
    stored = "JSON.stringify([{...localStorage}, {...sessionStorage}]).includes('pizza')"
    say(chatbot, "My pizza is cold")
    assert page.evaluate(stored)
    chatbot.locator("button[name=restart]").click()
    expect(chatbot.locator("li[data-from=reader]")).to_have_count(0)
    page.reload()
    assert not page.evaluate(stored)


def test_what_is_typed_into_a_draft_before_its_file_has_come_is_kept(visit):
    page = visit(CHATBOT["en"])
    chatbot = demo(page, "chatbot")
    write_rules(page, chatbot, PIZZA)
    page.reload()
    waiting = []
    page.route("**/rules.en.toml", lambda route: waiting.append(route))
    with page.expect_request("**/rules.en.toml"):
        open_rules(chatbot)
    area = chatbot.locator("textarea[name=rules]")
    area.focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("# typed")
    waiting.pop().continue_()
    expect(chatbot.locator(".code-editor")).to_be_visible()
    assert rules_text(chatbot) == PIZZA + "# typed"


@both_languages
def test_a_message_that_waits_for_python_survives_a_reload(visit, language):
    page = visit(CHATBOT[language])
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


def test_two_tabs_of_one_page_keep_both_conversations(visit):
    first = visit(CHATBOT["en"])
    second = first.context.new_page()
    second.requested = []
    second.goto(first.url)
    for page, message in ((first, "one"), (second, "two")):
        say(start(page, "chatbot"), message)
    for page, message in ((first, "one"), (second, "two")):
        page.reload()
        chatbot = start(page, "chatbot")
        expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text([message])


def test_a_message_is_answered_after_a_cell_was_stopped(visit):
    page = visit(GUIDES["en"])
    chatbot = start(page, "chatbot")
    cell = page.locator("live-demo[name=cell]").first
    write_cell(page, cell, "while True: pass")
    page.keyboard.press("Control+Enter")
    expect(cell.locator("button[data-action=stop]")).to_be_visible(timeout=PATIENCE)
    field = chatbot.locator("input[name=message]")
    field.fill("I am sad")
    field.press("Enter")
    cell.locator("button[data-action=stop]").click()
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["I am sad"], timeout=PATIENCE)
    expect(cell.locator("[data-part=status]")).to_contain_text("Stopped what was running", timeout=PATIENCE)


def test_a_page_that_was_only_read_leaves_nothing_behind(visit):
    page = visit(CHATBOT["en"])
    page.reload()
    assert [key for key in page.evaluate("Object.keys(localStorage)") if "chatbot" in key] == []


def test_what_another_version_of_the_site_saved_comes_back_with_the_start(visit):
    page = visit(CHATBOT["en"])
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


@pytest.fixture(scope="module")
def returning(lasting_visits):
    """A page of one browser in which a reader comes back again and again."""
    return lasting_visits.open(NOT_FOUND)


@pytest.mark.parametrize("kept", ["{", "null", "3", '{"state": 3, "html": 4, "drafts": 5}', json.dumps({"state": {"language": "en"}, "html": "", "version": "x", "drafts": {}}), '{"state": {}, "html": "", "drafts": {}, "sent": [3, null, {"name": 4}]}'])
def test_a_storage_full_of_nonsense_changes_nothing(returning, lasting_visits, server, kept):
    page = returning
    # On another page of the site, because a page that is left stores its conversation.
    page.goto(server + NOT_FOUND)
    page.evaluate("([path, kept]) => localStorage.setItem(`live-demo /${path} chatbot 0`, kept)", [CHATBOT["en"], kept])
    page.goto(server + CHATBOT["en"])
    assert page.evaluate("localStorage.getItem(`live-demo ${location.pathname} chatbot 0`)") == kept
    chatbot = start(page, "chatbot")
    say(chatbot, "hello")
    lasting_visits.check()


def test_a_full_storage_costs_the_memory_only(visit):
    page = visit(CHATBOT["en"])
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.reload()
    chatbot = start(page, "chatbot")
    say(chatbot, "hello")


# Any state but the first one ends Python, however often it is started.
DEADLY = """async () => {
    const { src } = document.querySelector("script[src$='/live-demo.js']");
    const { interpreter, PythonError } = await import(new URL("../python/interpreter.js", src).href);
    interpreter.start = async () => {};
    interpreter.call = async ({ state }) => {
        await new Promise(requestAnimationFrame);
        if (state.deadly) throw new PythonError(state.deadly);
        return { state, html: "<p class=begun>begun anew</p>" };
    };
}"""


@pytest.mark.parametrize("reason", ["deadline", "memory", "replaced"])
def test_a_stored_state_that_ends_python_each_time_is_given_up(visit, reason):
    page = visit(CHATBOT["en"])
    stored = json.dumps({"state": {"deadly": reason}, "drafts": {}, "sent": []})
    page.evaluate("stored => localStorage.setItem(`live-demo ${location.pathname} chatbot 0`, stored)", stored)
    page.reload()
    page.evaluate(DEADLY)
    press_start(page, "chatbot")
    expect(demo(page, "chatbot").locator(".begun")).to_be_visible()
    expect(demo(page, "chatbot").locator("[data-part=status]")).to_contain_text("Live")
