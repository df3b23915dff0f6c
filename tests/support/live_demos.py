"""What a reader does with the demos of a guide in a browser."""

import re

import pytest
from playwright.sync_api import Locator, Page, Worker, expect

HOMES = {"ar": "", "en": "en/"}
GUIDES = {"ar": "guides/generative-ai/", "en": "en/guides/generative-ai/"}
SECOND_GUIDES = {"ar": "guides/language-models/", "en": "en/guides/language-models/"}
PICTURES = {"ar": "guides/pictures/", "en": "en/guides/pictures/"}
# The pages that have one demo and nothing else, which open in a third of the time that a guide takes.
ATTENTION = {language: f"{home}demos/attention/" for language, home in HOMES.items()}
CHATBOT = {language: f"{home}demos/chatbot/" for language, home in HOMES.items()}
LESSONS = ("names", "capitals", "jobs")
# What is fetched to start Python; the demos' style sheets come with the page.
RUNTIME = re.compile(r"/assets/(runtime|demos)/(?!\w+\.css)")
ARABIC = re.compile(r"[\u0600-\u06ff]")
CONNECTION_LOST = {"ar": "الاتصال اتقطع", "en": "onnection"}
# Two sentences that differ in their last word: the pronoun means another noun in each.
PAIRS = {
    "ar": ("البنت مركبتش العربية لأنها كانت خايفة", "البنت مركبتش العربية لأنها كانت عطلانة"),
    "en": ("The dog did not eat the meat because it was tired", "The dog did not eat the meat because it was burnt"),
}
# Milliseconds that a cold start may take on a busy machine.
PATIENCE = 60_000

both_languages = pytest.mark.parametrize("language", ["ar", "en"])


def is_arabic(text: str) -> bool:
    """Whether any letter of a text is Arabic."""
    return bool(ARABIC.search(text))


def demo(page: Page, name: str) -> Locator:
    return page.locator(f"live-demo[name={name}]")


def press_start(page: Page, name: str) -> Locator:
    """Press a demo's start button, and return the demo."""
    found = demo(page, name)
    found.locator("button[data-action=start]").click()
    return found


def press_start_early(found: Locator) -> None:
    """Press a demo's start button while the page may still be coming in.

    By keyboard: the text moves then, and a mouse that is pressed may be let go beside the button.
    """
    found.locator("button[data-action=start]").press("Enter")


def expect_live(found: Locator) -> None:
    """Wait until Python answers in a demo."""
    expect(found).to_have_attribute("data-status", "live", timeout=PATIENCE)


def start(page: Page, name: str) -> Locator:
    """Press a demo's start button, wait until Python has answered in it, unfold what is for the curious, and return the demo."""
    found = press_start(page, name)
    expect_live(found)
    expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    unfold_curious(found)
    return found


def unfold_curious(found: Locator) -> None:
    """Open what a demo has for the curious, if it has that."""
    found.locator("details.curious").evaluate_all("folded => folded.forEach((one) => { one.open = true; })")


def start_once(found: Locator) -> Locator:
    """Start a demo, unless an earlier test has, wait until Python has answered in it, and return it."""
    if found.get_attribute("data-status") != "live":
        found.locator("button[data-action=start]").click()
    expect_live(found)
    expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    return found


def start_lesson(page: Page, lesson: str) -> Locator:
    """Start the language demo with a lesson, unless an earlier test has, and return it."""
    return start_once(page.locator(f"live-demo[name=language]:has(.language.{lesson})"))


def python_workers(page: Page) -> list[Worker]:
    """Return the workers that run Python; the other kind, the loader, has the network."""
    return [worker for worker in page.workers if worker.url.startswith("blob:")]


def runtime_requests(page: Page) -> list[str]:
    """Return the addresses that the page has asked for to start Python."""
    return [url for url in page.requested if RUNTIME.search(url)]


def table_words(table: Locator) -> list[str]:
    """Return the words at the rows of a heatmap."""
    return [text.strip() for text in table.locator("tbody th").all_text_contents()]


def replace_code(page: Page, attention: Locator, old: str, new: str) -> None:
    """Edit the demo's code as a reader would, and run it: everything is selected and the changed text put in its place."""
    if attention.locator(".code-editor").count() == 0:
        attention.locator("details.code > summary").click()
        expect(attention.locator(".code-editor textarea")).to_be_visible()
    code = attention.locator("textarea[name=code]").input_value()
    assert old in code
    attention.locator(".code-editor textarea").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code.replace(old, new))
    attention.locator(".code form button[type=submit]").click()


def write_cell(page: Page, cell: Locator, code: str) -> None:
    """Replace the code of a live cell as a reader would."""
    cell.locator("textarea:visible").click()
    expect(cell.locator(".code-editor textarea")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def say(chatbot: Locator, message: str) -> Locator:
    """Send a message to the chatbot, wait until it stands in the transcript, and return the answer."""
    field = chatbot.locator("input[name=message]")
    field.fill(message)
    field.press("Enter")
    # The first one waits until Python has read the rules, which takes seconds on a busy machine.
    expect(chatbot.locator("li[data-from=reader] .bubble").last).to_have_text(message, timeout=PATIENCE)
    return chatbot.locator("li[data-from=bot] .bubble").last


def open_rules(chatbot: Locator) -> None:
    """Open the panel with the chatbot's rules, if it is closed."""
    if chatbot.locator("details.rules").get_attribute("open") is None:
        chatbot.locator("details.rules > summary").click()


def write_rules(page: Page, chatbot: Locator, text: str) -> None:
    """Put a text in place of all that stands in the chatbot's editor, as a reader would."""
    open_rules(chatbot)
    chatbot.locator(".code-editor textarea").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def use_rules(chatbot: Locator) -> None:
    """Press the button that runs the rules in the editor."""
    chatbot.locator(".rules button[type=submit]").click()


def rules_text(chatbot: Locator) -> str:
    """Return the rules that stand in the editor."""
    return chatbot.locator("textarea[name=rules]").input_value()
