"""The chatbot in a reader's browser: her own rules answer, and what she wrote can be taken away."""

from pathlib import Path

from playwright.sync_api import expect

from overrides.hooks.content import strings
from tests.support.live_demos import (
    CHATBOT,
    GUIDES,
    PATIENCE,
    both_languages,
    demo,
    is_arabic,
    open_rules,
    rules_text,
    runtime_requests,
    say,
    start,
    use_rules,
    write_rules,
)

PIZZA = 'none = ["Go on."]\n\n[keywords.pizza]\n"0" = ["Pizza? At this hour?"]\n'
MESSAGE = {"ar": "أنا تعبان من الشغل", "en": "I am tired of my work"}


def test_the_readers_rules_answer_and_can_be_taken_back(live_guide):
    page = live_guide("en")
    chatbot = demo(page, "chatbot")
    write_rules(page, chatbot, PIZZA)
    use_rules(chatbot)
    expect(chatbot.locator(".verdict")).to_contain_text("your rules")
    expect(say(chatbot, "pizza tonight")).to_have_text("Pizza? At this hour?")
    chatbot.locator("button[name=reset_rules]").click()
    expect(chatbot.locator(".verdict")).to_be_hidden()
    assert "pizza]" not in rules_text(chatbot)
    expect(say(chatbot, "pizza tonight")).not_to_have_text("Pizza? At this hour?")


@both_languages
def test_a_mistake_in_the_rules_is_shown_at_its_line_and_the_old_rules_answer(live_guide, language):
    page = live_guide(language)
    chatbot = demo(page, "chatbot")
    write_rules(page, chatbot, PIZZA.replace('["Pizza', '["=wine", "Pizza'))
    use_rules(chatbot)
    verdict = chatbot.locator(".verdict")
    expect(verdict).to_contain_text("wine")
    assert is_arabic(verdict.inner_text()) == (language == "ar")
    expect(chatbot.locator(".code-editor .error-line")).to_contain_text("=wine")
    expect(say(chatbot, MESSAGE[language])).not_to_have_text("Go on.")
    assert "=wine" in rules_text(chatbot)


@both_languages
def test_the_conversation_can_be_copied_as_text(live_guide, language):
    page = live_guide(language)
    chatbot = demo(page, "chatbot")
    answer = say(chatbot, MESSAGE[language]).inner_text()
    page.evaluate("navigator.clipboard.writeText('')")
    chatbot.locator("button[data-copy]").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[-2].endswith(MESSAGE[language]) and lines[-1].endswith(answer)


def test_where_copying_is_forbidden_the_text_is_shown_and_selected(live_guide):
    page = live_guide("en")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')); }")
    chatbot = demo(page, "chatbot")
    chatbot.locator("button[data-copy]").click()
    shown = chatbot.locator(".keep textarea")
    expect(shown).to_be_visible()
    expect(chatbot.locator("[data-part=status]")).to_contain_text("selected")
    assert page.evaluate("getSelection().toString() || document.activeElement.value").startswith("Helmy:")
    page.evaluate("() => { delete navigator.clipboard.writeText; }")  # the browser's own is there again


def test_rules_are_saved_to_a_file_and_opened_from_one(live_guide, tmp_path):
    page = live_guide("en")
    chatbot = demo(page, "chatbot")
    write_rules(page, chatbot, PIZZA)
    with page.expect_download() as download:
        chatbot.locator("button[data-save]").click()
    assert download.value.suggested_filename == "rules.en.toml"
    saved = Path(download.value.path()).read_text("utf-8")
    assert saved == PIZZA
    path = tmp_path / "mine.toml"
    path.write_bytes(saved.replace("Pizza?", "Πίτσα?").replace("\n", "\r\n").encode())
    chatbot.locator("input[type=file]").set_input_files(path)
    expect(chatbot.locator(".verdict")).to_contain_text("your rules")
    expect(say(chatbot, "pizza")).to_have_text("Πίτσα? At this hour?")
    assert "Πίτσα" in rules_text(chatbot)


@both_languages
def test_a_file_that_cannot_be_saved_or_opened_for_want_of_our_script_says_so(visit, language, tmp_path):
    page = visit(GUIDES[language])
    page.expected_errors.append("ERR_FAILED")
    page.route("**/demo/files.js", lambda route: route.abort())
    chatbot = demo(page, "chatbot")
    status = chatbot.locator("[data-part=status]")
    said = strings.read()[language]["live"]["error_network"]
    chatbot.locator("button[data-save]").dispatch_event("click")
    expect(status).to_have_text(said)
    chatbot.evaluate("demo => { demo.querySelector('[data-part=status]').textContent = ''; }")
    (tmp_path / "mine.toml").write_text("x")
    chatbot.locator("input[type=file]").set_input_files(tmp_path / "mine.toml")
    expect(status).to_have_text(said)


