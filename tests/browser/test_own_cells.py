"""Cells that the reader adds to a page, and names that an editor completes."""

import re
from functools import cache

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import VIEWS, look_in, violations
from tests.browser.test_cell import cell
from tests.support.live_demos import (
    GUIDES,
    PATIENCE,
    SECOND_GUIDES,
    both_languages,
    expect_live,
    is_arabic,
    python_workers,
    write_cell,
)
from tests.support.screens import DESK, PHONE


def own_cells(page):
    return page.locator("live-demo[data-own]")


def add_below(page, found, code):
    """Add a cell below another one, as a reader does, and write code into it."""
    before = own_cells(page).count()
    found.locator("[data-cell=add]").click()
    expect(own_cells(page)).to_have_count(before + 1)
    made = own_cells(page).filter(has=page.locator(".code-editor textarea:focus"))
    expect(made).to_have_count(1)
    page.keyboard.insert_text(code)


def names_of(page):
    """Return the code in all cells, in the page's order; the page's own are "-"."""
    return page.locator("live-demo[name=cell]").evaluate_all(
        "cells => cells.map((one) => one.dataset.own === undefined ? '-' : one.querySelector('textarea[name=code]').value).join(' ').replace(/(- ?)+/g, '- ').trim()"
    )


@pytest.fixture(scope="module")
def pages(lasting_visits):
    """pages(language) returns a guide that is opened once."""
    return cache(lambda language: lasting_visits.open(GUIDES[language]))


@pytest.fixture
def guide(pages, lasting_visits):
    """guide(language) returns a guide without cells of a reader, in which Python goes on from test to test."""

    def opened(language):
        page = pages(language)
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")
        for _ in range(own_cells(page).count()):
            own_cells(page).first.locator("[data-cell=remove]").click()
        return page

    yield opened
    lasting_visits.check()


@both_languages
def test_an_own_cell_sees_the_pages_names_and_needs_python_only_to_run(visit, language):
    page = visit(GUIDES[language])
    write_cell(page, cell(page, 1), "np.me")
    page.keyboard.press("Tab")
    expect(cell(page, 1).locator("button[type=submit]")).to_be_focused()  # without Python nothing is completed
    add_below(page, cell(page), "weights.shape")
    assert python_workers(page) == []
    own = own_cells(page)
    page.keyboard.press("Control+Enter")
    expect(own.locator(".value")).to_have_text("(3, 3)", timeout=PATIENCE)
    assert is_arabic(own.locator(".above").inner_text()) == (language == "ar")
    write_cell(page, own, "\nprint(weights.sum())\n1/0")
    own.locator("button[type=submit]").click()
    expect(own.locator(".output")).to_have_text(re.compile(r"3\.0|2\.9"))
    expect(own.locator(".error-line")).to_have_text("1/0")
    assert is_arabic(own.locator(".wrong p").inner_text()) == (language == "ar")
    assert is_arabic(own.locator(".code-editor textarea").get_attribute("aria-label")) == (language == "ar")
    write_cell(page, own, "input('?') * 2")
    own.locator("button[type=submit]").click()
    own.locator("input[name=answer]").fill("ab")
    page.keyboard.press("Enter")
    expect(own.locator(".value")).to_have_text("'abab'")


def test_what_an_own_cell_defines_is_there_for_the_pages_cells_and_stop_ends_it(guide):
    page = guide("en")
    add_below(page, cell(page), "mine = 42")
    page.keyboard.press("Control+Enter")
    own = own_cells(page)
    expect_live(own)
    write_cell(page, cell(page, 1), "mine + 1")
    page.keyboard.press("Control+Enter")
    expect(cell(page, 1).locator(".value")).to_have_text("43", timeout=PATIENCE)
    write_cell(page, own, "while True: pass")
    page.keyboard.press("Control+Enter")
    own.locator("button[data-action=stop]").click(timeout=PATIENCE)
    expect(own.locator("[data-part=status]")).to_contain_text("Stopped what was running", timeout=PATIENCE)
    expect(own.locator("textarea[name=code]")).to_have_value("while True: pass")


