"""The ```guess fence: a question that a reader answers before running what comes next (see content/guess.py).

Without scripts it is the question, the answers as a list, and a <details> with the right one and why.
javascripts/guess/ makes a form of it. The parts are Markdown like the rest of the page: the fence returns an
element with md_in_html's `markdown` attributes, and md_in_html has it rendered with the page.
"""

import hashlib
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.guess import Choice, Guess, GuessError, Number, parse
from overrides.hooks.content.messages import say
from overrides.hooks.markdown.fence import line_of, stops_the_build
from overrides.hooks.markdown.page_context import PageContext


@stops_the_build
def render(source, language, css_class, options, md: Markdown, **kwargs):
    """Return the element of one guess. Raises Mistake for one that cannot be read."""
    page: PageContext = md.page_context  # type: ignore[attr-defined]
    guess = read(source, page.file, line_of(page, ["guess", *options["words"]], source), options["words"])
    page.guesses.append(source)
    return _element(guess, len(page.guesses), source, page)


def read(source: str, file: str, line: int | None, words: list[str]) -> Guess:
    """Return the parts of a guess. Raises Mistake with the line of what is wrong.

    line   of the fence
    words  what follows `guess` in that line: there should be nothing
    """
    try:
        if words:
            raise GuessError("words", 0, " ".join(words))
        return parse(source)
    except GuessError as error:
        where = line + error.line if line else line
        raise Mistake(Problem(file, where, say(f"guess.{error.key}", mark=error.mark))) from None


def _element(guess: Guess, number: int, source: str, page: PageContext) -> Element:
    strings = page.strings["guess"]
    several = not isinstance(guess.answers, Number) and sum(choice.right for choice in guess.answers) > 1
    name = f"guess-{number}"
    # What a reader answered is saved under this key: after a change of the guess her answer no longer counts.
    key = hashlib.sha256(source.encode("utf-8")).hexdigest()[:8]
    box = Element("div", {"class": "guess-card", "data-key": key})
    _text(box, "p", strings["title"], {"class": "guess__title"})
    _markdown(box, "div", guess.question, "block", {"id": f"{name}-question"})
    # The dialog method, because no script is there yet: without a <dialog> around it such a form sends nothing.
    form = SubElement(box, "form", {"method": "dialog"})
    field = SubElement(form, "fieldset", {"aria-labelledby": f"{name}-question"})
    if isinstance(guess.answers, Number):
        _number_field(field, guess.answers, name)
    else:
        if several:
            _text(field, "p", strings["several"], {})
        for position, choice in enumerate(guess.answers):
            _choice_field(field, choice, position, name, several)
    _text(form, "button", strings["check"], {"type": "submit", "data-search-ignore": ""})
    _text(form, "button", strings["forget"], {"type": "button", "hidden": "", "data-search-ignore": ""})
    result = SubElement(box, "div", {"role": "status"})
    SubElement(result, "p", {"class": "guess__verdict"})
    fold = SubElement(result, "details")
    _text(fold, "summary", strings["show"], {"data-search-ignore": ""})
    _markdown(fold, "p", f"**{strings['answer']}** {_right_answer(guess.answers)}", "span", {})
    _markdown(fold, "div", guess.why, "block", {})
    return box


def _choice_field(field: Element, choice: Choice, position: int, name: str, several: bool) -> None:
    label = SubElement(field, "label")
    attributes = {"type": "checkbox" if several else "radio", "name": name, "value": str(position)}
    SubElement(label, "input", attributes | ({"data-right": ""} if choice.right else {}))
    _markdown(label, "span", choice.text, "span", {})


def _number_field(field: Element, number: Number, name: str) -> None:
    label = SubElement(field, "label")
    # Not of type number: that refuses the digits of an Arabic keyboard.
    attributes = {"type": "text", "inputmode": "decimal", "name": name, "autocomplete": "off", "dir": "ltr", "size": "8", "maxlength": "20"}
    right = {"data-right": number.value, "data-tolerance": number.tolerance} | ({"data-most": number.most} if number.most else {})
    SubElement(label, "input", {**attributes, "aria-labelledby": f"{name}-question", **right})
    _markdown(label, "span", number.unit, "span", {})


def _right_answer(answers: tuple[Choice, ...] | Number) -> str:
    if isinstance(answers, Number):
        tolerance = f" (± {answers.tolerance})" if answers.tolerance != "0" else ""
        return f'<bdi dir="ltr">{answers.value}{tolerance}</bdi> {answers.unit}'
    return " · ".join(choice.text for choice in answers if choice.right)


def _text(parent: Element, tag: str, text: str, attributes: dict[str, str]) -> None:
    SubElement(parent, tag, attributes).text = text


def _markdown(parent: Element, tag: str, text: str, kind: str, attributes: dict[str, str]) -> None:
    """Add an element whose text md_in_html renders: as blocks, or as a span."""
    SubElement(parent, tag, {**attributes, "markdown": kind}).text = text
