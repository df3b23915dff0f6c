"""A guess: its parts, what the checker says of one that cannot be read, and that its Markdown is checked like the page's."""

import pytest
from markdown import Markdown

from overrides.hooks.content import strings
from overrides.hooks.content.guess import Choice, Guess, Number, parse
from overrides.hooks.markdown import guess_fence, page_context
from overrides.hooks.markdown.fence import accept
from tests.support.checked_docs import both, on_page

CHOICES = "Who *gets* it?\n\n- [x] the cat\n- [ ] the milk\n- [ ] half\n  each\n\nIt suits it.\n\nSo there.\n"
NUMBER = "How many?\n\n[[467.5 ± 40]] of 500\n\nMost.\n"


def render(body, language="en"):
    """Return the HTML of a page with one guess, as the site renders it."""
    context = page_context.PageContext("docs/x.en.md", "x.en.md", language, None, strings.read()[language], None)
    fence = {"name": "guess", "class": "guess", "validator": accept, "format": guess_fence.render}
    extensions = ["md_in_html", "pymdownx.superfences", page_context.NAME]
    configs = {page_context.NAME: {"context": context}, "pymdownx.superfences": {"custom_fences": [fence]}}
    return Markdown(extensions=extensions, extension_configs=configs).convert(f"Text.\n\n```guess\n{body}```\n\nMore.\n")


def test_choices_are_read_with_what_is_asked_and_why():
    answers = (Choice(True, "the cat"), Choice(False, "the milk"), Choice(False, "half each"))
    assert parse(CHOICES) == Guess("Who *gets* it?", answers, "It suits it.\n\nSo there.")
    assert parse(CHOICES).shape == "[x] [ ] [ ]"


@pytest.mark.parametrize(
    "written, number",
    [
        ("[[467.5 ± 40]] of 500", Number("467.5", "40", "of 500")),
        ("[[-3+-0.5]]", Number("-3", "0.5", "")),
        ("[[ 50 ]]%", Number("50", "0", "%")),
    ],
)
def test_a_number_is_read_with_its_tolerance_and_its_unit(written, number):
    assert parse(f"How many?\n\n{written}\n\nWhy.").answers == number


@pytest.mark.parametrize(
    "fence, line, said",
    [
        ("```guess now\nWhat?\n- [x] a\n- [ ] b\n\nWhy.\n```", 11, "nothing follows `guess` on this line; remove `now`"),
        ("```guess\n- [x] a\n- [ ] b\n\nWhy.\n```", 11, "this guess has no question"),
        ("```guess\nWhat?\n\nWhy.\n```", 11, "this guess has no answers; write `- [x]` before each right one"),
        ("```guess\nWhat?\n- [x] a\n- [ ] b\n```", 14, "this guess does not say why"),
        ("```guess\nWhat?\n- [ ] a\n- [ ] b\n\nWhy.\n```", 13, "no answer of this guess is right"),
        ("```guess\nWhat?\n- [x] a\n\nWhy.\n```", 13, "every answer of this guess is right"),
        ("```guess\nWhat?\n- [x] a\n- [ ]\n\nWhy.\n```", 14, "this answer is empty"),
        ("```guess\nWhat?\n- [x] a\n- [v] b\n\nWhy.\n```", 14, "a right answer begins with `- [x]` and a wrong one with `- [ ]`; found `[v]`"),
        ("```guess\nWhat?\n\n[[٤٠]]\n\nWhy.\n```", 14, "`٤٠` is no number; write it with the digits 0-9"),
        ("```guess\nWhat?\n\n[[a lot]]\n\nWhy.\n```", 14, "`a lot` is no number"),
        ("```guess\nWhat?\n- [x] a\nhm\n- [ ] b\n\nWhy.\n```", 14, "`hm` is between two answers"),
        ("```Guess\nWhat?\n```", 11, "`Guess` is shown as plain code; for a live one write ```guess"),
        ("``` {.guess}\nWhat?\n```", 11, "`{.guess}` is shown as plain code; for a live one write ```guess"),
    ],
)
def test_a_guess_that_cannot_be_read_is_an_error_with_its_line(docs, fence, line, said):
    [problem] = on_page(docs, f"{fence}\n", "fences")
    assert problem.startswith(f"{line}:1: error: {said}")


