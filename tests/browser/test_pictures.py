"""The pictures demo in a browser: a reader draws by pointer and by keyboard, trains, watches, and saves what she sees."""

import itertools
import math
import re
import xml.etree.ElementTree as ElementTree

from playwright.sync_api import expect

from tests.support.live_demos import GUIDES, PATIENCE, PICTURES, both_languages, expect_live, replace_code, start_once
from tests.support.screens import PHONE

PARTS = {"letters": 0, "points": 1, "gan": 2}


def start_part(page, part):
    """Return a part that is live."""
    return start_once(page.locator("live-demo[name=pictures]").nth(PARTS[part]))


def train(demo):
    demo.locator("button[name=train][value=start]").click()
    expect_trained(demo)


def expect_trained(demo):
    """Wait for a training that has been asked for, from its first round to its last."""
    expect(demo.locator("[data-tick]")).to_be_attached(timeout=PATIENCE)
    expect(demo.locator("[data-tick]")).to_have_count(0, timeout=2 * PATIENCE)


def shares(demo):
    """Return the shares in what the picture's caption says."""
    return [float(word.strip("%٪.,;،؛")) / 100 for word in demo.locator("figcaption").inner_text().split() if "%" in word or "٪" in word]


def draw_circle(page, demo):
    """Draw a circle around the middle of the picture, as with a mouse."""
    picture = demo.locator("svg[data-draw]")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    x, y, radius = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box["width"] / 4
    page.mouse.move(x + radius, y)
    page.mouse.down()
    for step in range(1, 41):
        page.mouse.move(x + radius * math.cos(step * math.pi / 20), y + radius * math.sin(step * math.pi / 20))
    page.mouse.up()


@both_languages
def test_each_part_is_one_screen_of_a_phone(page_to_train, language):
    page = page_to_train(PICTURES[language], viewport=PHONE)
    for part in PARTS:
        assert start_part(page, part).bounding_box()["height"] <= 760, part


def test_a_long_stroke_is_kept_to_its_end(page_to_train):
    page = page_to_train(PICTURES["en"])
    demo = start_part(page, "points")
    demo.locator("button[name=clear]").click()
    expect(demo.locator("button[name=clear]")).to_have_attribute("aria-pressed", "true")
    demo.locator("svg[data-draw]").evaluate(
        """svg => {
            const { left, top, width } = svg.getBoundingClientRect();
            const send = (type, n) => svg.dispatchEvent(new PointerEvent(type, { clientX: left + width * (0.1 + 0.8 * n / 50000), clientY: top + width / 2, isPrimary: true, bubbles: true }));
            svg.setPointerCapture = () => {};
            PointerEvent.prototype.getCoalescedEvents = undefined; // made by a script, an event has none
            send("pointerdown", 0);
            for (let n = 1; n < 50000; n++) send("pointermove", n);
            send("pointerup", 50000);
        }"""
    )
    expect(demo.locator(".notice").first).to_contain_text("a great many points")
    assert demo.locator("svg[data-draw] .shape").evaluate("shape => shape.getBBox().width") > 150, "of 160"


@both_languages
def test_points_walk_into_what_the_reader_draws(page_to_train, language):
    page = page_to_train(PICTURES[language])
    demo = start_part(page, "points")
    demo.locator("button[name=clear]").click()
    expect(demo.locator("button[name=clear]")).to_have_attribute("aria-pressed", "true")
    draw_circle(page, demo)
    expect(demo.locator("button[name=train][value=start]")).to_be_visible()
    train(demo)
    [share] = shares(demo)
    assert share >= 0.8


def test_a_demo_is_live_only_when_the_reader_can_draw(visit):
    page = visit(GUIDES["en"])
    held = []
    page.context.route("**/pictures.js", lambda route: held.append(route))
    pictures, chatbot = (page.locator(f"live-demo[name={name}]").first for name in ("pictures", "chatbot"))
    pictures.locator("button[data-action=start]").click()
    chatbot.locator("button[data-action=start]").click()
    expect_live(chatbot)
    expect(pictures).to_have_attribute("data-status", "loading")
    for route in held:
        route.continue_()
    expect_live(pictures)


