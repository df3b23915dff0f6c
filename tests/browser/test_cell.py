"""Live cells in a reader's browser."""

import re

from playwright.sync_api import expect

from tests.support.live_demos import (
    GUIDES,
    PATIENCE,
    SECOND_GUIDES,
    both_languages,
    expect_live,
    is_arabic,
    python_workers,
    runtime_requests,
    unfold_curious,
    write_cell,
)


def cell(page, number=0):
    """Return a plain cell of the page itself; an exercise has tests besides, and readers add cells of their own."""
    return page.locator("live-demo[name=cell]:not(:has(.exercise), [data-own])").nth(number)


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
    assert len(python_workers(page)) == 1


@both_languages
def test_a_cell_whose_cells_above_have_not_run_says_that_they_ran_first(visit, language):
    page = visit(SECOND_GUIDES[language])
    third = cell(page, 2)
    third.locator("button[type=submit]").click()
    note = third.locator(".above")
    expect(note).to_be_visible(timeout=PATIENCE)
    assert is_arabic(note.inner_text()) == (language == "ar")
    third.locator("button[type=submit]").click()
    expect(note).to_have_count(0)
    expect(third.locator(".output")).to_be_visible()


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


def test_stop_while_python_loads_keeps_the_readers_place(visit):
    page = visit(GUIDES["en"])
    page.context.route("**/pyodide.asm.wasm*", lambda route: None)  # never answered
    found = cell(page, 0)
    write_cell(page, found, "6 * 7")
    page.keyboard.press("Control+Enter")
    found.locator("button[data-action=stop]").focus()
    page.keyboard.press("Enter")
    expect(found).to_have_attribute("data-status", "idle")
    expect(found.locator("[data-part=status]")).to_be_focused()


def test_a_far_too_long_text_is_refused_at_once(visit):
    page = visit(GUIDES["en"])
    found = cell(page, 0)
    write_cell(page, found, "1")
    page.keyboard.insert_text("x = 1\n" * 35_000)
    expect(found.locator("[data-part=status]")).to_contain_text("60000")
    expect(found.locator("textarea[name=code]")).to_have_value("1")


def test_what_was_typed_in_any_cell_or_editor_is_there_after_a_reload(visit):
    page = visit(GUIDES["en"])
    write_cell(page, cell(page, 1), "mine = 'second'")
    write_cell(page, cell(page, 2), "mine = 'third'")
    attention = page.locator("live-demo[name=attention]")
    unfold_curious(attention)
    attention.locator("details.code > summary").click()
    editor = attention.locator(".code-editor textarea")
    editor.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("# my core.py")
    page.reload()
    expect(cell(page, 1).locator("textarea[name=code]")).to_have_value("mine = 'second'")
    expect(attention.locator("textarea[name=code]")).to_have_value("# my core.py")
    expect(cell(page, 2).locator("textarea[name=code]")).to_have_value("mine = 'third'")
    # Nor does the first picture of a running Python replace it.
    attention.locator("button[data-action=start]").click()
    expect(attention).to_have_attribute("data-status", "live", timeout=PATIENCE)
    expect(attention.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    expect(attention.locator("textarea[name=code]")).to_have_value("# my core.py")


def test_a_draft_stays_with_its_cell_when_an_author_takes_out_one_above(visit):
    page = visit(GUIDES["en"])
    write_cell(page, cell(page, 1), "mine = 'second'")
    first = re.compile(r'<live-demo[^>]* name="cell".*?</live-demo>', re.S)
    page.route(page.url, lambda route: route.fulfill(response=(found := route.fetch()), body=first.sub("", found.text(), count=1)))
    page.reload()
    expect(cell(page, 0).locator("textarea[name=code]")).to_have_value("mine = 'second'")


def test_without_scripts_the_cells_and_their_output_are_there_to_read(visit):
    page = visit(GUIDES["en"], java_script_enabled=False)
    expect(cell(page, 2).locator("textarea")).to_have_value(re.compile("175e9"))
    expect(cell(page, 2).locator(".output")).to_contain_text("years")
    expect(cell(page, 2).locator("button[type=submit]")).to_be_hidden()
