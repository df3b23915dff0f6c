"""What a reader does, from the first look to the visit without a network: written once, and run in every engine.

Each of the files test_*.py beside this one runs all of it in one engine.
"""

import re
from urllib.parse import quote

from tests.support.engines.demos import (
    cell,
    number_cells,
    open_editor,
    run_cell,
    say,
    selector,
    start,
)
from tests.support.engines.page import REACH
from tests.support.engines.threads import cpu_seconds, thread_seconds
from tests.support.live_demos import GUIDES, PAIRS, both_languages, is_arabic

MESSAGES = {"ar": "أنا تعبان من الشغل", "en": "I am tired of my work"}
QUERIES = {"ar": "الانتباه", "en": "attention"}
ROWS = selector("attention", "table.heatmap tbody th")
SENTENCE = selector("attention", "input[name=sentence]")
A_MOMENT = "() => new Promise((resolve) => setTimeout(resolve, 100))"
# Where an element is in the window.
BOX = """(selector) => {
  const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect();
  return [x, y, width, height];
}"""
# What a page saves from now on is not downloaded, but kept in the page.
KEEP_DOWNLOADS = """() => {
  window.saved = {};
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => ((window.saved[blob.type] = blob), address.call(URL, blob));
  HTMLAnchorElement.prototype.click = () => {};
}"""
# How many colours are in a picture that was saved.
LOOK_OF_DOWNLOAD = """async (type) => {
  const blob = window.saved[type];
  if (!blob) return 0;
  const image = new Image();
  image.src = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  return new Set(new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)).size;
}"""
# Seconds that a stopped endless loop may go on computing. Python itself would end it after 15.
MOST_AFTER_STOP = 5
RULES = 'none = ["Go on."]\n\n[keywords.pizza]\n"0" = ["Pizza? At this hour?"]\n'


@both_languages
def test_a_guide_is_there_to_read(visit, language):
    page = visit(GUIDES[language])
    assert page.evaluate("() => [document.documentElement.lang, document.body.dir]") == {"ar": ["ar", "rtl"], "en": ["en", "ltr"]}[language]
    assert is_arabic(page.wait_for("h1")) == (language == "ar")
    assert page.style("body", "fontFamily").startswith('"IBM Plex')
    assert page.evaluate("async () => (await document.fonts.ready, [...document.fonts].some(({ status }) => status === 'loaded'))")
    assert page.evaluate("() => innerWidth === 1280 && document.documentElement.scrollWidth <= 1280")
    page.resize(390, 800)
    # The window of WebKit's MiniBrowser has buttons, and cannot be narrower than they are.
    page.wait("() => innerWidth < 450 && document.documentElement.scrollWidth <= innerWidth")
    assert page.style(".term", "textDecorationLine") == "underline"
    assert page.style(".term", "textDecorationStyle") == "dotted"


# Press each word of the sentence; return the percentages below the words then, and those of its row in the table.
PERCENTAGES = """() => {
  const [demo] = document.querySelectorAll("live-demo[name=attention]");
  return [...demo.querySelectorAll(".words label")].map((word, row) => {
    word.click();
    const below = [...demo.querySelectorAll(".words label")].map((one) => getComputedStyle(one, "::after").counterReset);
    const cells = demo.querySelectorAll("table.heatmap tbody tr")[row].querySelectorAll("td");
    return [below, [...cells].map((cell) => `share ${parseInt(cell.textContent)}`)];
  });
}"""


def test_below_the_words_is_what_the_row_of_the_pressed_one_says(visit):
    rows = visit(GUIDES["en"]).evaluate(PERCENTAGES)
    assert len(rows) == 11
    for below, of_table in rows:
        assert below == of_table


