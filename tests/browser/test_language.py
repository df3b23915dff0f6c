"""The language demo in a browser: it trains while the reader watches. How long that takes: tests/bench/lessons.py."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import LESSONS, PATIENCE, SECOND_GUIDES, both_languages, runtime_requests, start_lesson
from tests.support.screens import PHONE


def wait_until_trained(demo):
    expect(demo.locator("[data-tick]")).to_have_count(0, timeout=PATIENCE)


@both_languages
def test_each_lesson_trains_while_the_reader_watches(page_to_train, language):
    page = page_to_train(SECOND_GUIDES[language], viewport=PHONE)
    for lesson in LESSONS:
        demo = start_lesson(page, lesson)
        page.evaluate(
            """demo => {
                const progress = () => demo.querySelector(".lesson progress").value;
                window.drawn = 0;
                let last = progress();
                new MutationObserver(() => { if (progress() !== last) { last = progress(); window.drawn += 1; } })
                    .observe(demo, { subtree: true, childList: true, attributes: true });
            }""",
            demo.element_handle(),
        )
        demo.locator("button[name=train][value=start]").click()
        expect(demo.locator("[data-tick]")).to_be_attached()
        wait_until_trained(demo)
        assert page.evaluate("window.drawn") >= 30, lesson
        assert demo.bounding_box()["height"] <= 760, "with its folds closed, a lesson is one screen of a phone"
        if lesson == "names":
            assert float(demo.locator(".chart .held_out b").first.inner_text()) <= 2.55


# What the bar shows while Python computes nothing, and while it computes; where the picture below it begins each time.
TOPS = """demo => {
    const strings = JSON.parse(demo.dataset.data ?? demo.querySelector(":scope > script[type='application/json']").textContent).strings;
    const [start, stop] = ["start", "stop"].map((name) => demo.querySelector(`[data-action=${name}]`));
    demo.dataset.status = "live";
    start.hidden = true;
    return ["live", "busy"].map((key) => {
        stop.hidden = key === "live";
        demo.querySelector("[data-part=status]").textContent = strings[key];
        return demo.querySelector("[data-part=stage]").getBoundingClientRect().top;
    });
}"""


@both_languages
def test_on_a_phone_the_stop_button_moves_nothing_and_no_name_is_cut(visit, language):
    page = visit({"ar": "", "en": "en/"}[language] + "demos/language-names/", viewport=PHONE)
    page.evaluate("document.fonts.ready")
    tops = page.locator("live-demo").evaluate(TOPS)
    assert tops[0] == pytest.approx(tops[1], abs=0.5), "less than a pixel is not seen"
    name = page.locator(".shown bdi").first
    name.evaluate("(name, text) => { name.textContent = text; }", {"ar": "عبدالرحمنين", "en": "Menistiannen"}[language])
    assert name.evaluate("name => name.scrollWidth <= name.clientWidth")


@both_languages
def test_the_page_answers_while_names_are_learnt(page_to_train, language):
    page = page_to_train(SECOND_GUIDES[language])
    demo = start_lesson(page, "names")
    demo.locator("button[name=train][value=start]").click()
    demo.locator("input[name=beginning]").fill({"ar": "مر", "en": "mar"}[language])
    demo.locator("button[name=train][value=pause]").click()
    expect(demo.locator("button[name=train][value=resume]")).to_be_visible()
    expect(demo.locator("button[name=letter]").first).to_be_visible()
    step = demo.locator(".lesson progress").get_attribute("value")
    demo.locator("button[name=train][value=resume]").click()
    expect(demo.locator(".lesson progress")).not_to_have_attribute("value", step)
    demo.locator("button[name=go]").click()
    expect(demo.locator(".next strong")).to_be_visible()
    # Nothing is left to train, if it goes on, while the next tests run.
    demo.locator("button[name=train][value=pause]").evaluate_all("buttons => buttons.forEach((button) => button.click())")


def test_a_missing_capital_is_taught(page_to_train):
    page = page_to_train(SECOND_GUIDES["en"])
    demo = start_lesson(page, "capitals")
    demo.locator("select[name=country]").select_option("Poland")
    expect(demo.locator(".next")).to_contain_text("Warsaw")
    expect(demo.locator("input[name=about]")).to_have_value("Poland")
    demo.locator("input[name=teach]").fill("Warsaw")
    demo.locator("input[name=teach]").press("Enter")
    expect(demo.locator("[data-tick]")).to_be_attached(timeout=PATIENCE)
    wait_until_trained(demo)
    expect(demo.locator(".bars .row bdi").first).to_have_text("Warsaw")


def test_a_list_of_the_reader_is_learnt_and_its_html_is_text(visit_to_train):
    page = visit_to_train(SECOND_GUIDES["en"])
    demo = start_lesson(page, "names")
    demo.locator("details.own > summary").click()
    area = demo.locator("textarea[name=names]")
    area.fill("one\ntwo")
    demo.locator(".own button[type=submit]").click()
    expect(demo.locator(".own .notice")).to_contain_text("in this list: 2.")
    expect(area).to_have_value("one\ntwo")
    area.fill("\n".join(f"<img src=x onerror=hacked=1>{n}" for n in range(25)))
    demo.locator(".own button[type=submit]").click()
    expect(demo.locator(".own .notice")).to_contain_text("25 names")
    wait_until_trained(demo)
    assert demo.locator("[data-part=stage] img").count() == 0 and page.evaluate("window.hacked") is None


@both_languages
def test_a_question_is_shared_by_link_with_its_own_lesson_only(page_to_train, visit, language):
    page = page_to_train(SECOND_GUIDES[language])
    capitals = start_lesson(page, "capitals")
    capitals.locator("select[name=country]").select_option(index=3)
    link = capitals.locator("a[data-share]")
    asked = capitals.locator("select[name=country]").input_value()
    expect(link).to_have_attribute("href", f"?language.country={quote(asked)}")
    other = visit(SECOND_GUIDES[language] + link.get_attribute("href") + "&language.train=start")
    assert runtime_requests(other) == [], "a link is no Start"
    said = {lesson: other.locator(f"live-demo:has(.language.{lesson}) [data-part=status]").inner_text() for lesson in LESSONS}
    begins = "اللينك ده فيه" if language == "ar" else "This link holds"
    assert [lesson for lesson in LESSONS if said[lesson].startswith(begins)] == ["capitals"]
    found = start_lesson(other, "capitals")
    expect(found.locator("select[name=country]")).to_have_value(asked)
    expect(found.locator("[data-tick]")).to_have_count(0)
