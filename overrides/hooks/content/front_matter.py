"""The front matter of a page as typed models, with an error for every field that is wrong."""

import difflib
import re
import reprlib
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say

# A field with a date that YAML reads as one: PyYAML does not report which of them does not exist.
_DATE = re.compile(r"^(?P<field>\w+)\s*:\s*(?P<date>\d{4}-\d{1,2}-\d{1,2})", re.M)
# After the end of a text in quotes or of a list.
_ARABIC_COMMA = re.compile(r"""["'\]]\s*([،؛])""")

# PyYAML's C parser, where it is installed, is ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FENCE = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^---|^\.\.\.)[ \t]*$", re.S | re.M)


def _no_index(name: str) -> str:
    """Refuse the name "index": its page would have the address of the list of all tags or authors."""
    if name.casefold() == "index":
        raise ValueError(name)
    return name


def _address(text: str) -> str:
    urlsplit(text)  # raises ValueError for an address that is not valid
    return text


# Control characters and noncharacters: XML allows none of them in feeds and pictures.
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# It becomes part of a file name and of a URL, so it has no character that must be quoted in either.
Handle = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$"), AfterValidator(_no_index)]
# A hash of each section of the original: see languages/freshness.py.
Recorded = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}( [0-9a-f]{6})*$")]
Picture = Annotated[str, StringConstraints(pattern=r"^(https?://\S+|[^\s:]+\.(svg|png|jpe?g|webp|avif))$"), AfterValidator(_address)]
# An old address of the page, from its language's home page: guides/old-name/. Without a last slash it is the same.
Alias = Annotated[
    str,
    StringConstraints(pattern=r"^(?:\w[\w.-]*/)*(?:[\w-]+\.html|[\w-]+/?)$"),
    AfterValidator(lambda alias: alias if alias.endswith((".html", "/")) else f"{alias}/"),
]
Template = Annotated[str, StringConstraints(pattern=r"^(home|listing|main|shelves)\.html$")]


