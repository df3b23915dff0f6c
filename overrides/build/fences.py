"""The ```demo fence: an author's one line becomes a <live-demo> with a finished picture inside.

    ```demo attention
    sentence = "The cat did not drink the milk because it was full"
    ```
"""

import dataclasses
import difflib
import json
import re
import tomllib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import demos
from demos.markup import Markup, element, join
from demos.strings import strings
from overrides.build import runtime
from overrides.build.problems import Mistake, Problem

_FENCE = re.compile(r"^[\s>]*(?P<mark>`{3,}|~{3,})(?P<info>.*)$")

# The page being rendered. SuperFences hands a formatter the fence alone.
_page = None


def enter(page):
    """Tell the fences which page they are on.

    Raises Mistake for a name that SuperFences cannot read (an Arabic one, or one with a
    hyphen): it would leave such a fence standing as text.
    """
    global _page
    _page = page
    for line, name, _ in _written():
        if name and not re.fullmatch(r"[a-zA-Z]\w*", name, re.ASCII):
            raise _unknown(name, line)


def validate(language, inputs, options, attrs, md):
    """Accept every `demo` fence: a wrong one must stop the build, not pass as a code block."""
    options["names"] = list(inputs)
    return True


def render(source, language, css_class, options, md, **kwargs):
    """Return the HTML of one fence. Raises Mistake for an unknown demo or option, or bad TOML."""
    name = " ".join(options["names"])
    line = _find(name, source)
    file = f"docs/{_page.file.src_uri}"
    if name not in demos.REGISTRY:
        raise _unknown(name, line)
    # Or the paragraph around the fence would stay, and a paragraph holds no blocks.
    if "live-demo" not in md.block_level_elements:
        md.block_level_elements.append("live-demo")
    try:
        return live_demo(name, _options(name, source, file, line), _page.file.locale)
    except Mistake:
        raise
    except Exception as error:
        # SuperFences would swallow it and show the fence as text.
        raise Mistake(Problem(file, line, f"demo `{name}` raised {type(error).__name__}: {error}")) from error


def live_demo(name, options, language):
    """Return <live-demo>: the first picture, drawn by the demo itself, in its shell."""
    demo = demos.load(name)
    words = dict(strings(language)["live"])
    words["idle"] = words["idle"].format(size=round(runtime.download_size() / 1e6))
    state = demo.start(options, language)
    data = json.dumps({"state": state, "strings": words}, ensure_ascii=False)
    return element(
        "live-demo",
        element(
            "div",
            element("button", words["start"], type="button", data_action="start"),
            element("button", words["stop"], type="button", data_action="stop", hidden=True),
            element("button", words["retry"], type="button", data_action="retry", hidden=True),
            element("p", words["idle"], role="status", data_part="status"),
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


def _options(name, source, file, line):
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        where = line + int(at[1]) if line and at else line
        raise Mistake(Problem(file, where, f"the options of demo `{name}` are not TOML: {error}")) from None
    model = demos.load(name).Options
    allowed = {field.name for field in dataclasses.fields(model)}
    for option in values.keys() - allowed:
        raise Mistake(Problem(file, _option_line(option, source, line), f"demo `{name}` has no option `{option}`; {_suggest(option, allowed)}"))
    try:
        return TypeAdapter(model).validate_python(values)
    except ValidationError as error:
        raise Mistake(*(_option_problem(detail, name, source, file, line) for detail in error.errors())) from None


def _option_problem(detail, name, source, file, line):
    option = str(detail["loc"][0])
    expected = demos.load(name).Options.__annotations__[option]
    expected = getattr(expected, "__name__", expected)
    return Problem(file, _option_line(option, source, line), f"demo `{name}`, option `{option}`: found {detail['input']!r}; expected {expected}")


def _option_line(option, source, line):
    written = re.search(rf"^\s*{re.escape(option)}\s*=", source, re.M)
    return line + source[: written.start()].count("\n") + 1 if written and line else line


def _suggest(name, known):
    close = difflib.get_close_matches(name, known, n=1)
    listed = f"there are: {', '.join(sorted(known))}"
    return f"did you mean `{close[0]}`? {listed}" if close else listed


def _unknown(name, line):
    message = f"no demo is called `{name}`; {_suggest(name, demos.REGISTRY)}"
    return Mistake(Problem(f"docs/{_page.file.src_uri}", line, message))


def _find(name, source):
    """Return the line of the fence with this name and body, which SuperFences does not tell."""
    body = [_bare(line) for line in source.splitlines()]
    return next((line for line, *written in _written() if written == [name, body]), None)


def _written():
    """Yield (line, name, body lines) of every demo fence in the page's source.

    A fence inside a longer one is somebody explaining how to write it.
    """
    path = _page.file.abs_src_path
    mark = None
    for number, line in enumerate(Path(path).read_text("utf-8-sig").splitlines() if path else [], 1):
        fence = _FENCE.match(line)
        if mark is None and fence:
            mark, opened, info, body = fence["mark"], number, fence["info"].split(maxsplit=1), []
        elif mark and fence and fence["mark"].startswith(mark) and not fence["info"].strip():
            if info[:1] == ["demo"]:
                yield opened, " ".join(info[1:]).strip(), body
            mark = None
        elif mark:
            body.append(_bare(line))


def _bare(line):
    return line.strip(" \t>")
