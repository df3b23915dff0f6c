"""The pages of docs/: found, read and taken apart, or refused with a reason."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from mkdocs.utils import is_markdown_file

from overrides.hooks.content import front_matter
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.outline import Element, outline

# The largest guide has 25 kB. Far above that nobody reads on a phone, and Markdown takes minutes.
LARGEST = 500_000
DEEPEST = 25
# mkdocs-static-i18n takes a language out of the first place that has it, be it a folder.
_NAME = re.compile(r"docs/((?:(?!\.(?:ar|en)\b).)+)\.(ar|en)\.md")
_BRACKETS = re.compile(r"[\[(]|[\])]|\n\s*\n")
_MOST_OPEN = 200
_DEEP = re.compile(rf"^(?:[ ]{{0,3}}>){{{DEEPEST},}}|^(?: {{4}}|\t){{{DEEPEST},}}(?:[-*+]|\d+\.) |[\[(*_<]{{200,}}|(?:<\w+[^<>\n]*>\s*){{200,}}", re.M)
_IGNORE = re.compile(r"<!--\s*check-ignore:\s*(.*?)\s*-->")


@dataclass(frozen=True, eq=False)
class Page:
    """One file of docs/ that can be read.

    file      as the author knows it: docs/guides/x.en.md
    name      what its pair shares with it: guides/x.md
    language  "ar" or "en"
    text      the whole source, with \\n for line ends
    docs      the folder that is docs/
    """

    file: str
    name: str
    language: str
    text: str
    matter: front_matter.PageMatter
    docs: Path

    @property
    def src_uri(self) -> str:
        return self.file.removeprefix("docs/")

    @cached_property
    def elements(self) -> list[Element]:
        return outline(self.text)

    @cached_property
    def ignored(self) -> frozenset[str]:
        """The rules whose warnings the author turned off: <!-- check-ignore: pair-link -->."""
        return frozenset(rule for names in _IGNORE.findall(self.text) for rule in re.split(r"[\s,]+", names))

    def of(self, *kinds: str) -> list[Element]:
        return [element for element in self.elements if element.kind in kinds]

    @property
    def body(self) -> str:
        """The Markdown after the front matter."""
        matter = front_matter.FENCE.match(self.text)
        return self.text[matter.end() :] if matter else self.text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def place(self, element: Element, start: int, words: str) -> tuple[int, int]:
        """Return the line and column of some words of a text element, by their offset in it."""
        line = element.line + element.text.count("\n", 0, start)
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return line, max(source.find(words.split("\n")[0]), 0) + 1

    def field_line(self, field: str) -> int:
        written = re.search(rf"^{field}\s*:", self.text, re.M)
        return self.text.count("\n", 0, written.start()) + 1 if written else 1


def load(docs: Path) -> tuple[list[Page], list[Problem]]:
    """Return the pages that can be read, and a problem for every field and file that is wrong."""
    found: list[Page] = []
    problems: list[Problem] = []
    for path in _files(docs, problems):
        try:
            page = read(path, f"docs/{path.relative_to(docs).as_posix()}")
        except Mistake as mistake:
            problems += mistake.problems
        else:
            found.append(page)
    return found, problems


def _files(docs: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the Markdown files in order, like MkDocs: through links, but not in circles."""
    for folder, folders, names in os.walk(docs, followlinks=True):
        here = Path(folder)
        for name in list(folders):
            path = here / name
            if name.startswith("."):
                folders.remove(name)
            elif path.is_symlink() and path.resolve() in [above.resolve() for above in (here, *here.parents)]:
                folders.remove(name)
                problems.append(Problem(f"docs/{path.relative_to(docs).as_posix()}", None, say("check.link-loop"), rule="link-loop"))
        folders.sort()
        # X.MD too: MkDocs would take it for a file to be downloaded.
        yield from (here / name for name in sorted(names) if is_markdown_file(name.lower()) and not name.startswith("."))


def read(path: Path, file: str) -> Page:
    _named(file)
    try:
        status = path.stat()
    except OSError as error:
        raise Mistake(Problem(file, None, say("check.unreadable", why=error.strerror), rule="unreadable")) from None
    if not stat.S_ISREG(status.st_mode):
        # A pipe or a device could be read for ever.
        raise Mistake(Problem(file, None, say("check.no-file"), rule="unreadable"))
    return _parsed(path, file, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8192)
def _parsed(path: Path, file: str, _changed: int, size: int) -> Page:
    """Parse a file once for both languages' builds, and not again while it is served unchanged."""
    if size > LARGEST:
        raise Mistake(Problem(file, None, say("check.too-large", size=f"{size:,}", limit=f"{LARGEST:,}"), rule="too-large"))
    text = _decoded(path, file)
    for rule, at in ("invisible", front_matter.CONTROL.search(text)), ("too-deep", _DEEP.search(text) or _unclosed(text)):
        if at:
            line = text.count("\n", 0, at.start()) + 1
            column = at.start() - text.rfind("\n", 0, at.start())
            code = f"U+{ord(at[0][0]):04X}"
            raise Mistake(Problem(file, line, say(f"check.{rule}", code=code, limit=DEEPEST), column, rule=rule))
    name, language = _named(file)
    matter = front_matter.parse(text, file=file, model=front_matter.model_for(file.removeprefix("docs/")))
    docs = path.parents[file.count("/") - 1]
    return Page(file, name, language, text, matter, docs)


def _unclosed(text: str) -> re.Match[str] | None:
    """Return the bracket that is one too many in a paragraph: of [a]([a]([a](, each is tried to the end."""
    opened = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] in "[(":
            opened += 1
        else:
            opened = max(opened - 1, 0) if bracket[0] in ")]" else 0
        if opened > _MOST_OPEN:
            return bracket
    return None


def _decoded(path: Path, file: str) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise Mistake(Problem(file, None, say("check.unreadable", why=error.strerror), rule="unreadable")) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Mistake(Problem(file, line, say("check.not-utf8", byte=error.start), rule="not-utf8")) from None


def _named(file: str) -> tuple[str, str]:
    """Split docs/guides/x.en.md into guides/x.md and en. Raises Mistake for a name that says no language."""
    found = _NAME.fullmatch(file)
    if found is None:
        raise Mistake(Problem(file, None, say("check.file-name"), rule="file-name"))
    return f"{found[1]}.md", found[2]
