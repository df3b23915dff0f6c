"""What a live cell shows of values, and how it waits, in a reader's browser."""

import pytest
from playwright.sync_api import expect

from tests.support import cases
from tests.support.live_demos import GUIDES, PATIENCE, SECOND_GUIDES, both_languages, is_arabic, write_cell

HOSTILE = """class Hostile:
    def _repr_html_(self):
        return '''<p onclick="alert(1)" class="md-header" style="position: fixed">shown</p><script>alert(2)</script>
<img src="//evil.example/x.png" onerror="alert(3)"><a href="javascript:alert(4)">link</a><link rel="stylesheet" href="//evil.example/x.css">
<svg viewBox="0 0 9 9" onload="alert(5)"><image href="//evil.example/y.png"/><circle r="4" fill="url(//evil.example/z.svg#a)"/></svg></div></div></div>'''

Hostile()"""


@pytest.fixture(scope="module")
def guides(lasting_visits):
    """{language: a guide}, in which Python goes on from test to test."""
    return {language: lasting_visits.open(GUIDES[language]) for language in GUIDES}


@pytest.fixture
def run(guides, lasting_visits):
    """run(language) returns a guide, and what runs a code in its first cell."""

    def opened(language):
        page = guides[language]
        found = page.locator("live-demo[name=cell]:not(:has(.exercise))").first

        def run_code(code):
            write_cell(page, found, code)
            page.keyboard.press("Control+Enter")
            return found

        return page, run_code

    yield opened
    lasting_visits.check()


def test_a_value_is_shown_as_the_html_that_it_gives_but_only_what_is_harmless(run):
    page, run_code = run("en")
    picture = run_code(HOSTILE).locator(".picture")
    expect(picture.locator("p")).to_have_text("shown", timeout=PATIENCE)
    assert picture.evaluate("element => element.querySelectorAll('script, img, a, link, image, [onclick], [onload], [style], [class], [fill]').length") == 0
    assert picture.locator("svg[role=img] circle").count() == 1
    assert not [url for url in page.requested if "evil.example" in url]


@both_languages
def test_a_chart_is_the_one_that_the_build_has_drawn(visit, language):
    page = visit(SECOND_GUIDES[language])
    found = page.locator("live-demo[name=cell]:has(.picture)").first
    svg = found.locator(".picture svg")
    built = svg.inner_html()
    assert is_arabic(svg.get_attribute("aria-label")) == (language == "ar")
    assert svg.bounding_box()["width"] > 250
    found.locator("button[type=submit]").click()
    expect(found).to_have_attribute("data-status", "live", timeout=PATIENCE)
    expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    cases.assert_same({"html": svg.inner_html()}, {"html": built})


def test_a_list_of_rows_is_a_table(run):
    _, run_code = run("en")
    found = run_code("[{'word': 'cat', 'times': 3}] * 40")
    table = found.locator(".rows table")
    expect(table.locator("thead th")).to_have_text(["word", "times"], timeout=PATIENCE)
    expect(table.locator("tbody tr")).to_have_count(30)
    expect(found.locator(".result > p")).to_contain_text("30 of 40 rows")


def test_a_cell_awaits_and_runs_asyncio(run):
    _, run_code = run("en")
    program = "import asyncio\nasync def one(n):\n    await asyncio.sleep(n / 100)\n    print('after', n)\n    return n\n"
    found = run_code(program + "await asyncio.gather(one(2), one(1))")
    expect(found.locator(".value")).to_have_text("[2, 1]", timeout=PATIENCE)
    expect(found.locator(".output")).to_have_text("after 1\nafter 2")
    run_code(program + "asyncio.run(one(3))")
    expect(found.locator(".value")).to_have_text("3")
    run_code("await asyncio.Future()")
    expect(found.locator(".wrong")).to_contain_text("waits for something that never comes")


@both_languages
def test_a_cell_that_asks_gets_its_answers_from_the_reader(run, language):
    page, run_code = run(language)
    found = run_code("name = input('name? ')\nage = int(input())\nprint(name, age + 1)")
    field = found.get_by_label("name?")
    expect(field).to_be_visible(timeout=PATIENCE)
    note = found.locator(".result > p")
    assert is_arabic(note.inner_text()) == (language == "ar")
    field.focus()
    page.keyboard.insert_text("سلمى")
    page.keyboard.press("Enter")
    second = found.locator("input[name=answer]")
    expect(found.locator(".output")).to_have_text("name? سلمى")
    expect(second).to_be_focused()
    expect(second).to_have_value("")
    page.keyboard.insert_text("9")
    found.locator(".question button").click()
    expect(found.locator(".output")).to_contain_text("سلمى 10")
    expect(second).to_have_count(0)