# Write (1/2) and an x with a line above, and tell which fonts for mathematics that fetches.
FORMULA = """async () => {
  const make = (tag, ...children) => {
    const made = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
    made.append(...children);
    return made;
  };
  const brackets = ["(", ")"].map((text) => make("mo", text));
  brackets.forEach((bracket) => bracket.setAttribute("stretchy", "true"));
  const half = make("mfrac", make("mn", "1"), make("mn", "2"));
  const formula = make("math", make("mrow", brackets[0], half, brackets[1], make("mover", make("mi", "x"), make("mo", "¯"))));
  document.querySelector("h1").append(formula);
  formula.scrollIntoView();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await document.fonts.ready;
  return performance.getEntriesByType("resource").map(({ name }) => name.split("/").pop()).filter((name) => /^math-/.test(name));
}"""


def test_brackets_and_accents_of_a_formula_need_only_the_small_font(visit):
    """The whole font has 400 kB. Engines look in it for the parts of tall brackets, unless the small one has them."""
    assert visit("en/about/").evaluate(FORMULA) == ["math-400-everyday.woff2"]


@both_languages
def test_search_results_can_be_seen(visit, language):
    page = visit(GUIDES[language])
    page.press("/")
    search(page, language)
    assert page.height(".search__results") > 300
    assert page.height(".search__results a") > 30
    page.press("ArrowDown")
    page.wait("() => document.activeElement.matches('.search__results a')")
    page.press("Escape")
    page.wait("() => !document.querySelector('dialog[data-search]').open")


def search(page, language):
    page.wait_for("dialog[data-search] input[type=search]")
    page.write("dialog[data-search] input[type=search]", QUERIES[language])
    page.wait_for("dialog[data-search] ol a mark")


@both_languages
def test_a_link_shows_what_another_reader_saw(guides, language):
    # First of those that need Python, because they go on with the one that is started here.
    page = guides.open(language)
    query = f"attention.sentence={quote(PAIRS[language][1])}&attention.temperature=2&attention.code=hacked"
    page.goto(f"{guides.host.address}{GUIDES[language]}?{query}")
    start(page, "attention")
    assert page.texts(ROWS) == PAIRS[language][1].split()
    # The temperature, because it does not change which weight is the largest: the next tests go on here.
    assert page.value(selector("attention", "input[name=temperature]")) == "2"
    assert "hacked" not in page.value(selector("attention", "textarea[name=code]"))


@both_languages
def test_another_last_word_moves_the_attention_to_another_noun(live_guide, language):
    page = live_guide(language)
    most = """(sentence) => {
        const demo = document.querySelector("live-demo[name=attention]");
        const table = demo.querySelector("table.heatmap");
        const words = [...table.querySelectorAll("tbody th")].map((head) => head.textContent.trim());
        if (words.at(-1) !== sentence.split(" ").at(-1)) return null;
        const chosen = demo.querySelector("input[name=word]:checked").value;
        const cells = [...table.tBodies[0].rows[chosen].querySelectorAll("[data-weight]")];
        const [first] = cells.sort((a, b) => Number(b.dataset.weight) - Number(a.dataset.weight));
        return table.tHead.rows[0].cells[first.cellIndex].textContent.trim();
    }"""
    seen = []
    for sentence in PAIRS[language]:
        page.click(selector("attention", f"button[name=sentence][value='{sentence}']"))
        seen.append(page.wait(most, sentence))
    assert seen == {"ar": ["البنت", "العربية"], "en": ["dog", "meat"]}[language]
    page.click(selector("attention", ".words label"))
    page.wait("() => getComputedStyle(document.querySelector('.attention')).getPropertyValue('--row') === '1'")
    page.click(SENTENCE)
    page.wait("() => getComputedStyle(document.querySelector('.attention')).getPropertyValue('--row') === '1'")


