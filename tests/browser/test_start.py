"""Starting a demo: nothing comes before the reader asks, and nothing that she did meanwhile is lost."""

from playwright.sync_api import expect

from tests.support.live_demos import (
    ATTENTION,
    CHATBOT,
    GUIDES,
    both_languages,
    demo,
    expect_live,
    press_start,
    runtime_requests,
    start,
    table_words,
)


@both_languages
def test_nothing_of_the_runtime_is_fetched_before_the_reader_asks(visit, language):
    page = visit(GUIDES[language])
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert runtime_requests(page) == []


def row_sums(table):
    return table.evaluate(
        "table => [...table.tBodies[0].rows].map(row =>"
        " [...row.querySelectorAll('[data-weight]')].reduce((sum, cell) => sum + Number(cell.dataset.weight), 0))"
    )


@both_languages
def test_the_heatmap_answers_live(visit, language):
    page = visit(GUIDES[language])
    attention = demo(page, "attention")
    still = table_words(attention.locator("table.heatmap"))
    start(page, "attention")
    table = attention.locator("table.heatmap")
    field = attention.locator("input[name=sentence]")
    first, words = field.input_value(), table.locator("tbody th").count()
    sentence = {"ar": "الكلب شاف الراجل وجري وراه", "en": "The dog saw the man and ran after him"}[language]
    field.fill(sentence)
    expect(table.locator("tbody th")).to_have_count(len(sentence.split()))
    assert all(abs(total - 1) < 1e-3 for total in row_sums(table))
    field.fill(first)
    expect(table.locator("tbody th")).to_have_count(words)
    assert table_words(table) == still, "the live picture is the still one"


def test_a_demo_is_live_before_python_draws_the_picture_that_is_there(visit):
    page = visit(ATTENTION["en"])
    stage = demo(page, "attention").locator("[data-part=stage]")
    stage.evaluate("stage => { window.calls = 0; new MutationObserver(() => calls++).observe(stage, {attributeFilter: ['aria-busy']}); }")
    start(page, "attention")
    assert page.evaluate("calls") == 0
    stage.locator("button[name=sentence]").nth(1).click()
    expect(stage).to_have_attribute("aria-busy", "false")
    assert page.evaluate("calls") > 0, "and then it is drawn at every event"


def test_messages_sent_while_python_loads_are_all_answered(visit):
    page = visit(CHATBOT["en"])
    chatbot = demo(page, "chatbot")
    field = chatbot.locator("input[name=message]")
    messages = ["hello", "I am sad", "because of my brother"]
    for message in messages:
        field.fill(message)
        field.press("Enter")
    expect_live(chatbot)
    sent = chatbot.locator("li[data-from=reader] .bubble")
    expect(sent).to_have_text(messages)


def test_stop_while_loading_goes_back_and_start_works_again(visit):
    page = visit(ATTENTION["ar"])
    page.context.route("**/*.wasm*", lambda route: None)  # never answered
    attention = press_start(page, "attention")
    expect(attention).to_have_attribute("data-status", "loading")
    attention.locator("button[data-action=stop]").click()
    expect(attention).to_have_attribute("data-status", "idle")
    page.context.unroute("**/*.wasm*")
    start(page, "attention")


@both_languages
def test_everything_can_be_done_with_the_keyboard_alone(visit, language):
    page = visit(ATTENTION[language])
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").focus()
    page.keyboard.press("Enter")
    expect_live(attention)
    field = attention.locator("input[name=sentence]")
    for _ in range(12):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("one two three")
    expect(attention.locator("table.heatmap tbody th")).to_have_count(3)
    expect(field).to_be_focused()
    expect(field).to_have_value("one two three")
    # From the field on to the words, and with the arrows from word to word.
    word = attention.locator("input[name=word]")
    word.first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "word"


def test_start_by_keyboard_keeps_the_readers_place(visit):
    page = visit(ATTENTION["ar"])
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").focus()
    page.keyboard.press("Enter")
    expect(attention.locator("button[data-action=stop]")).to_be_focused()
    expect_live(attention)
    expect(attention.get_by_role("status").first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('live-demo')?.getAttribute('name')") == "attention"


def test_a_double_click_on_start_starts(visit):
    attention = demo(visit(ATTENTION["ar"]), "attention")
    attention.locator("button[data-action=start]").dblclick()
    expect_live(attention)


def test_enter_held_down_on_start_starts(visit):
    page = visit(ATTENTION["ar"])
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").focus()
    for _ in range(5):  # without a keyup between them, these are repeats
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect_live(attention)


def test_a_reader_who_went_elsewhere_while_python_loads_is_left_there(visit):
    page = visit(ATTENTION["ar"])
    attention = press_start(page, "attention")
    field = attention.locator("input[name=sentence]")
    field.focus()
    expect_live(attention)
    expect(field).to_be_focused()
