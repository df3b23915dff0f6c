"""The built pages in a real browser: what a reader sees, presses and types."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support import cases

GUIDES = {"ar": "guides/generative-ai/", "en": "en/guides/generative-ai/"}
RUNTIME = re.compile(r"/assets/(runtime|demos)/(?!\w+\.css)")
ARABIC = re.compile(r"[\u0600-\u06ff]")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# From a cold start on a busy machine.
PATIENCE = 60_000

both_languages = pytest.mark.parametrize("language", ["ar", "en"])


def demo(page, name):
    return page.locator(f"live-demo[name={name}]")


def start(page, name):
    found = demo(page, name)
    found.locator("button[data-action=start]").click()
    expect(found).to_have_attribute("data-status", "live", timeout=PATIENCE)
    return found


def runtime_requests(page):
    return [url for url in page.requested if RUNTIME.search(url)]


def words(table):
    return [text.strip() for text in table.locator("tbody th").all_text_contents()]


def row_sums(table):
    return table.evaluate(
        "table => [...table.tBodies[0].rows].map(row =>"
        " [...row.querySelectorAll('[data-weight]')].reduce((sum, cell) => sum + Number(cell.dataset.weight), 0))"
    )


@both_languages
def test_nothing_of_the_runtime_is_fetched_before_the_reader_asks(visit, language):
    page = visit(GUIDES[language])
    page.mouse.wheel(0, 20_000)
    page.wait_for_load_state("networkidle")
    assert runtime_requests(page) == []


@both_languages
def test_the_heatmap_answers_live(visit, language):
    page = visit(GUIDES[language])
    attention = demo(page, "attention")
    still = words(attention.locator("table.heatmap"))
    start(page, "attention")
    table = attention.locator("table.heatmap")
    assert words(table) == still, "the live picture is the still one"
    sentence = {"ar": "الكلب شاف الراجل وجري وراه", "en": "The dog saw the man and ran after him"}[language]
    attention.locator("input[name=sentence]").fill(sentence)
    expect(table.locator("tbody th")).to_have_count(len(sentence.split()))
    assert all(abs(total - 1) < 1e-3 for total in row_sums(table))


@both_languages
def test_the_chatbot_answers_live_and_names_its_rule(visit, language):
    page = visit(GUIDES[language])
    chatbot = start(page, "chatbot")
    said = chatbot.locator("ol.transcript > li")
    message = {"ar": "أنا تعبان من الشغل", "en": "I am tired of my work"}[language]
    field = chatbot.locator("input[name=message]")
    field.fill(message)
    field.press("Enter")
    expect(said.nth(-2)).to_contain_text(message)
    expect(said.nth(-2)).to_have_attribute("data-from", "reader")
    answer = said.last
    expect(answer).to_have_attribute("data-from", "bot")
    expect(answer.locator("summary")).to_have_text(re.compile(r"\d"))  # names the line of its rule
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    assert bool(ARABIC.search(answer.locator(".bubble").inner_text())) == (language == "ar")


def test_messages_sent_while_python_loads_are_all_answered(visit):
    page = visit(GUIDES["en"])
    chatbot = demo(page, "chatbot")
    field = chatbot.locator("input[name=message]")
    messages = ["hello", "I am sad", "because of my brother"]
    for message in messages:
        field.fill(message)
        field.press("Enter")
    expect(chatbot).to_have_attribute("data-status", "live", timeout=PATIENCE)
    sent = chatbot.locator("li[data-from=reader] .bubble")
    expect(sent).to_have_text(messages)


def test_both_demos_share_one_worker(visit):
    page = visit(GUIDES["ar"])
    start(page, "attention")
    start(page, "chatbot")
    assert len(page.workers) == 1
    assert len([url for url in page.requested if "pyodide.asm.wasm" in url]) == 1


@pytest.mark.parametrize("name", ["attention", "chatbot"])
def test_a_readers_text_is_never_markup(visit, name):
    page = visit(GUIDES["ar"])
    found = start(page, name)
    field = found.locator("input[name=sentence], input[name=message]")
    hostile = "<img src=x onerror=window.hacked=1><b>hi"
    field.fill(hostile)
    field.press("Enter")
    expect(found.locator("[data-part=stage]")).to_contain_text("onerror")
    assert found.locator("[data-part=stage] img").count() == 0
    assert page.evaluate("window.hacked") is None


@both_languages
@pytest.mark.parametrize("text", ["", "س " * 5_000, "x" * 10_000, "😀👩‍👩‍👧", "a\0b", "\ud83d half"], ids=["empty", "words", "word", "emoji", "nul", "surrogate"])
def test_odd_input_gets_a_plain_answer(visit, language, text):
    page = visit(GUIDES[language])
    for name, control in (("attention", "sentence"), ("chatbot", "message")):
        found = start(page, name)
        # fill() takes no lone surrogate, so it comes as JSON does.
        found.locator(f"input[name={control}]").evaluate(
            "(field, text) => { field.value = JSON.parse(text);"
            " field.dispatchEvent(new InputEvent('input', {bubbles: true}));"
            " field.form?.requestSubmit(); }",
            json.dumps(text),
        )
        expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
        expect(found).to_have_attribute("data-status", "live")
        expect(found.locator("[data-part=details]")).to_be_hidden()


RUNTIME_FILES = ["manifest.json", "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]


@pytest.mark.parametrize("file", RUNTIME_FILES)
def test_no_file_that_fails_to_arrive_leaves_the_demo_hanging(visit, file):
    page = visit(GUIDES["ar"])
    page.expected_errors = [""]
    page.context.route(f"**/{file}*", lambda route: route.abort("connectionreset"))
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text("الاتصال اتقطع")


@pytest.mark.parametrize("file", ["worker.js", "downloads.js", "idiomorph.esm.js", "purify.min.js"])
def test_a_connection_that_dies_without_a_word_is_given_up(visit, file):
    page = visit(GUIDES["ar"])
    page.expected_errors = ["executing a cancelled action"]  # Material wonders at the leap in time
    page.clock.install()
    silent = re.compile(rf"/{file}(\?|$)")
    page.context.route(silent, lambda route: None)  # never answered
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "loading")
    page.clock.fast_forward("00:21")
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text("الاتصال اتقطع")
    page.context.unroute(silent)
    attention.locator("button[data-action=retry]").click()
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)


@pytest.mark.parametrize("files", [["python-*.bin", "python_stdlib.zip"], ["demos-*.bin", "demos-*.whl"]], ids=["stdlib", "demos"])
def test_a_file_with_a_wrong_byte_is_not_run(visit, files):
    page = visit(GUIDES["ar"])
    page.expected_errors = [""]

    def flip(route):
        response = route.fetch()
        body = bytearray(response.body())
        body[len(body) // 2] ^= 1
        route.fulfill(response=response, body=bytes(body))

    for file in files:  # of a fast start, and of the ordinary one that it would fall back to
        page.context.route(f"**/{file}*", flip)
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text("ناقص أو متغيّر")


@both_languages
def test_a_broken_connection_is_told_and_can_be_mended(visit, language):
    page = visit(GUIDES[language])
    page.expected_errors = [""]
    for files in ("**/*.bin*", "**/*.whl*"):
        page.context.route(files, lambda route: route.abort("internetdisconnected"))
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "error", timeout=PATIENCE)
    reason = attention.locator("[data-part=status]").inner_text()
    assert bool(ARABIC.search(reason)) == (language == "ar")
    assert attention.locator("table.heatmap").is_visible(), "the picture stays"
    for files in ("**/*.bin*", "**/*.whl*"):
        page.context.unroute(files)
    attention.locator("button[data-action=retry]").click()
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)


def test_stop_while_loading_goes_back_and_start_works_again(visit):
    page = visit(GUIDES["ar"])
    page.context.route("**/*.wasm*", lambda route: None)  # never answered
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "loading")
    attention.locator("button[data-action=stop]").click()
    expect(attention).to_have_attribute("data-status", "idle")
    page.context.unroute("**/*.wasm*")
    start(page, "attention")


def keep_busy(page, attention):
    """Ask the demo for something while the page's one interpreter is in a loop that never ends."""
    cell = page.locator("live-demo[name=cell]").first
    cell.locator("textarea:visible").click()
    expect(cell.locator(".code-editor textarea")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("while True: pass")
    page.keyboard.press("Control+Enter")
    attention.locator("button[name=sentence]").last.click()


def test_stop_ends_a_run_and_loses_nothing(visit):
    page = visit(GUIDES["en"])
    attention = start(page, "attention")
    table = attention.locator("table.heatmap")
    shown = words(table)
    keep_busy(page, attention)
    with page.workers[0].expect_event("close", timeout=PATIENCE):
        attention.locator("button[data-action=stop]").click()
    # Another interpreter takes its place, and what was on the page is there.
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text("Stopped what was running")
    assert words(table) == shown


def test_a_hung_interpreter_is_replaced_and_the_demo_says_so(visit):
    page = visit(GUIDES["en"])
    page.clock.install()
    # Material's scroll watcher notices that its clock was moved.
    page.expected_errors = ["executing a cancelled action"]
    attention = start(page, "attention")
    keep_busy(page, attention)
    page.clock.run_for(25_000)
    hung = page.locator("live-demo[name=cell]").first
    expect(hung.locator("[data-part=status]")).to_contain_text("interpreter hung", timeout=PATIENCE)
    expect(hung).to_have_attribute("data-status", "live")
    # What was asked of the other demo meanwhile is answered afterwards.
    sentence = attention.locator("button[name=sentence]").last.get_attribute("value")
    expect(attention.locator("input[name=sentence]")).to_have_value(sentence, timeout=PATIENCE)


@both_languages
def test_everything_can_be_done_with_the_keyboard_alone(visit, language):
    page = visit(GUIDES[language])
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").focus()
    page.keyboard.press("Enter")
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)
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
    page = visit(GUIDES["ar"])
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").focus()
    page.keyboard.press("Enter")
    expect(attention.locator("button[data-action=stop]")).to_be_focused()
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)
    expect(attention.get_by_role("status").first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('live-demo')?.getAttribute('name')") == "attention"


def test_a_reader_who_went_elsewhere_while_python_loads_is_left_there(visit):
    page = visit(GUIDES["ar"])
    attention = demo(page, "attention")
    attention.locator("button[data-action=start]").click()
    field = attention.locator("input[name=sentence]")
    field.focus()
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)
    expect(field).to_be_focused()


