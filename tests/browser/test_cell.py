"""Live cells in a reader's browser."""

import re

from playwright.sync_api import expect

from tests.support.live_demos import GUIDES, PATIENCE, both_languages, expect_live, is_arabic, runtime_requests, write_cell


def cell(page, number):
    return page.locator("live-demo[name=cell]").nth(number)


@both_languages
def test_a_cell_runs_what_the_reader_wrote(visit, language):
    page = visit(GUIDES[language])
    assert runtime_requests(page) == []
    found = cell(page, 0)
    write_cell(page, found, "a = 5\nFalse")
    page.keyboard.press("Control+Enter")
    expect(found.locator(".value")).to_have_text("False", timeout=PATIENCE)
    second = cell(page, 1)
    write_cell(page, second, "print('<b>', a)\n1/0")
    second.locator("button[type=submit]").click()
    expect(second.locator(".output")).to_have_text("<b> 5")
    wrong = second.locator(".wrong")
    assert is_arabic(wrong.locator("p").inner_text()) == (language == "ar")
    expect(second.locator(".error-line")).to_have_text("1/0")
    second.locator("button[name=reset_code]").click()
    expect(wrong).to_have_count(0)
    assert "Counter" in second.locator("textarea[name=code]").input_value()
    assert len(page.workers) == 1


def test_an_endless_cell_is_stopped_and_the_page_goes_on(visit):
    page = visit(GUIDES["en"])
    found = cell(page, 0)
    write_cell(page, found, "while True: pass")
    found.locator("button[type=submit]").click()
    expect_live(found)
    found.locator("button[data-action=stop]").click(timeout=PATIENCE)
    expect(found.locator("[data-part=status]")).to_contain_text("Stopped what was running", timeout=PATIENCE)
    assert "while True" in found.locator("textarea[name=code]").input_value()
    write_cell(page, found, "6 * 7")
    found.locator("button[type=submit]").click()
    expect(found.locator(".value")).to_have_text("42", timeout=PATIENCE)


def test_without_scripts_the_cells_and_their_output_are_there_to_read(visit):
    page = visit(GUIDES["en"], java_script_enabled=False)
    expect(cell(page, 2).locator("textarea")).to_have_value(re.compile("175e9"))
    expect(cell(page, 2).locator(".output")).to_contain_text("years")
    expect(cell(page, 2).locator("button[type=submit]")).to_be_hidden()
