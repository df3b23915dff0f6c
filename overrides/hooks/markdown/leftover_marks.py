"""Finds Markdown that was not rendered: what its author meant as a mark, and what readers would see as signs.

The checker (check/) reads pages with a CommonMark parser, but Python-Markdown renders them, and it leaves as
text what it does not understand. So this looks at what was rendered.
"""

import difflib
import re
from collections.abc import Iterator
from html.entities import html5
from itertools import groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page

# Here signs are meant as they stand.
_AS_WRITTEN = "pre, code, script, style, math, svg, textarea, live-demo"
_BLOCKS = frozenset({"p", "li", "td", "th", "dd", "dt", "div", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "body"})
# The mark of each kind in a text, and what it was meant for. ^ is the beginning of a line.
_MARKS = {
    "merge": r"^(?:<{7}|>{7}|={7})(?= |$)",
    "heading": r"^#{1,6} (?=\S)|^＃+",
    "table": r"^\|.*\|[ ]*$|^[ :|]*-{3,}[ :]*\|[ :|-]*$",
    "list": r"(?<=\n)(?:[-*+]|\d{1,2}[.)])[ \u00a0](?=\S)|^[-*+]\u00a0(?=\S)|^[-+](?=[^\W\d])(?=.*\n[-+]\w)|^\d{1,2}[.)](?=[^\W\d])(?=.*\n\d)",
    "task": r"^\[[ xX]\] (?=\S)",
    "note": r"""^(?:!{2,}|\?{3,}\+?) ?(?=["a-z])|^:{3,} ?(?=[a-z])|^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]""",
    "tabs": r"""^={3} ?(?=["“])""",
    "definition": r"(?<=\n):(?=[^\W\d])",
    "footnote": r"\[\^[^\]\s]+\]",
    "formula": r"\$\$",
    "inline_formula": r"(?<![\w$])\$ ?(?=[a-zA-Z\\][\w\\{}]* ?[=^_<>+*/])",
    "link": r"\]\(|\]\[[^\]\n]*\]|\] \([^)\s]*[./#][^)\s]*\)|\)\[[^\]\s]*(?:\.\w{2,4}|://)[^\]\s]*\]|(?<!\[)\[\[[^\[\]\n]+\]\](?!\])|［[^］\n]*］（",
    "emphasis": r"\*\*(?=\w)|(?<=\w)\*\*|\*\* [^*\n]+ \*\*|(?<!\w)__(?=\w)|(?<![\w*])\*(?=[^\W\d_])",
    "decoration": r"~~(?=\S)|(?<![=\w])==(?=[^\s=])",
    "macro": r"--8<--|^\*\[[^\]\n]+:|(?<![\w:]):[a-z][a-z_]{2,}:(?![\w:])",
    "entity": r"&[a-zA-Z]{2,8};",
    "attributes": r"\{:? ?[.#][a-zA-Z][^}\n]*\}",
    "code": r"`+",
}
_PATTERNS = {kind: re.compile(pattern, re.M) for kind, pattern in _MARKS.items()}
# Most texts have nothing but letters and the signs of sentences: they need not be searched for each kind of mark.
_PLAIN = re.compile(r"(?:[^\W\d_]|[\s\u2060\u064b-\u065f.,;'’\"“”«»،؛؟…–—])*")
_NOTE = re.compile(r"[\s>]*(?:!!!|\?\?\?)")
# The kinds of notes that Material has a colour and an icon for.
_NOTES = ("note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote")