@both_languages
def test_paper_is_light_and_complete_whatever_the_screen_is(visit, language):
    page = visit(GUIDES[language], color_scheme="dark")
    paper = "element => getComputedStyle(element).backgroundColor"
    dark = page.locator("body").evaluate(paper)
    page.emulate_media(media="print")
    light = page.locator("body").evaluate(paper)
    assert dark != light
    assert all(int(part) > 230 for part in re.findall(r"\d+", light)[:3]), light
    assert all(int(part) < 80 for part in re.findall(r"\d+", page.locator("h1").evaluate("h => getComputedStyle(h).color"))[:3])
    hidden = "box => box.scrollHeight > box.clientHeight + 1"
    assert not demo(page, "chatbot").locator("ol.transcript, .paper").first.evaluate(hidden), "a conversation is printed whole"


@both_languages
def test_the_brackets_of_a_formula_are_as_tall_as_what_they_hold(visit, language):
    page = visit(GUIDES[language])
    page.locator(".formula").scroll_into_view_if_needed()
    page.evaluate("document.fonts.load('1em \"STIX Two Math\"', 'Q')")
    heights = page.locator(".formula").evaluate(
        "formula => [formula.querySelector('mo[form=prefix]'), formula.querySelector('mfrac')].map(part => part.getBoundingClientRect().height)"
    )
    assert heights[0] >= 0.9 * heights[1], heights


