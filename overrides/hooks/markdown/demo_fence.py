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
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

import demos
from demos.markup import Markup, element
from demos.strings import strings
from demos.toml_positions import Positions, error_position
from overrides.hooks import cache
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say
from overrides.hooks.markdown import cell_fence
from overrides.hooks.pyodide import stage

_FENCE = re.compile(r"^[\s>]*(?P<mark>`{3,}|~{3,})(?P<info>.*)$")

# The page being rendered. SuperFences hands a formatter the fence alone.
_page: Any = None


def enter(page):
    """Tell the fences which page they are on.

    Raises Mistake for a name that SuperFences cannot read (an Arabic one, or one with a
    hyphen): it would leave such a fence standing as text.
    """
    global _page
    _page = page
    cell_fence.enter(f"docs/{page.file.src_uri}")
    for line, _, name, _ in _written("demo"):
        if name and not re.fullmatch(r"[a-zA-Z]\w*", name, re.ASCII):
            raise _unknown(name, f"docs/{page.file.src_uri}", line)


def validate(language, inputs, options, attrs, md):
    """Accept every `demo` fence: a wrong one must stop the build, not pass as a code block."""
    options["names"] = list(inputs)
    return True


def render(source, language, css_class, options, md, **kwargs):
    """Return the HTML of one fence. Raises Mistake for an unknown demo or option, or bad TOML."""
    name = " ".join(options["names"])
    line = _find("demo", name, source)
    file = f"docs/{_page.file.src_uri}"
    options_of(name, source, file, line)
    try:
        return _shown(_picture(name, source, _page.file.locale), md)
    except Exception as error:
        # SuperFences would swallow it and show the fence as text.
        message = say("demo.raised", name=name, error=type(error).__name__, why=error)
        raise Mistake(Problem(file, line, message)) from error


def render_cell(source, language, css_class, options, md, **kwargs):
    """Return the HTML of one ```python live fence. Raises Mistake if it does not run as it should."""
    file, language = f"docs/{_page.file.src_uri}", _page.file.locale
    line = _find("python", " ".join(options["words"]), source)
    state = cell_fence.state(source, options["words"], language, file, line)
    return _shown(live_demo("cell", state, language), md)


def _shown(html, md):
    # Or the paragraph around the fence would stay, and a paragraph holds no blocks.
    if "live-demo" not in md.block_level_elements:
        md.block_level_elements.append("live-demo")
    return html


@lru_cache(maxsize=1024)
def _picture(name, source, language):
    """Draw a fence once: a demo is a pure function, so the same fence is the same picture."""
    came_from = [name, source, language, stage.download_size(), Path(__file__).read_text("utf-8")]
    return Markup(cache.value("pictures", came_from, lambda: str(_drawn(name, source, language))))


def _drawn(name, source, language):
    return live_demo(name, demos.load(name).start(options_of(name, source, "", None), language), language)


def live_demo(name, state, language):
    """Return <live-demo>: the first picture, drawn by the demo itself, in its shell."""
    demo = demos.load(name)
    words = dict(strings(language)["live"])
    words["idle"] = words["idle"].format(size=round(stage.download_size() / 1e6))
    data = json.dumps({"state": state, "strings": words, "version": cache.demos_version()}, ensure_ascii=False)
    return element(
        "live-demo",
        element(
            "div",
            element("button", words["start"], type="button", data_action="start"),
            element("button", words["stop"], type="button", data_action="stop", hidden=True),
            element("button", words["retry"], type="button", data_action="retry", hidden=True),
            element("p", words["idle"], role="status", tabindex="-1", data_part="status"),
            element("progress", data_part="progress", aria_label=words["progress"], hidden=True),
            element("span", data_part="bytes", hidden=True),
            element("details", element("summary", words["details"]), element("pre", dir="ltr"), data_part="details", hidden=True),
            class_="live-demo__bar",
        ),
        element("noscript", element("p", words["noscript"])),
        element("div", Markup(demo.render(state, language)), data_part="stage"),
        # In a script element `<` is the one character that could end it.
        element("script", Markup(data.replace("<", "\\u003c")), type="application/json"),
        name=name,
        lang=language,
        dir="rtl" if language == "ar" else "ltr",
        data_status="idle",
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
        return TypeAdapter(model).validate_python(values)
    except ValidationError as error:
        raise Mistake(*(_option_problem(detail, name, source, file, line) for detail in error.errors())) from None


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


def _find(kind, rest, source):
    """Return the line of the fence that reads so and has this body, which SuperFences does not tell."""
    body = [_bare(line) for line in source.splitlines()]
    return next((line for line, *written in _written(kind) if written[1:] == [rest, body]), None)


def _written(kind):
    """Yield (line, kind, what else the fence says, body lines) of every fence of a kind in the page's source.

    A fence inside a longer one is somebody explaining how to write it.
    """
    path = _page.file.abs_src_path
    mark: str | None = None
    body: list[str] = []
    for number, line in enumerate(Path(path).read_text("utf-8-sig").splitlines() if path else [], 1):
        fence = _FENCE.match(line)
        if mark is None and fence:
            mark, opened, info, body = fence["mark"], number, fence["info"].split(), []
        elif mark and fence and fence["mark"].startswith(mark) and not fence["info"].strip():
            if info[:1] == [kind]:
                yield opened, kind, " ".join(info[1:]), body
            mark = None
        elif mark:
            body.append(_bare(line))


def _bare(line):
    return line.strip(" \t>")