@both_languages
def test_own_cells_stay_on_the_device_until_they_are_removed(visit, language):
    page = visit(SECOND_GUIDES[language])
    write_cell(page, cell(page, 1), "of_the_page")
    add_below(page, cell(page, 0), "first")
    add_below(page, own_cells(page).first, "third")
    add_below(page, own_cells(page).first, "second")
    add_below(page, cell(page, 2), "last")
    assert names_of(page) == "- first second third - last -" or names_of(page) == "- first second third - last"
    page.reload()
    expect(own_cells(page)).to_have_count(4)
    assert names_of(page).startswith("- first second third - last")
    expect(cell(page, 1).locator("textarea[name=code]")).to_have_value("of_the_page")
    # What was run is not lost either, although the page's first picture of it is its own code.
    last = own_cells(page).last
    write_cell(page, last, "kept = 1")
    page.keyboard.press("Control+Enter")
    expect_live(last)
    own_cells(page).nth(1).locator("[data-cell=remove]").click()
    expect(own_cells(page)).to_have_count(3)
    page.reload()
    expect(own_cells(page)).to_have_count(3)
    assert names_of(page).startswith("- first third - kept = 1")
    for left in (2, 1, 0):
        own_cells(page).first.locator("[data-cell=remove]").click()
        expect(own_cells(page)).to_have_count(left)
    page.reload()
    expect(cell(page, 1).locator("textarea[name=code]")).to_have_value("of_the_page")
    expect(own_cells(page)).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => /own/.test(key))") == []


@both_languages
def test_a_removed_cell_is_put_back_with_its_code(visit, language):
    page = visit(SECOND_GUIDES[language])
    for code in ("last", "mine = 1"):
        add_below(page, cell(page), code)
    own_cells(page).first.locator("[data-cell=remove]").click()
    back = page.locator(".removed-cell button")
    expect(own_cells(page)).to_have_count(1)
    expect(back).to_be_focused()
    assert is_arabic(back.inner_text()) == (language == "ar")
    page.keyboard.press("Enter")
    expect(back).to_have_count(0)
    expect(own_cells(page).first.locator(".code-editor textarea")).to_be_focused()
    assert names_of(page).startswith("- mine = 1 last -")
    page.reload()
    expect(own_cells(page)).to_have_count(2)
    assert names_of(page).startswith("- mine = 1 last -")


def test_cells_that_two_tabs_have_added_are_all_there_at_the_next_visit(visit):
    tabs = [visit(GUIDES["en"])]
    tabs.append(tabs[0].context.new_page())
    tabs[1].goto(tabs[0].url)
    for number, tab in enumerate(tabs):
        add_below(tab, cell(tab), f"tab_{number}")
    for tab in tabs:
        tab.reload()
    expect(own_cells(tabs[1])).to_have_count(2)
    assert sorted(names_of(tabs[1]).split()[1:3]) == ["tab_0", "tab_1"]
    own_cells(tabs[1]).first.locator("[data-cell=remove]").click()
    expect(own_cells(tabs[1])).to_have_count(1)
    tabs[1].reload()
    expect(own_cells(tabs[1])).to_have_count(1)


def test_what_is_stored_is_not_trusted(visit):
    page = visit(GUIDES["en"])
    for stored in ("<", "null", '[1, ["x"], [0], [0, 5], {}]', '[[99, "own-a"]]'):
        page.evaluate("stored => { sessionStorage.clear(); localStorage.setItem(`own-cells ${location.pathname}`, stored); }", stored)
        page.reload()
        expect(cell(page)).to_have_attribute("data-ready", "")
    expect(own_cells(page)).to_have_count(1)  # below the last cell