@both_languages
def test_without_scripts_the_page_is_complete_and_says_so(visit, language):
    page = visit(GUIDES[language], java_script_enabled=False)
    for name in ("attention", "chatbot"):
        found = demo(page, name)
        expect(found.locator("button[data-action=start]")).to_be_hidden()
        expect(found.locator("noscript p")).to_be_visible()
    expect(page.locator("table.heatmap")).to_be_visible()
    assert page.locator("ol.transcript > li").count() >= 2


@both_languages
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_never_scrolls_sideways(visit, language, scheme):
    prefix = "" if language == "ar" else "en/"
    for path in ("", "guides/", "guides/generative-ai/", "about/", "notices/", "tags/", "nowhere/"):
        page = visit(prefix + path, color_scheme=scheme, **PHONE)
        page.expected_errors = ["404"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


@both_languages
def test_a_page_that_is_not_there_answers_in_its_language(visit, language):
    page = visit({"ar": "nowhere/", "en": "en/nowhere/"}[language])
    page.expected_errors = ["404"]
    assert page.evaluate("[document.documentElement.lang, document.body.dir]") == {
        "ar": ["ar", "rtl"],
        "en": ["en", "ltr"],
    }[language]


def test_the_arabic_face_is_there_and_is_ours(visit):
    page = visit(GUIDES["ar"])
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"IBM Plex Sans Arabic\"', 'سلام'))")
    fonts = [url for url in page.requested if url.endswith(".woff2")]
    assert any("arabic-400" in url for url in fonts)