def test_a_right_guess_is_not_reported(docs):
    assert on_page(docs, f"```guess\n{CHOICES}```\n\n- In a list\n\n    ```guess\n    {NUMBER}    ```\n".replace("\n\n[[", "\n\n    [[").replace("\n\nMost", "\n\n    Most"), "fences") == []


def test_the_markdown_of_a_guess_is_checked_like_the_page(docs):
    body = "```guess\nWho [gets](nowhere.md) it?\n\n- [x] ![](../assets/images/logo.svg)\n- [ ] b\n\n<script>x</script>\n```\n"
    problems = on_page(docs, body, "links", "images", "html_script")
    assert [problem.split(":")[0] for problem in problems] == ["12", "14", "17"]


@pytest.mark.parametrize(
    "english, said",
    [
        ("", "1:1: warning: the guess `[x] [ ]` of docs/guides/x.ar.md (line 11) is missing here; put it in [pair_structure]"),
        ("```guess\nWhat?\n- [ ] b\n- [x] a\n\nWhy.\n```\n", "the guess `[ ] [x]` is not in docs/guides/x.ar.md"),
        ("```guess\nWhat?\n- [x] b\n- [ ] a\n\nWhy.\n```\n", None),
    ],
)
def test_a_translation_has_the_same_guesses(docs, english, said):
    found = both(docs, "```guess\nإيه؟\n- [x] أ\n- [ ] ب\n\nعشان كده.\n```\n", english, "pair_structure.guess")
    assert (any(said in line for line in found) if said else not found), found


def test_the_number_of_a_guess_may_differ_in_a_translation(docs):
    arabic, english = (f"```guess\nHow many?\n\n[[{number} ± 5]]\n\nWhy.\n```\n" for number in (97, 99))
    assert both(docs, arabic, english, "pair_structure") == []


def test_a_page_shows_the_question_the_answers_and_folded_why():
    html = render(CHOICES)
    assert "<p>Who <em>gets</em> it?</p>" in html
    assert html.count('type="radio"') == 3 and html.count("data-right") == 1
    assert html.index("half each") < html.index("<details>") < html.index("So there.") < html.index("More.")


def test_several_right_answers_are_boxes_to_tick():
    html = render("What?\n- [x] a\n- [x] b\n- [ ] c\n\nWhy.\n")
    assert html.count('type="checkbox"') == 3 and strings.read()["en"]["guess"]["several"] in html and "a · b" in html


def test_a_number_is_a_field_with_its_tolerance():
    html = render(NUMBER)
    assert 'data-right="467.5"' in html and 'data-tolerance="40"' in html and "467.5 (± 40)</bdi> of 500" in html


@pytest.mark.parametrize("unit, most", [("of 500", "500"), ("من 50", "50"), ("of 10 lines", "10"), ("points", None), ("%", None), ("in 500 rounds", None)])
def test_a_number_of_a_whole_knows_the_whole(unit, most):
    answer = parse(f"How many?\n\n[[40 ± 20]] {unit}\n\nWhy.").answers
    assert answer.most == most
    assert (f'data-most="{most}"' in render(f"How many?\n\n[[40 ± 20]] {unit}\n\nWhy.\n")) == (most is not None)


def test_signs_of_html_are_escaped():
    html = render("Is 1 < 2 & 3?\n- [x] `<b>` & \"x\"\n- [ ] <\n\nA < B.\n")
    assert "Is 1 &lt; 2 &amp; 3?" in html and "<code>&lt;b&gt;</code> &amp; \"x\"" in html and "A &lt; B." in html
