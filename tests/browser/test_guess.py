"""A guess before a demo: the reader answers it, is told whether it is right and why, and can have it forgotten."""

import json

from playwright.sync_api import expect

from tests.support.drawn import draw
from tests.support.live_demos import GUIDES, SECOND_GUIDES, both_languages

SCRIPT = "/guess/guess.js"
EASTERN, PERSIAN = (str.maketrans("0123456789", digits) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"))
WORDS = {
    "ar": {"right": "صح!", "wrong": "لأ، مش كده.", "choose": "اختار إجابة الأول.", "number": "اكتب رقم الأول.", "of": "1 من 7"},
    "en": {"right": "Right!", "wrong": "Not quite.", "choose": "Choose an answer first.", "number": "Write a number first.", "of": "1 of 7"},
}


def guess(page, number):
    return page.locator(".guess-card").nth(number)


def submit(found):
    found.locator("button[type=submit]").click()


def verdict(found):
    return found.locator(".guess__verdict")


def requests_of_the_script(page):
    return [url for url in page.requested if url.endswith(SCRIPT)]


@both_languages
def test_a_choice_is_answered_at_once_with_why(visit, language):
    page = visit(GUIDES[language])
    page.wait_for_load_state("networkidle")
    assert requests_of_the_script(page) == [], "nothing is fetched before a guess is touched"
    found, words = guess(page, 0), WORDS[language]
    submit(found)
    expect(verdict(found)).to_have_text(words["choose"])
    found.locator("label").nth(0).click()
    submit(found)
    expect(verdict(found)).to_have_text(words["wrong"])
    expect(found.locator("details > div")).to_be_visible()
    assert [label.get_attribute("data-mark") for label in found.locator("label").all()] == ["wrong", "right", None]
    found.locator("label").nth(1).click()
    submit(found)
    expect(verdict(found)).to_have_text(words["right"])
    expect(found.locator(".guess__saved")).to_contain_text(words["of"])
    assert len(requests_of_the_script(page)) == 1


@both_languages
def test_a_number_is_right_within_its_tolerance_in_the_digits_of_either_keyboard(visit, language):
    page = visit(SECOND_GUIDES[language])
    found, words = page.locator(".guess-card:has(input[data-tolerance]:not([data-tolerance='0'], [data-most]))").first, WORDS[language]
    field = found.locator("input")
    right, tolerance = (int(field.get_attribute(f"data-{name}")) for name in ("right", "tolerance"))
    least, most = str(right - tolerance), str(right + tolerance).translate(EASTERN)
    beyond = str(right + tolerance + 1).translate(PERSIAN)
    almost = f"{right}٫5".translate(EASTERN)
    for typed, said in (("x", "number"), (str(right - 2 * tolerance), "wrong"), (least, "right"), (most, "right"), (beyond, "wrong"), (f"{right}.5", "right"), (almost, "right")):
        field.fill(typed)
        field.press("Enter")
        expect(verdict(found)).to_have_text(words[said])


def test_more_than_the_whole_is_wrong_whatever_the_tolerance(visit):
    page = visit(SECOND_GUIDES["en"])
    field = page.locator("input[data-most='100']")
    found = page.locator(".guess-card", has=field)
    for typed, said in (("104", "Not quite."), ("100", "Right!"), ("101", "Not quite.")):
        field.fill(typed)
        field.press("Enter")
        expect(verdict(found)).to_have_text(said)


def test_the_keyboard_alone_is_enough(visit):
    page = visit(GUIDES["en"])
    found = guess(page, 0)
    found.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    expect(verdict(found)).to_be_empty()
    page.keyboard.press("Enter")
    expect(verdict(found)).to_have_text("Right!")
    page.keyboard.press("Tab")
    expect(found.locator("button[type=submit]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(verdict(found)).to_be_empty()
    expect(found.locator("input").first).to_be_focused()


def test_a_screen_reader_hears_the_verdict_and_knows_the_question(visit):
    page = visit(GUIDES["en"])
    found = guess(page, 0)
    group = found.get_by_role("group", name="Tell it something that no rule speaks of: “The pasta sings opera”. What will it do?")
    group.get_by_role("radio", name="keep quiet").check()
    submit(found)
    expect(found.get_by_role("status")).to_contain_text("Not quite.")


def test_a_guess_is_saved_on_the_device_until_the_reader_has_it_forgotten(visit):
    page = visit(GUIDES["en"])
    for number, choice in ((0, 1), (2, 0)):
        found = guess(page, number)
        found.locator("label").nth(choice).click()
        submit(found)
        expect(verdict(found)).not_to_be_empty()
    page.reload()
    expect(verdict(guess(page, 0))).to_have_text("Right!")
    expect(verdict(guess(page, 2))).to_have_text("Not quite.")
    expect(guess(page, 0).locator(".guess__saved")).to_contain_text("2 of 7")
    expect(guess(page, 0).locator("details > div")).to_be_hidden()
    for number in (0, 2):
        guess(page, number).locator("button[type=button]").click()
        expect(verdict(guess(page, number))).to_be_empty()
    expect(guess(page, 0).locator("input:checked")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('guess ' + location.pathname)") is None
    assert not [url for url in page.requested if "guess " in url]


def test_a_guess_that_has_changed_since_is_not_answered(visit):
    page = visit(GUIDES["en"])
    page.evaluate("localStorage.setItem('guess ' + location.pathname, JSON.stringify({gone: ['1']}))")
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".guess-card[data-verdict]")).to_have_count(0)


def test_where_nothing_can_be_saved_a_guess_is_still_answered(visit):
    page = visit(GUIDES["en"])
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    found = guess(page, 0)
    found.locator("label").nth(1).click()
    submit(found)
    expect(verdict(found)).to_have_text("Right!")


def test_without_its_script_a_guess_unfolds_the_answer(visit):
    page = visit(GUIDES["en"])
    page.expected_errors.append("ERR_FAILED")
    page.route(f"**{SCRIPT}", lambda route: route.abort())
    found = guess(page, 0)
    found.locator("label").nth(1).click()
    submit(found)
    expect(found.locator("details > div")).to_be_visible()


@both_languages
def test_without_scripts_the_answers_are_a_list_and_the_right_one_is_in_a_fold(visit, language):
    page = visit(GUIDES[language], java_script_enabled=False)
    found = guess(page, 0)
    expect(found.locator("input").first).to_be_hidden()
    expect(found.locator("button").first).to_be_hidden()
    expect(found.locator("label").nth(2)).to_be_visible()
    found.locator("summary").click()
    expect(found.locator("details > p")).to_contain_text(found.locator("label").nth(1).inner_text().strip())


FORGED = (
    "<div class=guess-card><form class=guess__form><fieldset><label><input type=text value=3></label></fieldset>"
    "<button type=submit>forged</button></form><p class=guess__verdict role=status></p></div>"
)


def test_a_guess_that_a_demo_draws_is_neither_answered_nor_counted_nor_saved(visit):
    page = visit(GUIDES["en"])
    guess(page, 0).locator("label").nth(0).click()
    submit(guess(page, 0))
    forged = draw(page, FORGED).locator(".guess-card")
    submit(forged)
    submit(guess(page, 0))
    expect(guess(page, 0).locator(".guess__saved")).to_contain_text(WORDS["en"]["of"])
    expect(verdict(forged)).to_be_empty()
    assert len(json.loads(page.evaluate("localStorage.getItem(`guess ${location.pathname}`)"))) == 1
