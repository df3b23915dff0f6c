"""An exercise in a reader's browser: her code is tested, hints are there, and the solution opens when she has earned it."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.live_demos import (
    PATIENCE,
    SECOND_GUIDES,
    both_languages,
    expect_live,
    python_workers,
    runtime_requests,
    write_cell,
)

WORDS = {
    "ar": {"solved": "حلّيته!", "not_solved": "لسه.", "mean": "ده مجموع، مش متوسط", "left": "فاضل لك محاولات: 2", "above": "الخانات اللي فوق مكانتش اتشغّلت"},
    "en": {"solved": "Solved!", "not_solved": "Not yet.", "mean": "This is a sum, not a mean", "left": "Tries left: 2", "above": "The cells above had not run yet"},
}
RIGHT = "def loss(p):\n    return -np.mean(np.log(p))"
A_SUM = "def loss(p):\n    return -np.sum(np.log(p))"


def exercise(page, number=0):
    return page.locator("live-demo:has(.exercise)").nth(number)


@pytest.fixture(scope="module")
def guide(lasting_visits):
    """A guide in which Python goes on from test to test."""
    return lasting_visits.open(SECOND_GUIDES["en"])


@pytest.fixture
def unsolved(guide, lasting_visits):
    """A guide whose exercise is as it was built."""
    found = exercise(guide)
    if found.get_attribute("data-status") == "live":
        found.locator("button[name=reset_code]").click()
        expect(found.locator("textarea[name=code]")).to_have_value(re.compile("return 0"))
        expect(found.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false")
        expect(found.locator(".verdict, .wrong")).to_have_count(0)
    yield guide
    lasting_visits.check()


def submit(found):
    found.locator("button[type=submit]").click()


def verdict(found):
    return found.locator(".verdict")


@both_languages
def test_a_right_answer_is_told_so_and_opens_the_solution(visit, language):
    page = visit(SECOND_GUIDES[language])
    assert runtime_requests(page) == []
    found, words = exercise(page), WORDS[language]
    submit(found)
    expect(verdict(found)).to_have_text(words["not_solved"], timeout=PATIENCE)
    expect(found.locator(".result .above")).to_contain_text(words["above"])
    expect(found.locator(".result pre")).to_have_text("assert round(loss([0.5]), 2) == 0.69")
    expect(found.locator(".locked")).to_contain_text(words["left"])
    write_cell(page, found, A_SUM)
    submit(found)
    expect(found.locator(".result")).to_contain_text(words["mean"])
    expect(found.locator(".tests pre")).to_contain_text("✓")
    write_cell(page, found, RIGHT)
    page.keyboard.press("Control+Enter")
    expect(verdict(found)).to_contain_text(words["solved"])
    expect(found.locator(".result .above")).to_have_count(0)
    found.locator(".help summary").last.click()
    expect(found.locator(".help details").last.locator("pre")).to_contain_text("np.mean")
    assert len(python_workers(page)) == 1


def test_the_solution_opens_after_three_tries_and_reset_forgets_them(unsolved):
    page, found = unsolved, exercise(unsolved)
    for left in (2, 1):
        submit(found)
        expect(found.locator(".locked")).to_contain_text(f"Tries left: {left}", timeout=PATIENCE)
    submit(found)
    expect(found.locator(".locked")).to_have_count(0)
    expect(found.locator(".help summary").last).to_have_text("A solution")
    write_cell(page, found, RIGHT)
    found.locator("button[name=reset_code]").click()
    expect(found.locator(".locked")).to_contain_text("Tries left: 3")
    expect(verdict(found)).to_have_count(0)
    assert "return 0" in found.locator("textarea[name=code]").input_value()


@pytest.mark.parametrize("code, line", [("def loss(p):\n    return nope", "return nope"), ("x = 1\n1 / 0", "1 / 0")])
def test_an_exception_is_shown_with_its_line(unsolved, code, line):
    page, found = unsolved, exercise(unsolved)
    write_cell(page, found, code)
    submit(found)
    expect(found.locator(".wrong")).to_be_visible(timeout=PATIENCE)
    expect(found.locator(".error-line")).to_have_text(line)


def test_an_endless_answer_is_stopped_and_the_page_goes_on(unsolved):
    page, found = unsolved, exercise(unsolved)
    submit(found)
    expect(found.locator(".tests b").first).to_have_text("✗ ", timeout=PATIENCE)
    write_cell(page, found, "def loss(p):\n    while True: pass")
    submit(found)
    expect_live(found)
    found.locator("button[data-action=stop]").click(timeout=PATIENCE)
    expect(found.locator("[data-part=status]")).to_contain_text("Stopped what was running", timeout=PATIENCE)
    for old in (".tests b", ".result"):
        expect(found.locator(old).first).to_be_hidden()
    write_cell(page, found, RIGHT)
    submit(found)
    expect(verdict(found)).to_contain_text("Solved!", timeout=PATIENCE)
    expect(found.locator(".tests b").first).to_be_visible()


def test_an_answer_changes_nothing_for_the_cells(unsolved):
    page, found = unsolved, exercise(unsolved)
    write_cell(page, found, RIGHT + "\nmine = 1")
    submit(found)
    expect(verdict(found)).to_contain_text("Solved!", timeout=PATIENCE)
    cell = page.locator("live-demo[name=cell]:not(:has(.exercise))").first
    write_cell(page, cell, "'mine' in globals()")
    cell.locator("button[type=submit]").click()
    expect(cell.locator(".value")).to_have_text("False", timeout=PATIENCE)


def test_what_was_written_and_solved_is_there_after_a_reload(visit):
    page = visit(SECOND_GUIDES["en"])
    found = exercise(page)
    write_cell(page, found, RIGHT)
    submit(found)
    expect(verdict(found)).to_contain_text("Solved!", timeout=PATIENCE)
    page.reload()
    expect(found.locator("textarea[name=code]")).to_have_value(RIGHT)
    expect(found.locator("[data-part=status]")).to_contain_text("saved on this device only")
    write_cell(page, found, "def loss(p): return 0")
    submit(found)
    expect(verdict(found)).to_have_text("Not yet.", timeout=PATIENCE)
    expect(found.locator(".help summary").last).to_have_text("A solution", timeout=PATIENCE)



@both_languages
def test_without_scripts_the_starter_and_the_solution_are_there_to_read(visit, language):
    page = visit(SECOND_GUIDES[language], java_script_enabled=False)
    found = exercise(page)
    expect(found.locator("textarea")).to_be_visible()
    expect(found.locator(".tests pre")).to_contain_text("0.69")
    fold = found.locator("noscript details")
    expect(fold.locator("pre")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("pre")).to_contain_text("np.mean")