@both_languages
def test_the_computation_is_shown_step_by_step(live_guide, language):
    page = live_guide(language)
    inside = selector("attention", "details.inside")
    page.click(f"{inside} > summary")
    percentages = [float(text.rstrip("%")) for text in page.texts(f"{inside} table.sums .weight")]
    assert len(percentages) == len(page.texts(ROWS))
    # Each is rounded to one decimal.
    assert abs(sum(percentages) - 100) <= 0.05 * len(percentages) + 0.001
    page.click(f"{inside} details.vector > summary")
    assert page.height(f"{inside} details.vector > code") > 0
    page.click(f"{inside} > summary")


@both_languages
def test_a_sentence_of_the_readers_own_is_answered_while_the_model_learns(live_guide, language):
    page = live_guide(language)
    press_train(page, "start")
    learned = "(least) => document.querySelector('live-demo[name=attention] [data-part=stage] progress')?.value > least"
    page.wait(learned, 3)
    page.focus(SENTENCE)
    page.evaluate("(field) => document.querySelector(field).select()", SENTENCE)
    page.type({"ar": "القطة نامت", "en": "The cat slept"}[language])
    page.wait("([rows, count]) => document.querySelectorAll(rows).length === count", [ROWS, {"ar": 2, "en": 3}[language]])
    page.wait(learned, 6)
    press_train(page, "pause")
    press_train(page, "reset")
    page.wait_for(selector("attention", "button[name=train][value=start]"))


def press_train(page, value):
    """Press a button of the training by keyboard: the picture changes its height, so a press of the mouse may begin on the button and end beside it."""
    page.focus(selector("attention", f"button[name=train][value={value}]"))
    page.press("Enter")


@both_languages
def test_the_chatbot_answers_by_its_rules_and_by_the_readers(live_guide, language):
    page = live_guide(language)
    assert is_arabic(say(page, MESSAGES[language])) == (language == "ar")
    assert re.search(r"\d", page.texts(selector("chatbot", "ol.transcript > li summary"))[-1]), "it names the line of its rule"
    page.write(open_editor(page, "chatbot", "rules"), RULES)
    page.click(selector("chatbot", ".rules button[type=submit]"))
    page.wait_for(selector("chatbot", ".verdict"))
    assert say(page, "pizza") == "Pizza? At this hour?"


@both_languages
def test_a_mistake_in_a_cell_is_shown_at_its_line(live_guide, language):
    page = live_guide(language)
    run_cell(page, 0, "a = 5\nprint('<b>', a)\n1/0")
    page.wait_for(cell(0, ".output"), "<b> 5")
    assert is_arabic(page.wait_for(cell(0, ".wrong p"))) == (language == "ar")
    assert page.wait_for(cell(0, ".error-line")) == "1/0"
    page.click(cell(0, "button[name=reset_code]"))
    page.wait("(wrong) => !document.querySelector(wrong)", cell(0, ".wrong"))


@both_languages
def test_a_cell_draws_awaits_and_asks(live_guide, language):
    page = live_guide(language)
    run_cell(page, 0, "from demos.plot import plot\nimport asyncio\nawait asyncio.sleep(0.01, plot([1, 4, 9]))")
    page.wait_for(cell(0, ".picture svg"), "4")
    run_cell(page, 0, "async def double(n):\n    await asyncio.sleep(0.01)\n    return 2 * n\nasyncio.run(double(int(input('n? '))))")
    page.wait_for(cell(0, ".result > p"))
    page.write(cell(0, "input[name=answer]"), "21")
    page.click(cell(0, ".question button"))
    page.wait_for(cell(0, ".value"), "42")


@both_languages
def test_an_endless_cell_is_stopped_and_computes_no_longer(live_guide, engine, language):
    page = live_guide(language)
    run_cell(page, 0, "6 * 6")
    page.wait_for(cell(0, ".value"), "36")
    before = cpu_seconds(engine.process)
    run_cell(page, 0, "while True: pass")
    page.wait_for(cell(0, "button[data-action=stop]"))
    thread = None
    while thread is None:
        page.evaluate(A_MOMENT)
        spent = {found: seconds - before.get(found, 0) for found, seconds in cpu_seconds(engine.process).items()}
        # All other threads only draw and wait.
        thread = next((found for found, seconds in spent.items() if seconds > 1), None)
    stopped_at = thread_seconds(thread)
    page.click(cell(0, "button[data-action=stop]"))
    while (seconds := thread_seconds(thread)) is not None:
        assert seconds - stopped_at < MOST_AFTER_STOP
        page.evaluate(A_MOMENT)
    run_cell(page, 0, "6 * 7")
    page.wait_for(cell(0, ".value"), "42")
    assert say(page, MESSAGES[language])


