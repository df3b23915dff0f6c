"""The ```demo fence: an author's one line becomes a <live-demo> with a finished picture inside.

    ```demo attention
    sentence = "The cat did not drink the milk because it was full"
    ```
"""

import dataclasses
import difflib
import json
import re
import reprlib
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from markdown import Markdown
from pydantic import TypeAdapter, ValidationError

import demos
from demos.markup import Markup, element
from demos.strings import strings as demo_strings
from demos.toml_positions import Positions, error_position
from overrides.hooks import cache
from overrides.hooks.content import demo_pages
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import LANGUAGES, direction, home_of
from overrides.hooks.delivery import demo_files, ready_answers
from overrides.hooks.markdown.fence import line_of, stops_the_build
from overrides.hooks.markdown.page_context import PageContext
from overrides.hooks.pyodide import stage

TOUR = ("tour", "tour_step", "tour_back", "tour_next", "tour_end", "tour_go")
_EDITOR_TEXT = re.compile(r"(<textarea [^>]*data-editor=[^>]*>)[^<]*")


def refuse_unreadable_names(page: PageContext) -> None:
    """Raise Mistake for a demo's name that SuperFences cannot read (in Arabic, or with a hyphen).

    SuperFences would leave such a fence standing as text.
    """
    for fence in page.written.fences() if page.written else ():
        if fence.kind == "demo" and fence.key and not re.fullmatch(r"[a-zA-Z]\w*", fence.key, re.ASCII):
            raise _unknown(fence.key, page.file, fence.line)


@stops_the_build
def render(source, language, css_class, options, md: Markdown, **kwargs):
    """Return the HTML of one fence. Raises Mistake for an unknown demo or option, or bad TOML."""
    page: PageContext = md.page_context  # type: ignore[attr-defined]
    name = " ".join(options["words"])
    line = line_of(page, ["demo", *options["words"]], source)
    options_of(name, source, page.file, line)
    return drawn(name, source, page)


def drawn(name: str, source: str, page: PageContext) -> Markup:
    """Return the HTML of a page's next demo. `source`: its options in TOML."""
    return _picture(name, source, demos.spoken(page.language), home_of(page.language), tuple(shell_strings(name, page).items()))


@lru_cache(maxsize=1024)
def _picture(name, source, language, home, strings):
    """Return the HTML of a demo. A demo is a pure function, so equal ones are drawn once.

    home  the address of the home page of the page's language, in which the demo itself may have no words
    """
    own = demo_pages.of_fence(name, options_of(name, source, "", None))
    page = {"address": home + own.url, "title": own.title(language)} if own else None

    def draw():
        state = _first_state(name, source, language)
        return str(live_demo(name, state, language, dict(strings), page=page))

    code = [Path(file).read_text("utf-8") for file in (__file__, ready_answers.__file__)]
    came_from = [name, source, language, page, strings, demo_files.address(name, language), *code]
    return Markup(cache.value("pictures", came_from, draw, [name]))


def shell_strings(name: str, page: PageContext) -> dict[str, str]:
    """Return the interface strings of the shell of a page's next demo: buttons, progress, errors."""
    strings = page.strings["live"]
    idle = strings["idle_again"] if page.demos else strings["idle"].format(size=round(stage.download_size() / 1e6))
    if name != "cell":  # its bar shows only when it runs
        page.demos.append(name)
    unused = ("idle_again", "recalled_exercise", *(() if hasattr(demos.load(name), "tour") else TOUR))
    return {**{key: text for key, text in strings.items() if key not in unused}, "idle": idle}


def first_states(pages: Iterable[Page]) -> Iterator[tuple[str, dict]]:
    """Yield (demo, first state) of all different demos in these pages, whose fences were rendered without a mistake, and in
    the demos' own pages.
    """
    shown = {(fence.key, fence.text, demos.spoken(page.language)) for page in pages for fence in page.elements_of("demo")}
    shown |= {(page.demo, page.source, demos.spoken(language)) for page in demo_pages.every_page() for language in LANGUAGES}
    for name, source, language in sorted(shown):
        if hasattr(demos.load(name), "ready"):
            yield name, cache.value("states", [name, source, language], partial(_first_state, name, source, language), [name])


def _first_state(name: str, source: str, language: str) -> dict:
    return demos.load(name).start(options_of(name, source, "", None), language)


