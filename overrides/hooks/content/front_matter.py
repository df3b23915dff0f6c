"""The front matter of a page, as typed models, and errors an author can act on."""

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

# libyaml's parser, where PyYAML has it, is ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

FENCE = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^---|^\.\.\.)[ \t]*$", re.S | re.M)



def _no_index(name: str) -> str:
    """The address of a tag or an author named so is that of the list of them all."""
    if name.casefold() == "index":
        raise ValueError(name)
    return name


def _address(text: str) -> str:
    urlsplit(text)  # raises ValueError for what is none
    return text


# What no page, feed or picture can hold.
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# A file name and a piece of a URL at once, so nothing that needs quoting in either.
Handle = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$"), AfterValidator(_no_index)]
# A hash of each section of the original: see check/recorded.py.
Recorded = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}( [0-9a-f]{6})*$")]
Picture = Annotated[str, StringConstraints(pattern=r"^(https?://\S+|[^\s:]+\.(svg|png|jpe?g|webp|avif))$"), AfterValidator(_address)]
Template = Annotated[str, StringConstraints(pattern=r"^(home|listing|main|shelves)\.html$")]


def _iso_date(value):
    """YAML reads an unquoted date by itself; a quoted one is read here, and nothing looser than ISO."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return date.fromisoformat(value)
    return value


class PageMatter(BaseModel):
    """Any page: what a search engine and a browser's tab need."""

    model_config = ConfigDict(extra="allow", strict=True)

    title: Text
    description: Text
    translated_from: Recorded | None = None
    hide: list[Text] | None = None
    template: Template | None = None


class GuideMatter(PageMatter):
    """A guide: docs/guides/<name>.<language>.md."""

    model_config = ConfigDict(extra="forbid", strict=True)

    excerpt: Text
    tags: Annotated[list[Annotated[Text, AfterValidator(_no_index)]], Field(min_length=1)]
    updatedAt: Annotated[date, BeforeValidator(_iso_date)]  # noqa: N815 the field as authors write it
    featured: bool
    image: Picture
    author: Handle
    publishedAt: Annotated[date | None, BeforeValidator(_iso_date)] = None  # noqa: N815


def model_for(src_uri: str) -> type[PageMatter]:
    """Return the model for a page, by where it lies below docs/."""
    folder, _, name = src_uri.rpartition("/")
    return GuideMatter if folder == "guides" and not name.startswith("index.") else PageMatter


def parse(text: str, *, file: str, model: type[PageMatter]) -> PageMatter:
    """Read and check the front matter of one page's source.

    text    the whole Markdown source
    file    its name as the author knows it, for the errors
    raises  Mistake, with a Problem for every field that is wrong
    """
    found = FENCE.match(text.lstrip("\ufeff").replace("\r\n", "\n"))
    if not found:
        fields = ", ".join(name for name, field in model.model_fields.items() if field.is_required())
        raise _mistake(file, 1, "matter.none", fields=fields)
    data, lines = _read(found["yaml"], file)
    for field, value in data.items():
        if hidden := CONTROL.search(value if isinstance(value, str) else _short.repr(value)):
            # Written as an escape, such as \u0007.
            raise _mistake(file, lines.get(field, 1), "check.invisible", code=f"U+{ord(hidden[0]):04X}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Mistake(*_problems(error, data, lines, file, model)) from None


def _read(source: str, file: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the fields and the line of each; one written twice is a mistake."""
    try:
        node = yaml.compose(source, Loader=_Loader)
        data = yaml.load(source, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise _mistake(file, line, "matter.not_yaml", why=why) from None
    except RecursionError:
        raise _mistake(file, 2, "matter.not_yaml", why=say("matter.too_deep")) from None
    except ValueError as error:
        # A date that no calendar has, written without quotes.
        raise _mistake(file, _misdated(source), "matter.not_yaml", why=error) from None
    if not isinstance(data, dict):
        raise _mistake(file, 1, "matter.not_fields")
    lines: dict[str, int] = {}
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        line = key.start_mark.line + 2
        if key.value in lines:
            raise _mistake(file, line, "matter.twice", field=key.value, line=lines[key.value])
        lines[key.value] = line
    if any(not isinstance(key, str) for key in data):
        raise _mistake(file, 1, "matter.not_fields")
    return data, lines


def _misdated(source: str) -> int:
    found = re.search(r"^.*\d{4}-\d{1,2}-\d{1,2}", source, re.M)
    return source.count("\n", 0, found.start()) + 2 if found else 1


def _mistake(at: str, where: int, key: str, **values: object) -> Mistake:
    return Mistake(Problem(at, where, say(key, **values), rule="front-matter"))


def _problems(error: ValidationError, data: dict[str, Any], lines: dict[str, int], file: str, model: type[PageMatter]) -> Iterator[Problem]:
    # One problem a field: a list of tags with three wrong entries is one thing to mend.
    by_field = {str(detail["loc"][0]): detail for detail in reversed(error.errors())}
    for field, detail in sorted(by_field.items(), key=lambda item: lines.get(item[0], 0)):
        line = lines.get(field)
        if detail["type"] == "missing":
            line, message = 1, say("matter.missing", field=field, expected=say(f"expected.{field}"))
        elif detail["type"] == "extra_forbidden":
            known = ", ".join(model.model_fields)
            close = difflib.get_close_matches(field, model.model_fields, 1)
            message = say("matter.unknown_close" if close else "matter.unknown", field=field, known=known, close="".join(close))
        else:
            found = f"{type(data[field]).__name__} {_short.repr(data[field])}"
            message = say("matter.wrong", field=field, found=found, expected=say(f"expected.{field}"))
        yield Problem(file, line, message, rule="front-matter")


# An author's YAML can name itself, or unfold to a billion entries: repr() would never end.
_short = reprlib.Repr()
_short.maxstring = _short.maxother = 60