@both_languages
def test_a_shape_is_drawn_forged_and_saved(guides, language):
    page = guides.live(language, "pictures")
    plane, told = (selector("pictures", part) for part in ("svg[data-draw]", "figcaption"))
    page.click(selector("pictures", "button[name=clear]"))
    page.wait("(selector) => document.querySelector(selector).ariaPressed === 'true'", selector("pictures", "button[name=clear]"))
    page.wait(REACH, plane)
    x, y, width, height = page.evaluate(BOX, plane)
    page.drag(*((round(x + width * across), round(y + height * down)) for across, down in ((0.3, 0.3), (0.3, 0.7), (0.7, 0.7), (0.7, 0.3))))
    page.click(selector("pictures", "button[name=round]"))
    page.wait_for(told, "0%")
    page.focus(plane)
    for key in ("ArrowDown", "Enter"):
        page.press(key)
    page.wait("(selector) => document.querySelector(selector) !== null", selector("pictures", "svg[data-draw] .cursor"))
    page.evaluate(KEEP_DOWNLOADS)
    for kind, mime in (("svg", "image/svg+xml"), ("png", "image/png")):
        page.click(selector("pictures", f"[data-save-picture={kind}]"))
        assert page.wait(LOOK_OF_DOWNLOAD, mime) >= 3, "as many colours: paper, shape and text"


@both_languages
def test_the_tour_points_at_each_part_and_gives_the_focus_back(guides, language):
    page = guides.open(language)
    button = "live-demo[name=attention] button[data-action=tour]"
    page.focus(button)
    page.press("Enter")
    panel = page.wait_for("live-demo[name=attention] > .tour")
    for _ in range(5):
        page.press("Enter")  # "Next" has the focus
        panel = page.wait("(selector, before) => { const now = document.querySelector(selector).textContent.trim(); return now !== before && now; }", "live-demo[name=attention] > .tour", panel)
        assert is_arabic(panel) == (language == "ar")
    page.press("Escape")
    page.wait("(button) => !document.querySelector('.tour') && document.activeElement === document.querySelector(button)", button)


@both_languages
def test_a_cell_of_the_readers_own_completes_names_is_kept_and_is_put_back(guides, language):
    page = guides.live(language)
    number_cells(page)
    page.click(cell(0, "[data-cell=add]"))
    own = "live-demo[data-own]"
    page.wait_for(f"{own} .code-editor textarea")
    page.write(f"{own} .code-editor textarea", "cat_weight = 6 * 7")
    page.press("Control+Enter")
    page.wait("(own) => document.querySelector(own).dataset.status === 'live' && document.querySelector(`${own} [data-part=stage]`).ariaBusy === 'false'", own)
    page.write(f"{own} .code-editor textarea", "cat_w")
    page.press("Tab")
    page.wait_for_value(f"{own} textarea[name=code]", "cat_weight")
    page.press("Control+Enter")
    page.wait_for(f"{own} .value", "42")
    page.click(f"{own} [data-cell=remove]")
    page.wait_for(".removed-cell button")
    page.press("Enter")
    page.wait_for_value(f"{own} textarea[name=code]", "cat_weight")
    page.reload()
    page.wait_for_value(f"{own} textarea[name=code]", "cat_weight")
    page.click(f"{own} [data-cell=remove]")
    page.wait_for(".removed-cell button")
    number_cells(page)