PAIRS = {
    "ar": ("البنت مركبتش العربية لأنها كانت خايفة", "البنت مركبتش العربية لأنها كانت عطلانة"),
    "en": ("The dog did not eat the meat because it was tired", "The dog did not eat the meat because it was burnt"),
}


def looked_at(attention):
    """Return the word that the chosen word looks at most."""
    return attention.evaluate(
        "demo => { const chosen = demo.querySelector('input[name=word]:checked').value;"
        " const table = demo.querySelector('table.heatmap');"
        " const cells = [...table.tBodies[0].rows[chosen].querySelectorAll('[data-weight]')];"
        " const most = cells.reduce((a, b) => Number(a.dataset.weight) >= Number(b.dataset.weight) ? a : b);"
        " return table.tHead.rows[0].cells[most.cellIndex].textContent.trim(); }"
    )


@both_languages
def test_one_word_at_the_end_moves_the_look(visit, language):
    page = visit(GUIDES[language])
    attention = start(page, "attention")
    seen = []
    for sentence in PAIRS[language]:
        attention.locator(f"button[name=sentence][value='{sentence}']").click()
        expect(attention.locator("input[name=sentence]")).to_have_value(sentence)
        seen.append(looked_at(attention))
    assert seen == {"ar": ["البنت", "العربية"], "en": ["dog", "meat"]}[language]


def open_code(attention):
    attention.locator("details.code > summary").click()
    expect(attention.locator(".code-editor textarea")).to_be_visible()
    return attention.locator(".code-editor textarea")


def replace_code(page, attention, old, new):
    """Edit as a reader would: everything selected, and the changed text in its place."""
    editor = open_code(attention) if attention.locator(".code-editor").count() == 0 else attention.locator(".code-editor textarea")
    code = attention.locator("textarea[name=code]").input_value()
    assert old in code
    editor.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code.replace(old, new))
    attention.locator(".code form button[type=submit]").click()


@both_languages
def test_a_mistake_in_the_readers_code_is_told_at_its_line(visit, language):
    page = visit(GUIDES[language])
    attention = start(page, "attention")
    replace_code(page, attention, "weights = softmax(scores)", "weights = softmaks(scores)")
    verdict = attention.locator("[data-error-line]")
    expect(verdict).to_be_visible()
    assert bool(ARABIC.search(verdict.locator("p").first.inner_text())) == (language == "ar")
    expect(verdict.locator("pre")).to_contain_text("softmaks")
    line = int(verdict.get_attribute("data-error-line"))
    code = attention.locator("textarea[name=code]").input_value()
    assert "softmaks" in code.splitlines()[line - 1]
    expect(attention.locator(".code-editor .error-line")).to_contain_text("softmaks")
    attention.locator("button[name=reset_code]").click()
    expect(verdict).to_have_count(0)
    assert "softmaks" not in attention.locator("textarea[name=code]").input_value()


def test_an_endless_loop_in_the_readers_code_is_stopped_and_the_edit_is_kept(visit):
    page = visit(GUIDES["en"])
    attention = start(page, "attention")
    replace_code(page, attention, "    d = q.shape[-1]", "    while True: pass\n    d = q.shape[-1]")
    attention.locator("button[data-action=stop]").click(timeout=PATIENCE)
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)
    expect(attention.locator("[data-part=status]")).to_contain_text("Stopped what was running")
    assert "while True" in attention.locator("textarea[name=code]").input_value()
    expect(attention.locator("table.heatmap")).to_be_visible()


