"""The chatbot in a reader's browser: what is written there stays there, and can be taken away."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from overrides.hooks.content import strings
from tests.browser.test_live_demo import ARABIC, GUIDES, PATIENCE, both_languages, demo, start

PIZZA = 'none = ["Go on."]\n\n[keywords.pizza]\n"0" = ["Pizza? At this hour?"]\n'
MESSAGE = {"ar": "أنا تعبان من الشغل", "en": "I am tired of my work"}


def say(chatbot, message):
    field = chatbot.locator("input[name=message]")
    field.fill(message)
    field.press("Enter")
    expect(chatbot.locator("li[data-from=reader] .bubble").last).to_have_text(message)
    return chatbot.locator("li[data-from=bot] .bubble").last


def write_rules(page, chatbot, text):
    """Put a text in place of all that stands in the editor, as a reader would."""
    if chatbot.locator("details.rules").get_attribute("open") is None:
        chatbot.locator("details.rules > summary").click()
    editor = chatbot.locator(".code-editor textarea")
    editor.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def use_rules(chatbot):
    chatbot.locator(".rules button[type=submit]").click()


def editor_text(chatbot):
    return chatbot.locator("textarea[name=rules]").input_value()


def test_the_readers_rules_answer_and_can_be_taken_back(visit):
    page = visit(GUIDES["en"])
    chatbot = start(page, "chatbot")
    write_rules(page, chatbot, PIZZA)
    use_rules(chatbot)
    expect(chatbot.locator(".verdict")).to_contain_text("your rules")
    expect(say(chatbot, "pizza tonight")).to_have_text("Pizza? At this hour?")
    chatbot.locator("button[name=reset_rules]").click()
    expect(chatbot.locator(".verdict")).to_be_hidden()
    assert "pizza]" not in editor_text(chatbot)
    expect(say(chatbot, "pizza tonight")).not_to_have_text("Pizza? At this hour?")


@both_languages
def test_a_mistake_in_the_rules_is_told_at_its_line_and_the_old_ones_answer(visit, language):
    page = visit(GUIDES[language])
    chatbot = start(page, "chatbot")
    write_rules(page, chatbot, PIZZA.replace('["Pizza', '["=wine", "Pizza'))
    use_rules(chatbot)
    verdict = chatbot.locator(".verdict")
    expect(verdict).to_contain_text("wine")
    assert bool(ARABIC.search(verdict.inner_text())) == (language == "ar")
    expect(chatbot.locator(".code-editor .error-line")).to_contain_text("=wine")
    expect(say(chatbot, MESSAGE[language])).not_to_have_text("Go on.")
    assert "=wine" in editor_text(chatbot)


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
    # HTML is not stored, so the built page is there until Python draws the conversation.
    expect(chatbot.locator("[data-part=status]")).to_have_text(strings.read()[language]["live"]["recalled"])
    assert "# not run yet" in editor_text(chatbot)
    assert chatbot.get_attribute("data-status") == "idle", "what is kept starts nothing"
    start(page, "chatbot")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["pizza"])
    expect(chatbot.locator("li[data-from=bot] .bubble").last).to_have_text(said)
    assert "# not run yet" in editor_text(chatbot)
    expect(say(chatbot, "pizza again")).to_have_text("Pizza? At this hour?")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["pizza", "pizza again"])


@both_languages
def test_a_message_that_waits_for_python_survives_a_reload(visit, language):
    page = visit(GUIDES[language])
    # Python never comes: the reader's network is gone.
    page.route("**/*sha256=*", lambda route: None)
    chatbot = demo(page, "chatbot")
    for message in "one", "two":
        chatbot.locator("input[name=message]").fill(message)
        chatbot.locator("input[name=message]").press("Enter")
    expect(chatbot).to_have_attribute("data-status", "loading")
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(chatbot.locator("[data-part=status]")).to_have_text(strings.read()[language]["live"]["recalled_sent"])
    assert chatbot.get_attribute("data-status") == "idle", "what is kept starts nothing"
    start(page, "chatbot")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["one", "two"])
    page.reload()
    start(page, "chatbot")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["one", "two"])


def test_two_tabs_of_one_page_keep_both_conversations(visit):
    first = visit(GUIDES["en"])
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
    cell.locator("textarea:visible").click()
    expect(cell.locator(".code-editor textarea")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("while True: pass")
    page.keyboard.press("Control+Enter")
    expect(cell.locator("button[data-action=stop]")).to_be_visible(timeout=PATIENCE)
    field = chatbot.locator("input[name=message]")
    field.fill("I am sad")
    field.press("Enter")
    cell.locator("button[data-action=stop]").click()
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["I am sad"], timeout=PATIENCE)
    expect(cell.locator("[data-part=status]")).to_contain_text("Stopped what was running", timeout=PATIENCE)


def test_a_page_that_was_only_read_leaves_nothing_behind(visit):
    page = visit(GUIDES["en"])
    page.reload()
    assert [key for key in page.evaluate("Object.keys(localStorage)") if "chatbot" in key] == []


def test_what_another_edition_of_the_site_kept_comes_back_with_the_start(visit):
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


@both_languages
def test_the_conversation_can_be_copied_as_text(visit, language):
    page = visit(GUIDES[language], permissions=["clipboard-read", "clipboard-write"])
    chatbot = start(page, "chatbot")
    answer = say(chatbot, MESSAGE[language]).inner_text()
    chatbot.locator("button[data-copy]").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[-2].endswith(MESSAGE[language]) and lines[-1].endswith(answer)


def test_where_copying_is_forbidden_the_text_is_shown_and_marked(visit):
    page = visit(GUIDES["en"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')); }")
    chatbot = demo(page, "chatbot")
    start(page, "chatbot")
    chatbot.locator("button[data-copy]").click()
    shown = chatbot.locator(".keep textarea")
    expect(shown).to_be_visible()
    expect(chatbot.locator("[data-part=status]")).to_contain_text("marked")
    assert page.evaluate("getSelection().toString() || document.activeElement.value").startswith("Helmy:")


def test_rules_are_saved_to_a_file_and_opened_from_one(visit, tmp_path):
    page = visit(GUIDES["en"])
    chatbot = start(page, "chatbot")
    write_rules(page, chatbot, PIZZA)
    with page.expect_download() as download:
        chatbot.locator("button[data-save]").click()
    assert download.value.suggested_filename == "rules.en.toml"
    saved = Path(download.value.path()).read_text("utf-8")
    assert saved == PIZZA
    page.reload()
    start(page, "chatbot")
    path = tmp_path / "mine.toml"
    path.write_bytes(saved.replace("Pizza?", "Πίτσα?").replace("\n", "\r\n").encode())
    chatbot.locator("details.rules > summary").click()
    chatbot.locator("input[type=file]").set_input_files(path)
    expect(chatbot.locator(".verdict")).to_contain_text("your rules")
    expect(say(chatbot, "pizza")).to_have_text("Πίτσα? At this hour?")
    assert "Πίτσα" in editor_text(chatbot)


@both_languages
def test_a_file_that_is_no_text_or_far_too_long_is_refused_in_words(visit, language, tmp_path):
    page = visit(GUIDES[language])
    chatbot = start(page, "chatbot")
    chatbot.locator("details.rules > summary").click()
    before = editor_text(chatbot)
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe\x00\x80")
    chatbot.locator("input[type=file]").set_input_files(tmp_path / "picture.toml")
    status = chatbot.locator("[data-part=status]")
    expect(status).to_contain_text("UTF-8")
    assert bool(ARABIC.search(status.inner_text())) == (language == "ar")
    (tmp_path / "long.toml").write_text("# long\n" * 700_000)
    chatbot.locator("input[type=file]").set_input_files(tmp_path / "long.toml")
    expect(chatbot.locator(".verdict")).to_contain_text("300000", timeout=PATIENCE)
    assert editor_text(chatbot) == before


def test_the_trace_leads_to_the_very_line_of_the_rules(visit):
    page = visit(GUIDES["ar"])
    chatbot = start(page, "chatbot")
    answer = say(chatbot, MESSAGE["ar"]).inner_text()
    chatbot.locator("details.why > summary").last.click()
    button = chatbot.locator("button[data-show-line]").last
    line = int(button.get_attribute("data-show-line"))
    button.click()
    editor = chatbot.locator(".code-editor textarea")
    expect(editor).to_be_focused()
    chosen = editor.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert chosen == editor_text(chatbot).split("\n")[line - 1]
    assert answer[:8] in chosen
    expect(chatbot.locator(".pce-line").nth(line - 1)).to_be_in_viewport()