def test_a_link_opens_what_was_drawn_in_the_demo_where_it_was_drawn(page_to_train, visit_to_train):
    page = page_to_train(PICTURES["ar"])
    demo = start_part(page, "points")
    demo.locator("button[name=clear]").click()
    expect(demo.locator("button[name=clear]")).to_have_attribute("aria-pressed", "true")
    draw_circle(page, demo)
    link = demo.locator("a[data-share]")
    expect(link).to_have_attribute("href", re.compile(r"^\?pictures\.points=points\.0\.0\.\d"))
    other = visit_to_train(PICTURES["ar"] + link.get_attribute("href"))
    statuses = other.locator("live-demo[name=pictures] [data-part=status]").all_inner_texts()
    assert [at for at, said in enumerate(statuses) if said.startswith("اللينك ده فيه")] == [PARTS["points"]]
    opened = start_part(other, "points")
    expect(opened.locator("button[name=clear]")).to_have_attribute("aria-pressed", "true")
    [share] = shares(opened)
    assert share >= 0.8


def test_forger_and_detective_train_on_a_ready_shape_and_say_what_happens(page_to_train):
    page = page_to_train(PICTURES["en"])
    demo = start_part(page, "gan")
    demo.locator("button[name=shape][value=ring]").click()  # a ready shape is forged at once
    expect_trained(demo)
    covered, on_shape = shares(demo)
    assert covered >= 0.8 and on_shape >= 0.7
    expect(demo.locator(".happens")).to_contain_text("Balance")


def test_an_endless_loop_that_comes_only_with_the_training_is_stopped_once_and_the_picture_stays(visit):
    page = visit(PICTURES["en"])
    demo = start_part(page, "gan")
    # Not at the trial's few points: the code is accepted, and each tick of the training would be endless.
    replace_code(page, demo, "    points = np.concatenate([real, fake]) ", "    while len(real) > 50: pass\n    points = np.concatenate([real, fake]) ")
    expect(demo.locator("[data-tick]")).to_be_attached(timeout=PATIENCE)  # it is a tick that is stopped, not the trial
    demo.locator("button[data-action=stop]").click(timeout=PATIENCE)
    expect(demo.locator("[data-part=status]")).to_contain_text("Stopped what was running", timeout=PATIENCE)
    # A tick that followed would be on its way at the moment at which the bar says so, and busy until the deadline.
    assert demo.locator("[data-part=stage]").get_attribute("aria-busy") == "false"
    expect(demo.locator("svg[data-draw] .dots")).to_have_count(2)
    demo.locator("button[name=reset_code]").click()
    expect(demo.locator("button[name=train][value=pause]")).to_be_visible(timeout=PATIENCE)
    expect(demo.locator(".run progress")).not_to_have_attribute("value", "0", timeout=PATIENCE)
    expect(demo.locator("[data-part=status]")).to_contain_text("Live:")  # and not that the deadline has ended something


