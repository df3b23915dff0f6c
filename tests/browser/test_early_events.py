"""What a reader presses and writes before a demo's script has arrived, as on a slow network, is not lost."""

from playwright.sync_api import expect

from tests.support.live_demos import ATTENTION, CHATBOT, GUIDES, PATIENCE, demo, expect_live, press_start

SCRIPT = "**/live-demo.js"


class Slow:
    """A page whose demos' script has not arrived yet; deliver() lets it arrive."""

    def __init__(self, page):
        self._page, self._held = page, []
        page.context.route(SCRIPT, lambda route: self._held.append(route))
        page.reload(wait_until="commit")

    def deliver(self):
        for route in self._held:
            route.continue_()
        self._page.context.unroute(SCRIPT)
        self._page.evaluate("customElements.whenDefined('live-demo').then(() => true)")


def test_start_is_remembered(visit):
    page = visit(ATTENTION["ar"])
    slow = Slow(page)
    press_start(page, "attention")
    slow.deliver()
    expect_live(demo(page, "attention"))


def test_a_message_is_answered(visit):
    page = visit(CHATBOT["ar"])
    slow = Slow(page)
    chatbot = demo(page, "chatbot")
    field = chatbot.locator("input[name=message]")
    field.fill("أنا تعبان من الشغل")
    field.press("Enter")
    slow.deliver()
    expect_live(chatbot)
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["أنا تعبان من الشغل"])
    expect(field).to_have_value("")


def test_a_sentence_that_was_only_written_far_below_waits_for_start(visit):
    page = visit(GUIDES["en"])
    slow = Slow(page)
    attention = demo(page, "attention")
    expect(attention.locator("input[name=sentence]")).to_be_hidden()  # see late-layout.js
    attention.scroll_into_view_if_needed()
    attention.locator("input[name=sentence]").fill("The cat slept because it was tired")
    slow.deliver()
    expect(attention).to_have_attribute("data-status", "idle")
    attention.locator("button[data-action=start]").click()
    expect(attention.locator("table.heatmap tbody th")).to_have_text("The cat slept because it was tired".split(), timeout=PATIENCE)


def test_what_the_last_visit_left_is_not_put_over_what_is_being_written(visit):
    page = visit(CHATBOT["en"])
    chatbot = demo(page, "chatbot")
    chatbot.locator("input[name=message]").fill("hello")
    chatbot.locator("input[name=message]").press("Enter")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["hello"], timeout=PATIENCE)
    slow = Slow(page)
    chatbot.locator("input[name=message]").fill("I am sad")
    slow.deliver()
    expect(chatbot.locator("input[name=message]")).to_have_value("I am sad")
    chatbot.locator("input[name=message]").press("Enter")
    expect(chatbot.locator("li[data-from=reader] .bubble")).to_have_text(["hello", "I am sad"], timeout=PATIENCE)


def test_where_the_script_was_lost_start_asks_for_the_page_anew(visit):
    page = visit(ATTENTION["ar"])
    page.expected_errors.append("ERR_INTERNET_DISCONNECTED")
    page.context.route(SCRIPT, lambda route: route.abort("internetdisconnected"))
    page.reload()
    page.context.unroute(SCRIPT)
    with page.expect_navigation():
        demo(page, "attention").locator("button[data-action=start]").click()
    # The page that was fetched anew does what was pressed.
    expect(demo(page, "attention")).to_have_attribute("data-status", "live", timeout=PATIENCE)
