"""What a reader does with the demos of a guide, in any engine."""

from tests.support.engines.page import Page


def selector(name: str, inner: str = "") -> str:
    """Return a selector for what is in a demo."""
    return ", ".join(f"live-demo[name={name}] {part}" for part in inner.split(", "))


def start(page: Page, name: str) -> None:
    """Press a demo's start button, wait until Python has answered, and unfold what is for the curious."""
    page.click(selector(name, "button[data-action=start]"))
    wait_until_answered(page, name)
    page.evaluate("(folded) => document.querySelectorAll(folded).forEach((one) => { one.open = true; })", selector(name, "details.curious"))


def is_live(page: Page, name: str) -> bool:
    """Whether Python has been started in a demo."""
    return page.evaluate("(demo) => document.querySelector(demo).dataset.status === 'live'", f"live-demo[name={name}]")


def wait_until_answered(page: Page, name: str) -> None:
    """Wait until a demo is live and Python has nothing left to do in it."""
    page.wait(
        """(name) => {
            const demo = document.querySelector(`live-demo[name=${name}]`);
            if (demo.dataset.status === "error") throw new Error(demo.textContent.slice(0, 300));
            return demo.dataset.status === "live" && demo.querySelector("[data-part=stage]").ariaBusy === "false";
        }""",
        name,
    )


def say(page: Page, message: str) -> str:
    """Send a message to the chatbot, and return the answer."""
    page.write(selector("chatbot", "input[name=message]"), message)
    page.press("Enter")
    return page.wait(
        """(message) => {
            const said = [...document.querySelectorAll("live-demo[name=chatbot] ol.transcript > li")];
            const [asked, answer] = said.slice(-2).map((item) => item.querySelector(".bubble").textContent.trim());
            return asked === message && said.at(-1).dataset.from === "bot" && answer;
        }""",
        message,
    )


def open_editor(page: Page, name: str, panel: str) -> str:
    """Unfold the panel with a demo's editor, and return a selector for the editor."""
    folded = selector(name, f"details.{panel}")
    if not page.evaluate("(folded) => document.querySelector(folded).open", folded):
        page.click(f"{folded} > summary")
    editor = f"{folded} .code-editor textarea"
    page.wait_for(editor)
    return editor


def cell(number: int, inner: str = "") -> str:
    """Return a selector for what is in a page's cell, which is marked as number_cells() does."""
    return f'live-demo[data-number="{number}"] {inner}'


def number_cells(page: Page) -> None:
    """Mark the plain cells of a page with their numbers, from 0 on; exercises have none."""
    page.evaluate("() => document.querySelectorAll('live-demo[name=cell]:not(:has(.exercise))').forEach((cell, number) => (cell.dataset.number = number))")


def write_cell(page: Page, number: int, code: str) -> None:
    """Replace the code of a cell."""
    number_cells(page)
    page.focus(cell(number, "textarea"))
    page.wait_for(cell(number, ".code-editor textarea"))
    page.write(cell(number, ".code-editor textarea"), code)
    page.wait_for_value(cell(number, "textarea[name=code]"), code)


def run_cell(page: Page, number: int, code: str) -> None:
    """Replace the code of a cell, and run it."""
    write_cell(page, number, code)
    page.press("Control+Enter")