def live_demo(name, state, language, words, *, page=None, without_scripts=None, key=None, remembered=False):
    """Return <live-demo>: the first picture, drawn by the demo itself, in its shell.

    words            what shell_strings() returned
    page             {"address", "title"} of the demo's page of its own; None if it has none
    without_scripts  Markup that only readers without scripts see
    key              under which the browser saves what the reader did; None for the demo's number in the page
    remembered       whether it saves the state until the next visit, although the demo does not ask for it
    """
    demo = demos.load(name)
    source = demo_files.address(name, language)
    picture = demo.render(state, language)
    if source:
        picture = _EDITOR_TEXT.sub(r"\1", picture)
    tour = _tour(name, state, language)
    # In the order in which they are shown, which is that of the Tab key.
    stage = element("div", Markup(picture), data_part="stage", aria_busy="false")
    above, below = (stage, None) if hasattr(demo, "bar_comes_last") and demo.bar_comes_last(state) else (None, stage)
    # What the page may share and save is written here, because the HTML that Python draws later is not trusted.
    data = {
        "state": state,
        "strings": words,
        "shared": demo.shared(state) if hasattr(demo, "shared") else (),
        "remembered": remembered or getattr(demo, "REMEMBERED", False),
        "file": getattr(demo, "FILE", "").format(language=language),
        "source": source,
        "ready": ready_answers.of(name, state),
        "tour": tour,
        "page": page,
    }
    return element(
        "live-demo",
        above,
        element(
            "div",
            element("button", words["start"], type="button", data_action="start"),
            element("button", words["stop"], type="button", data_action="stop", hidden=True),
            element("button", words["retry"], type="button", data_action="retry", hidden=True),
            page and _elsewhere(words),
            element("p", words["idle"], role="status", tabindex="-1", data_part="status"),
            element("progress", data_part="progress", aria_label=words["progress"], hidden=True),
            element("span", data_part="bytes", hidden=True),
            element("button", words["tour"].format(count=len(tour)), type="button", aria_expanded="false", data_action="tour") if tour else None,
            element("details", element("summary", words["details"]), element("pre", dir="ltr"), data_part="details", hidden=True),
            class_="live-demo__bar",
        ),
        page and _embedding(words),
        element("noscript", element("p", words["noscript"]), without_scripts),
        below,
        # In a script element `<` is the one character that could end it.
        element("script", Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")), type="application/json"),
        name=name,
        lang=language,
        dir=direction(language),
        data_status="idle",
        data_key=key,
    )


def _tour(name: str, state: dict, language: str) -> list[dict[str, str]]:
    """Return the steps of a demo's guided tour: where each is, what that is called, and what it says."""
    demo, texts = demos.load(name), demo_strings(language)[name]
    steps = demo.tour(state) if hasattr(demo, "tour") else ()
    return [{"selector": selector, "part": texts[f"{key}_part"], "text": texts[key]} for selector, key in steps]


def _elsewhere(words):
    # The style sheet shows one of the texts. In an element of their own these buttons never get the focus of one that disappears (status-bar.js).
    texts = (element("span", words[key]) for key in ("full_screen", "leave_full_screen"))
    return element(
        "span",
        element("button", words["embed"], type="button", data_action="embed"),
        element("button", *texts, type="button", data_action="full-screen"),
        class_="live-demo__elsewhere",
    )


def _embedding(words):
    return element(
        "div",
        element("span", role="status"),
        element("textarea", aria_label=words["embed_label"], dir="ltr", readonly=True, rows="3", hidden=True),
        class_="live-demo__embedding",
        hidden=True,
    )


def options_of(name, source, file, line):
    """Return a fence's options, checked. Raises Mistake for an unknown demo or option, or bad TOML."""
    if name not in demos.REGISTRY:
        raise _unknown(name, file, line)
    try:
        values = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        position = error_position(error)
        where = line + position[0] if line and position else line
        raise Mistake(Problem(file, where, say("demo.not_toml", name=name, why=error))) from None
    model = demos.load(name).Options
    allowed = {field.name for field in dataclasses.fields(model)}
    for option in values.keys() - allowed:
        message = _suggest("demo.no_option", option, allowed, name=name, option=option)
        raise Mistake(Problem(file, _option_line(option, source, line), message))
    try:
        return _adapter(model).validate_python(values)
    except ValidationError as error:
        raise Mistake(*(_option_problem(detail, name, source, file, line) for detail in error.errors())) from None


@lru_cache
def _adapter(model):
    """To make one takes a millisecond, and a guide has a dozen fences."""
    return TypeAdapter(model)


def _option_problem(detail, name, source, file, line):
    option = str(detail["loc"][0])
    expected = demos.load(name).Options.__annotations__[option]
    expected = getattr(expected, "__name__", expected)
    message = say("demo.wrong", name=name, option=option, found=reprlib.repr(detail["input"]), expected=expected)
    return Problem(file, _option_line(option, source, line), message)


def _option_line(option, source, line):
    """Return the line of an option in the page, or of the fence, if the option is not in it."""
    position = Positions(source).key(option)
    return line + position[0] if position and line else line


def _suggest(key, written, known, **values):
    """Say that a name is not known, with the one it looks like, and all there are."""
    close = difflib.get_close_matches(written, known, n=1)
    listed = say("demo.there_are", names=", ".join(sorted(known)))
    return say(f"{key}_close" if close else key, known=listed, close="".join(close), **values)


def _unknown(name, file, line):
    return Mistake(Problem(file, line, _suggest("demo.unknown", name, demos.REGISTRY, name=name)))