def _iso_date(value):
    """Convert a quoted date in ISO form; YAML itself converts one without quotes. Other forms stay strings, which are refused."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    return value


# The page's opening, among the anchors in Search.asked.
OPENING = "page"


class Search(BaseModel):
    """What a page says to the search. Material's own search has the first two fields.

    exclude  the page is not found
    boost    its title and text count so many times as much
    asked    {a heading's anchor, or OPENING: words and questions by which readers look for this part of the page}
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    exclude: bool = False
    boost: Annotated[float, Field(gt=0)] = 1
    asked: dict[str, Text] = {}


class PageMatter(BaseModel):
    """The front matter of any page."""

    model_config = ConfigDict(extra="allow", strict=True)

    title: Text
    description: Text
    translated_from: Recorded | None = None
    hide: list[Text] | None = None
    template: Template | None = None
    aliases: list[Alias] | None = None
    draft: bool = False
    search: Search | None = None


class GuideMatter(PageMatter):
    """The front matter of a guide, docs/guides/<name>.<language>.md."""

    model_config = ConfigDict(extra="forbid", strict=True)

    excerpt: Text
    tags: Annotated[list[Annotated[Text, AfterValidator(_no_index)]], Field(min_length=1)]
    updatedAt: Annotated[date, BeforeValidator(_iso_date)]  # noqa: N815 the field's name in the front matter
    featured: bool
    image: Picture
    author: Handle
    publishedAt: Annotated[date | None, BeforeValidator(_iso_date)] = None  # noqa: N815


def model_for(src_uri: str) -> type[PageMatter]:
    """Return the model for a page, chosen by its folder below docs/."""
    folder, _, name = src_uri.rpartition("/")
    return GuideMatter if folder == "guides" and not name.startswith("index.") else PageMatter


def parse(text: str, *, file: str, model: type[PageMatter]) -> PageMatter:
    """Parse and check the front matter of one page.

    text   the whole Markdown source
    file   the page's name as the author knows it, for the problems
    model  the model to check against
    Raises Mistake with a Problem for every field that is wrong.
    """
    found = FENCE.match(text.lstrip("\ufeff").replace("\r\n", "\n"))
    if not found:
        fields = ", ".join(name for name, field in model.model_fields.items() if field.is_required())
        raise _mistake(file, 1, "front_matter.none", fields=fields)
    data, lines = _read(found["yaml"], file)
    for field, value in data.items():
        if hidden := CONTROL.search(value if isinstance(value, str) else _short.repr(value)):
            # pages.py finds a control character in the text; this one was written as an escape, such as \u0007.
            raise _mistake(file, lines.get(field, 1), "pages.invisible", code=f"U+{ord(hidden[0]):04X}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Mistake(*_problems(error, data, lines, file, model)) from None


def _read(source: str, file: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the fields and the line of each. Raises Mistake for bad YAML and for a field written twice."""
    try:
        node = yaml.compose(source, Loader=_Loader)
        data = yaml.load(source, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        what = "cure.tab" if "cannot start any token" in why and "\t" in source else "cure.quotes"
        raise _mistake(file, line, "front_matter.not_yaml", why=why, cure=cure(source, line - 1, say(what))) from None
    except RecursionError:
        raise _mistake(file, 2, "front_matter.not_yaml", why=say("front_matter.too_deep"), cure=say("cure.quotes")) from None
    except ValueError as error:
        # A date without quotes that does not exist, such as 2026-13-45.
        if wrong := next((found for found in _DATE.finditer(source) if not _is_date(found["date"])), None):
            line = source.count("\n", 0, wrong.start()) + 2
            expected = say("expected.updatedAt")
            raise _mistake(file, line, "front_matter.wrong", field=wrong["field"], found=wrong["date"], expected=expected) from None
        raise _mistake(file, 1, "front_matter.not_yaml", why=error, cure=say("cure.quotes")) from None
    if not isinstance(data, dict):
        raise _mistake(file, 1, "front_matter.not_fields")
    lines: dict[str, int] = {}
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        line = key.start_mark.line + 2
        if key.value in lines:
            raise _mistake(file, line, "front_matter.twice", field=key.value, line=lines[key.value])
        lines[key.value] = line
    if any(not isinstance(key, str) for key in data):
        raise _mistake(file, 1, "front_matter.not_fields")
    return data, lines


def _is_date(text: str) -> bool:
    try:
        date(*map(int, text.split("-")))
    except ValueError:
        return False
    return True


def cure(source: str, line: int, otherwise: str) -> str:
    """Return what to write in a line, from 1, that is no YAML or no TOML. On an Arabic keyboard the comma is another character.

    otherwise  what to return if nothing of the kind is in the line
    """
    found = _ARABIC_COMMA.search("".join(source.split("\n")[line - 1 : line])) if line > 0 else None
    return say("cure.comma", mark=found[1]) if found else otherwise


def _mistake(file: str, line: int, key: str, /, **values: object) -> Mistake:
    return Mistake(Problem(file, line, say(key, **values), rule="front_matter"))


def _problems(error: ValidationError, data: dict[str, Any], lines: dict[str, int], file: str, model: type[PageMatter]) -> Iterator[Problem]:
    # One problem for each field: a list of tags with three wrong entries is one thing to correct.
    by_field = {str(detail["loc"][0]): detail for detail in reversed(error.errors())}
    for field, detail in sorted(by_field.items(), key=lambda item: lines.get(item[0], 0)):
        line = lines.get(field)
        if detail["type"] == "missing":
            line, message = 1, say("front_matter.missing", field=field, expected=say(f"expected.{field}"))
        elif detail["type"] == "extra_forbidden":
            known = ", ".join(model.model_fields)
            close = difflib.get_close_matches(field, model.model_fields, 1)
            message = say("front_matter.unknown_close" if close else "front_matter.unknown", field=field, known=known, close="".join(close))
        else:
            found = f"{type(data[field]).__name__} {_short.repr(data[field])}"
            message = say("front_matter.wrong", field=field, found=found, expected=say(f"expected.{field}"))
        yield Problem(file, line, message, rule="front_matter")


# YAML can contain itself or expand to a billion entries, for which repr() would never end.
_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60
