"""docs/glossary.toml: reads and checks it, and makes of it the glossary's pages and the search's synonyms."""

import reprlib
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

import demos
from demos.arabic import TASHKEEL, TATWEEL, normalise
from demos.markup import element
from demos.toml_positions import Positions, error_position
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.front_matter import cure
from overrides.hooks.content.messages import say
from overrides.hooks.content.site_languages import LANGUAGES, SECOND

FILE = "docs/glossary.toml"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n<>]+$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Name(_Table):
    """A term in one language.

    names  how pages write it; the first is the heading in the glossary
    typed  other spellings that readers may type into the search
    means  the definition
    """

    names: Annotated[list[Text], Field(min_length=1)]
    typed: list[Text] = []
    means: Text


# The fields of a term and of a topic: one for each language. A language that the demos do not have either may be missing.
_NAMES: dict[str, Any] = {language: (Name, ...) if language in demos.LANGUAGES else (Name | None, None) for language in LANGUAGES}
_TITLES: dict[str, Any] = {language: (Text, ...) if language in demos.LANGUAGES else (Text | None, None) for language in LANGUAGES}


class Term(_Table):
    """A term; it has a field with a Name for each language."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$")]

    def name_in(self, language: str) -> Name:
        """Return the term in a language, or in the site's second language if it is not written in this one."""
        return getattr(self, language) or getattr(self, SECOND)


_Term: Any = create_model("_Term", __base__=Term, **_NAMES)
_Topic: Any = create_model("_Topic", __base__=_Table, term=(list[_Term], ...), **_TITLES)


class Glossary(_Table):
    topic: list[_Topic]

    @property
    def terms(self) -> list[Term]:
        return [term for topic in self.topic for term in topic.term]


@cache
def _parse(source: str) -> Glossary:
    try:
        glossary = Glossary.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        position = error_position(error)
        what = cure(source, position[0] if position else 0, say("cure.all_quotes"))
        raise Mistake(Problem(FILE, position[0] if position else None, say("glossary.not_toml", why=error, cure=what), rule="glossary")) from None
    except ValidationError as error:
        raise Mistake(*(_problem(detail, source) for detail in error.errors())) from None
    if twice := [*_twice(glossary, source)]:
        raise Mistake(*twice)
    return glossary


def _twice(glossary: Glossary, source: str) -> Iterator[Problem]:
    """Report a term whose id another term has, or one of whose names is also that of another term in the same language."""
    places = [("topic", i, "term", j) for i, topic in enumerate(glossary.topic) for j, _ in enumerate(topic.term)]
    ids: set[str] = set()
    named: dict[tuple[str, str], int] = {}
    for number, term in enumerate(glossary.terms):
        if term.id in ids:
            yield Problem(FILE, _line(source, (*places[number], "id")), say("glossary.twice", id=term.id), rule="glossary")
        ids.add(term.id)
        for language in LANGUAGES:
            for name in getattr(term, language).names if getattr(term, language) else ():
                first = named.setdefault((language, normalise(name, TASHKEEL + TATWEEL)), number)
                if glossary.terms[first].id != term.id:
                    message = say("glossary.same_name", name=name, id=glossary.terms[first].id, line=_line(source, (*places[first], "id")))
                    yield Problem(FILE, _line(source, (*places[number], language, "names")), message, rule="glossary")


def _problem(detail, source):
    """Say what is wrong with one entry: topic 2, term 3, ar.means."""
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in detail["loc"])
    kind = {"missing": "missing", "extra_forbidden": "unknown"}.get(detail["type"], "wrong")
    # The line of the term, or of the topic if the mistake is not in a term: ("topic", 1, "term", 2).
    indices = sum(isinstance(part, int) for part in detail["loc"])
    line = _line(source, detail["loc"][: 2 * min(indices, 2)])
    return Problem(FILE, line, say(f"glossary.{kind}", place=place, found=reprlib.repr(detail["input"])), rule="glossary")


def _line(source, path):
    """Return the line of an entry of the glossary's TOML, or None if the file has no such entry."""
    position = Positions(source).key(*path)
    return position[0] if position else None


def read(docs: Path) -> Glossary:
    """Return the glossary of a docs folder. Raises Mistake with a Problem for every entry that is wrong."""
    try:
        return _parse((docs / "glossary.toml").read_text("utf-8-sig"))
    except OSError as error:
        raise Mistake(Problem(FILE, None, say("pages.unreadable", why=error.strerror), rule="glossary")) from None
    except UnicodeDecodeError as error:
        raise Mistake(Problem(FILE, None, say("pages.not_utf8", byte=error.start), rule="glossary")) from None


def ids(docs: Path) -> frozenset[str]:
    """Return the anchors of the glossary's terms; none if there is no glossary or it has problems."""
    return frozenset() if problems(docs) or not (docs / "glossary.toml").exists() else frozenset(term.id for term in read(docs).terms)


def problems(docs: Path) -> tuple[Problem, ...]:
    """Return the problems of the glossary; none if there is no glossary."""
    try:
        if (docs / "glossary.toml").exists():
            read(docs)
    except Mistake as mistake:
        return mistake.problems
    return ()


def markdown(glossary: Glossary, language: str, label: str) -> str:
    """Return the glossary's page in one language as Markdown: a section for each topic, a heading for each term.

    label  what stands before a term's name in the other language
    """
    other = SECOND if language == LANGUAGES[0] else LANGUAGES[0]
    lines = []
    for topic in glossary.topic:
        lines.append(f"## {getattr(topic, language) or getattr(topic, SECOND)}")
        for term in topic.term:
            own, foreign = term.name_in(language), term.name_in(other)
            name = element("bdi", foreign.names[0], lang=other)
            lines += [f"### {own.names[0]} {{ #{term.id} }}", f"{own.means}", f"{label} {name}\n{{ .term-other }}"]
    return "\n\n".join(lines)


def alike(glossary: Glossary, language: str) -> dict[str, tuple[list[str], list[str]]]:
    """Return {id of a term: (how pages write its names, what else readers type for it)}."""
    groups = {}
    for term in glossary.terms:
        # Pages of the first language, Arabic, also use the English names; English pages contain no Arabic ones.
        own = [term.name_in(language), *([term.name_in(SECOND)] if language == LANGUAGES[0] else ())]
        groups[term.id] = [name for one in own for name in one.names], [name for one in own for name in one.typed]
    return groups