@both_languages
def test_it_learns_while_the_reader_watches_and_the_page_goes_on_answering(visit, language):
    page = visit(GUIDES[language])
    attention = start(page, "attention")
    attention.locator("button[name=train][value=start]").click()
    progress = attention.locator("[data-part=stage] progress")
    expect(progress).to_be_visible(timeout=PATIENCE)
    page.wait_for_function(
        "demo => Number(demo.querySelector('[data-part=stage] progress').value) > 0.2 * demo.querySelector('[data-part=stage] progress').max",
        arg=attention.element_handle(),
        timeout=PATIENCE,
    )
    sentence = PAIRS[language][0]
    attention.locator("input[name=sentence]").fill(sentence)
    expect(attention.locator("table.heatmap tbody th")).to_have_count(len(sentence.split()))
    attention.locator("button[name=train][value=pause]").click()
    expect(attention.locator("button[name=train][value=resume]")).to_be_visible()
    held = progress.get_attribute("value")
    attention.locator("button[name=train][value=resume]").click()
    expect(progress).not_to_have_attribute("value", held, timeout=PATIENCE)
    attention.locator("button[name=train][value=reset]").click()
    expect(attention.locator("button[name=train][value=start]")).to_be_visible()


def test_a_link_shows_another_reader_exactly_what_this_one_saw(visit):
    page = visit(GUIDES["en"])
    attention = start(page, "attention")
    attention.locator("input[name=sentence]").fill("The trophy & the <b>suitcase</b>")
    expect(attention.locator("table.heatmap tbody th").first).to_have_text("The")
    attention.locator("select[name=layer]").select_option(index=1)
    attention.locator("input[name=causal]").check()
    link = attention.locator("a[data-share]")
    expect(link).to_have_attribute("href", re.compile(r"attention\.layer=1&.*attention\.causal=true"))
    table = attention.locator("table.heatmap").inner_html()
    other = visit(GUIDES["en"] + link.get_attribute("href"))
    assert runtime_requests(other) == [], "a link is no Start"
    seen = start(other, "attention")
    expect(seen.locator("input[name=sentence]")).to_have_value("The trophy & the <b>suitcase</b>")
    assert seen.locator("table.heatmap").inner_html() == table


def test_a_hostile_link_is_refused(visit):
    code = "import%20js%3Bjs.hacked%3D1"
    page = visit(GUIDES["en"] + f"?attention.code={code}&attention.layer=99&attention.temperature=nan&attention.sentence=%3Cimg%20src%3Dx%20onerror%3Dhacked%3D1%3E")
    attention = start(page, "attention")
    expect(attention.locator("input[name=sentence]")).to_have_value("<img src=x onerror=hacked=1>")
    assert attention.locator("[data-part=stage] img").count() == 0
    assert page.evaluate("window.hacked") is None
    assert "import js" not in attention.locator("textarea[name=code]").input_value()


@pytest.fixture(scope="module")
def python_in_browser(browser, server, interpreter):
    """demos.call in Pyodide, through the built wheel and the page's own worker."""
    page = browser.new_page()
    page.goto(server)

    def call(request):
        return page.evaluate(
            "async ([module, request]) => {"
            " const {interpreter} = await import(module);"
            " return JSON.stringify(await interpreter.call(JSON.parse(request))); }",
            [interpreter, request],
        )

    yield call
    page.close()


def test_what_python_raises_is_told_and_the_interpreter_goes_on(visit, interpreter):
    page = visit("")
    state = cases.first_state({"demo": "attention", "language": "en", "options": {}})
    outcome = page.evaluate(
        "async ([module, state]) => {"
        " const {interpreter} = await import(module);"
        " const wrong = await interpreter.call({demo: 'nobody', language: 'en', state: {}}).catch(error => error);"
        " const right = await interpreter.call({demo: 'attention', language: 'en', state});"
        " return [wrong.reason, wrong.message, right.html]; }",
        [interpreter, state],
    )
    reason, message, html = outcome
    assert reason == "python"
    assert "KeyError" in message and "nobody" in message
    assert "heatmap" in html


@pytest.mark.parametrize("path", cases.PATHS, ids=lambda path: path.stem)
def test_a_demo_answers_in_the_browser_as_recorded(python_in_browser, path):
    case = cases.load(path)
    for number, (found, recorded) in enumerate(zip(cases.play(case, python_in_browser), case["steps"], strict=True)):
        cases.assert_same(found, recorded, f"step {number}")
