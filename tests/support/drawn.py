"""Pages in which a test answers in place of Python, as a renderer that a reader has patched would."""

from playwright.sync_api import expect


def answer(page, html, state=None):
    """Let every call of the page's interpreter return this HTML and state, without Python."""
    page.evaluate(
        """async ([html, state]) => {
            const { src } = document.querySelector("script[src$='/live-demo.js']");
            const { interpreter } = await import(new URL("../python/interpreter.js", src).href);
            interpreter.start = async () => {};
            interpreter.call = async (request) => ({ state: state ?? { ...request.state }, html });
        }""",
        [html, state],
    )


def draw(page, html, name="attention"):
    """Let a demo draw this HTML, and return the demo."""
    answer(page, html)
    demo = page.locator(f"live-demo[name={name}]")
    demo.locator("button[data-action=start]").click()
    expect(demo).to_have_attribute("data-status", "live")
    expect(demo.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false")
    return demo
