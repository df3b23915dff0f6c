"""What axe, which looks for barriers to people with disabilities, finds on every page: nothing."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.support.live_demos import GUIDES, LESSONS, PATIENCE, SECOND_GUIDES, both_languages, start, start_lesson
from tests.support.screens import DESK, PHONE, unfold

# What a start changes; the rest is as the page was built.
LIVE = {"include": ["live-demo"]}
# axe compares the colours of every piece of text, and takes minutes for the thousands of lines of the editors. After
# its first lines, which fill it, an editor keeps a line only if the line has a kind of token that no line before it has:
# the same class, inside the same classes.
SHORTEN_EDITORS = """() => {
    const within = (part, line) => (part === line ? "" : within(part.parentNode, line)) + `<${part.className}>`;
    for (const editor of document.querySelectorAll(".code-editor")) {
        const seen = new Set();
        for (const [number, line] of editor.querySelectorAll(".pce-line").entries()) {
            const kinds = [line, ...line.querySelectorAll("[class]")].map((part) => within(part, line));
            if (number >= 25 && kinds.every((kind) => seen.has(kind))) line.remove();
            for (const kind of kinds) seen.add(kind);
        }
    }
}"""
# A phone in the light and a desk in the dark see every colour and every layout once.
VIEWS = {"light phone": ("light", PHONE), "dark desk": ("dark", DESK)}

# Material's names of the colours.
PALETTE = {"light": "default", "dark": "slate"}

# The text areas that become editors as soon as they are unfolded.
EDITORS = "live-demo textarea[data-editor]:not([data-when-touched], details:not([open]) *)"


# What is not laid out yet has an estimated size, and axe would see what is in it on top of what comes next.
# A colour on its way to another one has neither's contrast.
AT_REST = """() => {
    if (window.isAtRest) return; // the same rule twice would have every style computed again
    window.isAtRest = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { content-visibility: visible !important; transition: none !important }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def unfold_with_editors(page):
    """Unfold everything, wait until all editors are there, and shorten them; until then they are hidden."""
    hidden = page.add_style_tag(content=".code-editor { display: none }")
    unfold(page)
    expect(page.locator(".code-editor")).to_have_count(page.locator(EDITORS).count())
    page.evaluate(SHORTEN_EDITORS)
    hidden.evaluate("style => style.remove()")


def violations(page, context=None):
    """Return what axe finds, each as its rule and the element: on the whole page, or in a context of axe."""
    page.evaluate(AT_REST)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)  # half a megabyte, once for all looks at a page
    # preload: to look at colours it would fetch style sheets again, from addresses that are not theirs.
    # resultTypes: what is right need not be described.
    options = {"preload": False, "resultTypes": ["violations"]}
    found = page.evaluate("async ([context, options]) => (await axe.run(context ?? document, options)).violations", [context, options])
    return [(violation["id"], node["html"], node["failureSummary"]) for violation in found for node in violation["nodes"]]


def look_in(page, view):
    """Give a page the colours and the width of a view."""
    scheme, viewport = VIEWS[view]
    page.evaluate(AT_REST)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(viewport)
    expect(page.locator(f"body[data-md-color-scheme={PALETTE[scheme]}]")).to_be_attached()
    # Material gives the sidebar its height in the frame after the page is loaded, or has another width.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_axe_finds_nothing_on_any_page(visit, server, addresses):
    page = visit("")
    views = list(VIEWS)
    for address in addresses:
        page.goto(server + address)
        unfold_with_editors(page)
        for view in views:
            look_in(page, view)
            assert violations(page) == [], (address, view)
        views.reverse()  # the next page begins in the view in which this one ends, and is laid out once less


@both_languages
def test_axe_finds_nothing_while_the_demos_live(visit, language):
    page = visit(GUIDES[language])
    for name in ("chatbot", "attention"):
        start(page, name)
    assert_nothing_in_demos(page)


@both_languages
def test_axe_finds_nothing_while_the_lessons_live(visit, language):
    page = visit(SECOND_GUIDES[language])
    for lesson in LESSONS:
        start_lesson(page, lesson)
    assert_nothing_in_demos(page)


@both_languages
def test_axe_finds_nothing_in_answered_guesses_and_in_an_exercise_that_was_run(visit, language):
    page = visit(SECOND_GUIDES[language])
    for guess in page.locator(".guess-card").all():
        guess.locator("input").first.fill("1")
        guess.locator("button[type=submit]").click()
        expect(guess.locator(".guess__verdict")).not_to_be_empty()
    exercise = page.locator("live-demo:has(.exercise)").first
    exercise.locator("button[type=submit]").click()
    expect(exercise.locator(".verdict")).to_be_visible(timeout=PATIENCE)
    assert_nothing_in_demos(page, {"include": ["live-demo:has(.exercise)", ".guess-card"]})


def assert_nothing_in_demos(page, context=LIVE):
    """Open every fold, and look at the demos in each view."""
    unfold_with_editors(page)
    expect(page.locator(".code-editor").first).to_be_visible()
    for view in VIEWS:
        look_in(page, view)
        assert violations(page, context) == [], view