@both_languages
def test_a_file_that_is_no_text_or_far_too_long_is_refused_in_words(live_guide, language, tmp_path):
    page = live_guide(language)
    chatbot = demo(page, "chatbot")
    open_rules(chatbot)
    before = rules_text(chatbot)
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe\x00\x80")
    chatbot.locator("input[type=file]").set_input_files(tmp_path / "picture.toml")
    status = chatbot.locator("[data-part=status]")
    expect(status).to_contain_text("UTF-8")
    assert is_arabic(status.inner_text()) == (language == "ar")
    (tmp_path / "long.toml").write_text("# long\n" * 700_000)
    chatbot.locator("input[type=file]").set_input_files(tmp_path / "long.toml")
    expect(chatbot.locator(".verdict")).to_contain_text("300000", timeout=PATIENCE)
    assert rules_text(chatbot) == before


def expect_line_of_last_answer(chatbot, area):
    """Press the button that shows the line of the last answer: the area has the focus, and the line is selected. Return (its number, its text)."""
    chatbot.locator("details.why > summary").last.click()
    button = chatbot.locator("button[data-show-line]").last
    line = int(button.get_attribute("data-show-line"))
    button.click()
    expect(area).to_be_focused()
    chosen = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert chosen == rules_text(chatbot).split("\n")[line - 1]
    return line, chosen


def test_the_trace_leads_to_the_very_line_of_the_rules(live_guide):
    page = live_guide("ar")
    chatbot = demo(page, "chatbot")
    answer = say(chatbot, MESSAGE["ar"]).inner_text()
    line, chosen = expect_line_of_last_answer(chatbot, chatbot.locator(".code-editor textarea"))
    assert answer[:8] in chosen
    expect(chatbot.locator(".pce-line").nth(line - 1)).to_be_in_viewport()


def test_on_a_phone_the_long_rule_file_stays_a_text_area_and_the_trace_leads_into_it(visit):
    """The editor colours all of its 5,000 lines at each letter, which takes a phone half a second."""
    page = visit(CHATBOT["ar"], viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    chatbot = demo(page, "chatbot")
    start(page, "chatbot")
    say(chatbot, MESSAGE["ar"])
    area = chatbot.locator("textarea[name=rules]")
    expect_line_of_last_answer(chatbot, area)
    assert chatbot.locator(".code-editor").count() == 0
    assert area.evaluate("area => area.scrollTop") > 1000
    area.fill(PIZZA)
    use_rules(chatbot)
    expect(say(chatbot, "pizza tonight")).to_have_text("Pizza? At this hour?")


@both_languages
def test_rules_that_do_not_arrive_are_asked_for_again_and_sent_by_nobody(visit, language):
    page = visit(CHATBOT[language])
    page.expected_errors.append("ERR_FAILED")
    chatbot = demo(page, "chatbot")
    page.route("**/rules.*.toml", lambda route: route.abort())
    chatbot.locator("details.rules > summary").click()
    expect(chatbot.locator("[data-part=status]")).to_contain_text({"ar": "النص ده موصلش", "en": "This text has not arrived"}[language])
    area = chatbot.locator("textarea[name=rules]")
    expect(area).to_be_disabled()
    page.unroute("**/rules.*.toml")
    chatbot.locator("details.rules > summary").click()
    chatbot.locator("details.rules > summary").click()
    expect(chatbot.locator(".code-editor")).to_be_visible()
    assert "[keywords." in rules_text(chatbot)


def test_rules_that_did_not_arrive_come_with_python(visit):
    page = visit(CHATBOT["en"])
    page.expected_errors.append("ERR_FAILED")
    chatbot = demo(page, "chatbot")
    page.route("**/rules.*.toml", lambda route: route.abort())
    open_rules(chatbot)
    expect(chatbot.locator("textarea[name=rules]")).to_be_disabled()
    start(page, "chatbot")
    expect(chatbot.locator(".code-editor")).to_be_visible()
    assert "[keywords." in rules_text(chatbot)
    assert say(chatbot, "hello").inner_text()


def test_the_field_stays_in_place_when_a_first_message_replaces_the_long_example_on_a_phone(visit):
    page = visit(GUIDES["ar"], viewport={"width": 390, "height": 844})
    chatbot = start(page, "chatbot")
    field = chatbot.locator("input[name=message]")
    field.evaluate("field => field.scrollIntoView({block: 'center'})")
    before = field.bounding_box()["y"]
    say(chatbot, MESSAGE["ar"])
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert abs(field.bounding_box()["y"] - before) < 2


@both_languages
def test_a_conversation_is_shared_by_link_and_waits_for_start(live_guide, visit, language):
    page = live_guide(language)
    chatbot = demo(page, "chatbot")
    for message in ("ماما وحشتني", "I need <b>help</b>"):
        chatbot.locator("input[name=message]").fill(message)
        page.keyboard.press("Enter")
        expect(chatbot.locator("ol.transcript li[data-from=reader] .bubble").last).to_have_text(message)
    link = chatbot.locator("a[data-share]")
    said = chatbot.locator("ol.transcript .bubble").all_inner_texts()
    other = visit(CHATBOT[language] + link.get_attribute("href") + "&chatbot.rules=x&chatbot.code=x")
    assert runtime_requests(other) == [], "a link is no Start"
    found = other.locator("live-demo[name=chatbot]")
    expect(found.locator("[data-part=status]")).to_contain_text("اللينك ده فيه" if language == "ar" else "This link holds")
    start(other, "chatbot")
    expect(found.locator("ol.transcript .bubble")).to_have_text(said)
