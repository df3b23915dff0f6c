"""The pages of docs/: finds the files, reads them, and reports those that cannot be read."""

import os
import posixpath
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from overrides.hooks.content import front_matter
from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.outline import Element, outline
from overrides.hooks.content.packed import Packed
from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.framework import is_markdown_file

# In bytes. Our largest guide has 25 kB; Python-Markdown takes minutes for pages far above this limit.
LARGEST = 500_000
DEEPEST = 25
# mkdocs-static-i18n takes the first .ar or .en in a path for the language, even in a folder's name.
_NAME = re.compile(r"docs/((?:(?!\.(?:{0})\b).)+)\.({0})\.md".format("|".join(LANGUAGES)))
_BRACKETS = re.compile(r"[\[(]|[\])]|\n\s*\n")
_MOST_OPEN = 200
_DEEP = re.compile(rf"^(?:[ ]{{0,3}}>){{{DEEPEST},}}|^(?: {{4}}|\t){{{DEEPEST},}}(?:[-*+]|\d+\.) |[\[(*_<]{{200,}}|(?:<\w+[^<>\n]*>\s*){{200,}}", re.M)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
# What the rendering reads of a page: of all its elements, these few.
_RENDERED = ("heading", "demo", "guess", "code")
_IGNORE = re.compile(r"<!--\s*check-ignore:\s*(.*?)\s*-->")


@dataclass(frozen=True, eq=False)
class Page:
    """One Markdown file of docs/.

    file      its path as the author knows it: docs/guides/x.en.md
    name      the path that both files of a pair share: guides/x.md
    language  one of site_languages.LANGUAGES
    packed    the whole source, with \\n for line ends
    matter    the checked front matter
    docs      the path of the docs folder
    """

    file: str
    name: str
    language: str
    packed: Packed
    matter: front_matter.PageMatter
    docs: Path

    @property
    def src_uri(self) -> str:
        return self.file.removeprefix("docs/")

    @property
    def address(self) -> str:
        """The address of both files of a pair, from the home page of their language."""
        return address_of(self.name)

    @cached_property
    def text(self) -> str:
        return str(self.packed)

    @cached_property
    def elements(self) -> list[Element]:
        return outline(self.text)

    @cached_property
    def _rendered(self) -> list[Element]:
        return [element for element in self.elements if element.kind in _RENDERED]

    @cached_property
    def ignored(self) -> frozenset[str]:
        """The names in comments such as <!-- check-ignore: images.alt, bidi -->."""
        return frozenset(name for names in _IGNORE.findall(self.text) for name in re.split(r"[\s,]+", names))

    def elements_of(self, *kinds: str) -> list[Element]:
        among = self._rendered if set(kinds) <= set(_RENDERED) else self.elements
        return [element for element in among if element.kind in kinds]

    def fences(self) -> list[Element]:
        """Return the fenced blocks in order: demos, guesses and code alike.

        Of each, `line` is the line of its first backticks, `info` what follows them there
        ("demo attention", "python live"), and `text` its body, without the indentation and
        the > signs of the lists, notes and quotes around it. A fence inside a longer fence
        is part of the longer one's text.
        """
        return self.elements_of("demo", "guess", "code")

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """The numbers of the lines of demos and code, with those of the backticks. A guess is Markdown."""
        return frozenset(line for fence in self.elements_of("demo", "code") for line in range(fence.line, fence.line + fence.text.count("\n") + 2))

    def fence_line(self, info: str, body: str) -> int | None:
        """Return the line of the first fence with this info and body, or None.

        SuperFences passes the body on without its line, and with tabs as spaces, so white
        space at the ends of lines does not count.
        """
        wanted = info.split(), _stripped_lines(body)
        return next((fence.line for fence in self.fences() if (fence.info.split(), _stripped_lines(fence.text)) == wanted), None)

    def find_file(self, path: str, language: str) -> Path | None:
        """Return the file below docs/ that the build of a language takes for a path such as images/x.svg, or None.

        Like mkdocs-static-i18n it also takes x.<language>.svg, and x.ar.svg in every language.
        Like MkDocs it leaves out hidden files, the folder templates/, and everything outside docs/.
        """
        parts = PurePosixPath(path).parts
        if parts[:1] in (("/",), ("templates",)) or any(part.startswith(".") for part in parts):
            return None
        stem, suffix = posixpath.splitext(path)
        names = (path, f"{stem}.{language}{suffix}", f"{stem}.{LANGUAGES[0]}{suffix}")
        return next((file for name in names if (file := self.docs / name).is_file()), None)

    @property
    def body(self) -> str:
        """The Markdown after the front matter."""
        matter = front_matter.FENCE.match(self.text)
        return self.text[matter.end() :] if matter else self.text

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def prose(self) -> list[tuple[int, str]]:
        """(number, line) of the lines after the front matter, without code: spaces stand for it."""
        matter = front_matter.FENCE.match(self.text)
        first = self.text.count("\n", 0, matter.end()) + 1 if matter else 0
        lines = [(number, line) for number, line in enumerate(self.lines, 1) if number > first]
        return [(number, "" if number in self.code_lines else _CODE.sub(lambda code: " " * len(code[0]), line)) for number, line in lines]

    def release(self) -> None:
        """Let go of what was made of the source, which takes forty times its memory. Headings and fences stay: to find them takes longest."""
        _ = self._rendered
        for derived in ("text", "elements", "code_lines", "lines", "prose"):
            vars(self).pop(derived, None)

    def position(self, line: int, text: str) -> tuple[int, int]:
        """Return a line and the column where a text stands in it; column 1 if it does not."""
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        return line, max(source.find(text.split("\n")[0]), 0) + 1

    def field_line(self, field: str, inner: str = "") -> int:
        """Return the line of a field of the front matter, or of one inside that field; 1 if it is missing."""
        within = rf""".*?^ +["']?{re.escape(inner)}["']? *:""" if inner else ""
        written = re.search(rf"^{field}\s*:{within}", self.text, re.M | re.S)
        return self.text.count("\n", 0, written.end()) + 1 if written else 1