def problems(html: str, page: Page) -> list[Problem]:
    """Return a problem for each mark that is left in a page's HTML, and for each note that is empty or of no known kind."""
    tree = LexborHTMLParser(html)
    for demo in tree.css("live-demo"):
        demo.replace_with("live-demo")  # it has folds and texts of its own, and a note that holds only a demo is not empty
    found = [*_notes(tree, page)]
    for node in tree.css(_AS_WRITTEN):
        node.decompose()
    lines = [(number, page.lines[number - 1]) for number, _ in page.prose if number not in page.code_lines]
    rendered = _lines_of_formulas(lines)
    last: dict[tuple[str, str], int] = {}  # the line of each fragment's last mark of a kind
    for text in _texts(tree):
        if _PLAIN.fullmatch(text):
            continue
        for kind, pattern in _PATTERNS.items():
            for mark in pattern.finditer(text):
                fragment = _around(text, mark.start())
                above = last.get((kind, fragment), 0)
                further = [(number, text) for number, text in lines if number > above and (kind != "formula" or number not in rendered)]
                line = _line_of(fragment, further) or _line_of(fragment, lines) or 1
                last[kind, fragment] = line
                if f"\\{mark[0].strip()[:1]}" in page.lines[line - 1]:
                    continue  # the author wrote the sign itself
                if kind == "entity" and not difflib.get_close_matches(mark[0][1:], html5, 1, 0.75):
                    continue  # it looks like no name of a character
                found.append(Problem(page.file, line, say(f"leftover_marks.{kind}", mark=mark[0].strip()), rule="leftover_marks", kind=kind))
                break  # a broken table has a mark in every line
    return sorted(found, key=lambda problem: problem.sort_key)


def _notes(tree: LexborHTMLParser, page: Page) -> Iterator[Problem]:
    written = [(number, text) for number, text in enumerate(page.lines, 1) if number not in page.code_lines and _NOTE.match(text)]
    for note in tree.css(".admonition, details"):
        title = note.css_first(".admonition-title, summary")
        kinds = [name for name in (note.attributes.get("class") or "").split() if name != "admonition"]
        name = title.text().strip() if title else ""
        # They are rendered in the order in which they are written, so each takes its line from those that are left.
        same = [(number, text) for number, text in written if kinds and kinds[0] in re.findall(r"[\w-]+", text.lower())]
        place = next((line for line in same if name in line[1]), same[0] if same else (1, ""))
        line = place[0]
        written = [line for line in written if line != place]
        if kinds and kinds[0] not in _NOTES:
            close = "".join(difflib.get_close_matches(kinds[0], _NOTES, n=1)) or _NOTES[0]
            message = say("leftover_marks.note_kind", kind=kinds[0], close=close, known=", ".join(_NOTES))
            yield Problem(page.file, line, message, rule="leftover_marks", kind="note_kind")
        if set(kinds[1:]) - {"inline", "end"}:
            message = say("leftover_marks.note_title", kind=kinds[0], title=" ".join(kinds[1:]))
            yield Problem(page.file, line, message, rule="leftover_marks", kind="note_title")
        if title and (note.text() or "").strip() == name:
            yield Problem(page.file, line, say("leftover_marks.note_empty"), rule="leftover_marks", kind="note_empty")


def _texts(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the texts of a page. A text inside its block gets U+2060 in front, so that ^ does not match there."""
    if tree.body:
        for node in tree.body.traverse(include_text=True):
            if node.tag == "-text" and (text := node.text(deep=False)):
                yield text.lstrip("\n") if _begins_block(node) else f"\u2060{text}"


def _begins_block(node: LexborNode) -> bool:
    before = node.prev
    return node.parent is not None and node.parent.tag in _BLOCKS and (before is None or before.tag in (*_BLOCKS, "br", "table", "ul", "ol", "hr"))


def _around(text: str, at: int) -> str:
    """Return the line of a text that holds a place."""
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0].strip("\u2060 ")


def _lines_of_formulas(lines: list[tuple[int, str]]) -> set[int]:
    """Return the numbers of the lines of formulas in $$ that stand alone between blank lines, as they should."""
    found: set[int] = set()
    for blank, block in groupby(lines, lambda line: not line[1].strip(" \t>")):
        numbers, texts = zip(*block, strict=True)
        if not blank and re.fullmatch(r"\$\$(?:(?!\$\$).)+\$\$", "\n".join(texts).strip(" \t>"), re.S):
            found.update(numbers)
    return found


def _line_of(fragment: str, lines: list[tuple[int, str]]) -> int | None:
    """Return the number of the line that a rendered text comes from: the first that holds it, or as much of it as possible."""
    for length in (len(fragment), 24, 8):
        for number, text in lines:
            if fragment[:length] in text:
                return number
    return None
