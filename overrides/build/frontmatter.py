"""The front matter of a page, as typed models, and errors an author can act on."""

import re
from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from overrides.build.problems import Mistake, Problem

_FENCE = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^---|^\.\.\.)[ \t]*$", re.S | re.M)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# A file name and a piece of a URL at once, so nothing that needs quoting in either.
Handle = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
Picture = Annotated[str, StringConstraints(pattern=r"^(https?://\S+|[^\s:]+\.(svg|png|jpe?g|webp|avif))$")]


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


class GuideMatter(PageMatter):
    """A guide: docs/guides/<name>.<language>.md."""

    model_config = ConfigDict(extra="forbid", strict=True)

    excerpt: Text
    tags: Annotated[list[Text], Field(min_length=1)]
    updatedAt: Annotated[date, BeforeValidator(_iso_date)]
    featured: bool
    image: Picture
    author: Handle


EXPECTED = {
    "title": "a text that is not empty",
    "description": "a text that is not empty (one or two sentences, for search engines)",
    "excerpt": "a text that is not empty (it opens the guide)",
    "tags": 'a list of texts, such as ["LLM", "deep-learning"], with one at least',
    "updatedAt": 'a date as year-month-day, such as "2026-11-24"',
    "featured": "true or false, without quotes",
    "image": "a picture under docs/, such as assets/images/x.svg, or an http(s) address",
    "author": "a handle of Latin letters, digits, - and _, such as the x of docs/authors/x.ar.md",
}


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
    found = _FENCE.match(text.lstrip("\ufeff").replace("\r\n", "\n"))
    if not found:
        fields = ", ".join(model.model_fields)
        raise Mistake(Problem(file, 1, f"no front matter; begin the file with --- lines around: {fields}"))
    source = found["yaml"]
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        data = yaml.safe_load(source)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        why = getattr(error, "problem", None) or str(error)
        raise Mistake(Problem(file, line, f"the front matter is not YAML: {why}; quote texts that hold : or #")) from None
    if not isinstance(data, dict):
        raise Mistake(Problem(file, 1, "the front matter must be lines of the form `field: value`"))
    lines = _field_lines(node, file)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Mistake(*_problems(error, data, lines, file, model)) from None


def _field_lines(node, file):
    """Map each field to its line in the file; a field written twice is a mistake."""
    lines = {}
    for key, _ in node.value:
        line = key.start_mark.line + 2
        if key.value in lines:
            raise Mistake(Problem(file, line, f"field `{key.value}` is written twice, first in line {lines[key.value]}; keep one"))
        lines[key.value] = line
    return lines


def _problems(error, data: dict[str, Any], lines, file, model):
    # One problem a field: a list of tags with three wrong entries is one thing to mend.
    by_field = {detail["loc"][0]: detail for detail in reversed(error.errors())}
    for field, detail in sorted(by_field.items(), key=lambda item: lines.get(item[0], 0)):
        if detail["type"] == "missing":
            yield Problem(file, 1, f"field `{field}` is missing; expected {EXPECTED[field]}")
        elif detail["type"] == "extra_forbidden":
            known = ", ".join(model.model_fields)
            yield Problem(file, lines.get(field), f"field `{field}` is not known here; the fields are: {known}")
        else:
            found = f"{type(data[field]).__name__} {data[field]!r}"
            if len(found) > 80:
                found = found[:77] + "…"
            yield Problem(file, lines.get(field), f"field `{field}`: found {found}; expected {EXPECTED[field]}")