def split_language(path: str) -> tuple[str, str | None]:
    """Return ("guides/x.md", "en") for guides/x.en.md, and (path, None) for a path that names no language."""
    stem, suffix = posixpath.splitext(path)
    stem, _, language = stem.rpartition(".")
    return (stem + suffix, language) if language in LANGUAGES else (path, None)


def address_of(name: str) -> str:
    """Return the address of a page from the home page of its language: guides/x/ of guides/x.md."""
    folder, slash, last = name.removesuffix(".md").rpartition("/")
    return folder + slash if last in ("index", "README") else f"{folder}{slash}{last}/"


def _stripped_lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip("\n").split("\n")]


def load(docs: Path) -> tuple[list[Page], list[Problem]]:
    """Return the pages that can be read, and the problems of those that cannot."""
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
    """Yield the Markdown files in order. Follow symbolic links as MkDocs does, but not into a folder that contains the link."""
    for folder, folders, names in os.walk(docs, followlinks=True):
        here = Path(folder)
        for name in list(folders):
            path = here / name
            if name.startswith("."):
                folders.remove(name)
            elif path.is_symlink() and path.resolve() in [above.resolve() for above in (here, *here.parents)]:
                folders.remove(name)
                problems.append(Problem(f"docs/{path.relative_to(docs).as_posix()}", None, say("pages.link_loop"), rule="pages"))
        folders.sort()
        # x.MD too, which gets a problem: MkDocs would copy it to the site as a file to download.
        yield from (here / name for name in sorted(names) if is_markdown_file(name.lower()) and not name.startswith("."))


def read(path: Path, file: str) -> Page:
    """Return one page.

    path  where it is on this machine
    file  its path as the author knows it, docs/guides/x.en.md
    Raises Mistake if its name, its text or its front matter is wrong.
    """
    _split_name(file)
    try:
        status = path.stat()
    except OSError as error:
        raise _mistake(file, None, None, "pages.unreadable", why=error.strerror) from None
    if not stat.S_ISREG(status.st_mode):
        # Reading a pipe or a device may never end.
        raise _mistake(file, None, None, "pages.no_file")
    return _parse(path, file, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8192)
def _parse(path: Path, file: str, _modified: int, size: int) -> Page:
    """Parse a file. The cache's key has the time of its last change, so `mkdocs serve` parses only changed files again."""
    if size > LARGEST:
        raise _mistake(file, None, None, "pages.too_large", size=f"{size:,}", limit=f"{LARGEST:,}")
    text = _decode(path, file)
    for key, found in ("invisible", front_matter.CONTROL.search(text)), ("too_deep", _DEEP.search(text) or _unclosed(text)):
        if found:
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            raise _mistake(file, line, column, f"pages.{key}", code=f"U+{ord(found[0][0]):04X}", limit=DEEPEST)
    name, language = _split_name(file)
    matter = front_matter.parse(text, file=file, model=front_matter.model_for(file.removeprefix("docs/")))
    docs = path.parents[file.count("/") - 1]
    return Page(file, name, language, Packed(text), matter, docs)


def _unclosed(text: str) -> re.Match[str] | None:
    """Return the first bracket of a paragraph that has too many open ones before it.

    Markdown parsers try to match every open bracket to the end, as in [a]([a]([a](,
    so their time grows with the square of the number.
    """
    opened = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] in "[(":
            opened += 1
        else:
            opened = max(opened - 1, 0) if bracket[0] in ")]" else 0
        if opened > _MOST_OPEN:
            return bracket
    return None


def _decode(path: Path, file: str) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise _mistake(file, None, None, "pages.unreadable", why=error.strerror) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _mistake(file, line, None, "pages.not_utf8", byte=error.start) from None


def _split_name(file: str) -> tuple[str, str]:
    """Split docs/guides/x.en.md into guides/x.md and en. Raises Mistake for a name without a language."""
    found = _NAME.fullmatch(file)
    if found is None:
        endings = [f".{language}.md" for language in LANGUAGES]
        either = f"{', '.join(endings[:-1])}{say('pages.or')}{endings[-1]}"
        raise _mistake(file, None, None, "pages.name", endings=either, example=f"neural-networks{endings[0]}")
    return f"{found[1]}.md", found[2]


def _mistake(file: str, line: int | None, column: int | None, key: str, /, **values: object) -> Mistake:
    return Mistake(Problem(file, line, say(key, **values), column, rule="pages"))