@both_languages
def test_tab_completes_a_name_and_leaves_the_editor_where_there_is_none(guide, language):
    page = guide(language)
    found = cell(page)
    editor = found.locator(".code-editor textarea")
    run = found.locator("button[type=submit]")
    write_cell(page, found, "cat_weight = cat_name = 1")
    page.keyboard.press("Control+Enter")
    expect_live(found)
    expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false", timeout=PATIENCE)
    write_cell(page, found, "cat")
    page.keyboard.press("Tab")
    names = found.get_by_role("option")
    expect(names).to_have_text(["cat_name", "cat_weight"], timeout=PATIENCE)
    expect(editor).to_be_focused()
    expect(names.first).to_have_attribute("aria-selected", "true")
    assert is_arabic(found.get_by_role("listbox").get_attribute("aria-label")) == (language == "ar")
    assert is_arabic(found.locator(".keys").inner_text()) == (language == "ar")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent") == "cat_weight"
    page.keyboard.press("Enter")
    expect(found.locator("textarea[name=code]")).to_have_value("cat_weight")
    expect(found.get_by_role("listbox")).to_have_count(0)
    # A single name is put in at once, and typing shortens the list.
    write_cell(page, found, "cat_w")
    page.keyboard.press("Tab")
    expect(found.locator("textarea[name=code]")).to_have_value("cat_weight")
    write_cell(page, found, "cat")
    page.keyboard.press("Tab")
    expect(names).to_have_count(2)
    page.keyboard.type("_n")
    expect(names).to_have_text(["cat_name"])
    page.keyboard.press("Escape")
    expect(found.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(run).to_be_focused()  # the reader has closed the list
    for code in ("nothing_of_this_name", "1 + ", "f(1)."):
        write_cell(page, found, code)
        page.keyboard.press("Tab")
        expect(run).to_be_focused()
    write_cell(page, found, "cat")
    page.keyboard.press("Shift+Tab")
    expect(editor).not_to_be_focused()


@both_languages
def test_a_tap_completes_a_name_on_a_phone(visit, language):
    page = visit(GUIDES[language], viewport=PHONE, has_touch=True)
    found = cell(page)
    complete = found.locator("[data-complete]")
    write_cell(page, found, "cat_weight = cat_name = 1")
    expect(complete).to_be_hidden()
    found.locator("button[type=submit]").tap()
    expect_live(found)
    write_cell(page, found, "1 + cat")
    complete.tap()
    expect(found.get_by_role("option")).to_have_count(2, timeout=PATIENCE)
    expect(found.locator(".code-editor textarea")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found.get_by_role("option", name="cat_weight").tap()
    expect(found.locator("textarea[name=code]")).to_have_value("1 + cat_weight")
    expect(found.locator(".code-editor textarea")).to_be_focused()


def test_a_property_of_the_reader_that_never_ends_does_not_stop_the_page(guide):
    page = guide("en")
    found = cell(page)
    write_cell(page, found, "class A:\n    @property\n    def p(self):\n        while True: pass\na = A()")
    page.keyboard.press("Control+Enter")
    expect_live(found)
    write_cell(page, found, "a.p.x")
    page.keyboard.press("Tab")
    expect(found.locator("button[type=submit]")).to_be_focused(timeout=PATIENCE)
    write_cell(page, found, "6 * 7")
    page.keyboard.press("Control+Enter")
    expect(found.locator(".value")).to_have_text("42", timeout=PATIENCE)


def test_axe_finds_nothing_in_an_own_cell_with_suggestions(guide):
    page = guide("ar")
    add_below(page, cell(page), "np.mean([1])")
    page.keyboard.press("Control+Enter")
    own = own_cells(page)
    expect(own.locator(".value")).to_be_visible(timeout=PATIENCE)
    write_cell(page, own, "np.me")
    page.keyboard.press("Tab")
    expect(own.get_by_role("listbox")).to_be_visible(timeout=PATIENCE)
    for view in VIEWS:
        look_in(page, view)
        expect(own.get_by_role("listbox")).to_be_visible()
        assert violations(page, {"include": ["live-demo[data-own]"]}) == [], view