def test_the_arrow_keys_place_points(page_to_train):
    page = page_to_train(PICTURES["en"])
    demo = start_part(page, "points")
    demo.locator("button[name=clear]").click()
    picture = demo.locator("svg[data-draw]")
    expect(demo.locator("button[name=clear]")).to_have_attribute("aria-pressed", "true")
    picture.focus()
    for key in ("ArrowLeft", "Enter", "ArrowUp", "ArrowUp", "Enter", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(picture).to_be_focused()
    expect(demo.locator("figcaption")).not_to_contain_text("Draw")
    # Other tests train to the end.
    demo.locator("button[name=train][value=start]").click()
    demo.locator("button[name=train][value=pause]").click(timeout=PATIENCE)
    expect(demo.locator("button[name=train][value=resume]")).to_be_visible()
    assert shares(demo)


def test_the_game_is_played_with_the_keyboard_alone(page_to_train):
    page = page_to_train(PICTURES["ar"])
    demo = page.locator("live-demo[name=pictures]").nth(PARTS["gan"])
    demo.locator("button[data-action=start]").focus()
    page.keyboard.press("Enter")
    expect_live(demo)
    expect(demo.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)

    def tab_to(selector):
        for _ in range(30):
            if demo.locator(f"{selector}:focus").count():
                return demo.locator(selector)
            page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not come to {selector}")

    tab_to("button[name=handicap][value=forger]")
    page.keyboard.press("Enter")
    expect(demo.locator("[data-tick]")).to_be_attached(timeout=PATIENCE)
    expect(demo.locator("button[name=handicap][value=forger]")).to_be_focused()
    tab_to("button[name=train]")
    page.keyboard.press("Enter")
    expect(demo.locator("[data-tick]")).to_have_count(0, timeout=PATIENCE)
    expect(demo.locator("button[name=train][value=resume]")).to_be_focused()
    tab_to("button[name=round]")
    page.keyboard.press("Enter")
    expect(demo.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    expect(demo.locator("button[name=round]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(demo.locator("[data-tick]")).to_be_attached(timeout=PATIENCE)
    expect(demo.locator("button[name=train][value=pause]")).to_be_focused()
    expect(demo.locator("[data-tick]")).to_have_count(0, timeout=2 * PATIENCE)
    expect(demo.locator(".happens")).to_contain_text("متأكد")
    tab_to("button[name=round]")
    for round_ in ("1", "2"):  # after the last round they begin again
        page.keyboard.press("Enter")
        expect(demo.locator(".run progress")).to_have_attribute("value", round_, timeout=PATIENCE)
    expect(demo.locator("button[name=round]")).to_be_focused()


def test_the_picture_is_saved_with_a_line_that_says_what_it_is(page_to_train):
    page = page_to_train(PICTURES["ar"])
    for part in PARTS:
        demo = start_part(page, part)
        if part != "letters":  # a mark of the arrow keys, which only the page needs
            demo.locator("svg[data-draw]").press("ArrowLeft")
            expect(demo.locator("svg[data-draw] .cursor")).to_be_attached()
        caption = demo.locator("figcaption").last.inner_text()
        with page.expect_download() as svg:
            demo.locator("[data-save-picture=svg]").click()
        root = ElementTree.parse(svg.value.path()).getroot()
        texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
        title = demo.locator("figure").get_attribute("aria-label")
        assert texts == [*filter(None, [title]), caption] and len(root) > 2
        assert bool(title) == (part != "letters")
        assert "Enter" not in root.get("aria-label") and 'class="cursor"' not in svg.value.path().read_text("utf-8"), "nobody can draw in a file"
        with page.expect_download() as png:
            demo.locator("[data-save-picture=png]").click()
        data = png.value.path().read_bytes()
        assert data.startswith(b"\x89PNG") and len(data) > 3000 and png.value.suggested_filename == "pictures.png"


def test_readers_who_want_less_motion_see_single_pictures(visit):
    page = visit(PICTURES["en"], reduced_motion="reduce")
    demo = start_part(page, "points")
    page.evaluate(
        """demo => {
            window.drawn = [];
            new MutationObserver(() => window.drawn.push(performance.now())).observe(demo.querySelector("svg[data-draw]"), { subtree: true, childList: true, attributes: true });
        }""",
        demo.element_handle(),
    )
    demo.locator("button[name=walk]").click()
    expect(demo.locator("[data-tick]")).to_be_attached()
    expect(demo.locator("[data-tick]")).to_have_count(0, timeout=PATIENCE)
    drawn = page.evaluate("window.drawn")
    # The first picture comes with the press, and the last one when the walk is done.
    between = [later - earlier for earlier, later in itertools.pairwise(drawn[:-1])]
    assert len(drawn) >= 2 and all(pause >= 900 for pause in between)
