"""A page as the search sees it: one section a heading, with the words that a reader sees."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_INLINE = frozenset("a abbr b bdi button cite code em i kbd mark q s small span strong sub sup time u var".split())
# No words of the page's own: controls, marks, what repeats other pages, and notes (which have sections).
_SILENT = frozenset("headerlink footnote-ref footnote-backref guide-header__byline tags cards shelves fallback".split())
_SILENT_TAGS = frozenset(("script", "style", "noscript", "-comment"))
_SILENT_MARKS = ("hidden", "data-search-ignore")
# Of a demo, what says what it is about; its tables of numbers and lists of rules are no text.
_DEMO = "h2, h3, h4, caption, figcaption, summary, legend"


@dataclass
class Section:
    """The words under one heading; `anchor` is its id, empty for the top of the page."""

    anchor: str
    title: str
    above: tuple[str, ...] = ()  # the headings that it stands under
    words: list[str] = field(default_factory=list)


def sections(html: str, notes: str) -> list[Section]:
    """Return the sections of a page's <article>, in order.

    html    the whole page as built
    notes   what to call the section of its footnotes
    """
    article = LexborHTMLParser(html).css_first("article.md-content__inner")
    if article is None:
        return []
    found = [Section("", "")]
    _walk(article, found, notes)
    for section in found:
        section.words = "".join(section.words).split()
    return [section for section in found if section.title or section.words]


def _walk(node, found, notes):
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            found[-1].words.append(child.text_content)
        elif not _silent(child):
            _take(child, found, notes)


def _take(node, found, notes):
    if node.tag == "h1" or (node.tag in _HEADINGS and "id" in node.attributes):
        _open(node, found)
        return
    if node.tag == "live-demo":
        # Not as headings: a demo's own have no place in the page's outline.
        found[-1].words += [f" {' '.join(_texts(part))} " for part in node.css(_DEMO) if not _hidden(part)]
        return
    if node.tag == "li" and (node.id or "").startswith("fn:"):
        found.append(Section(node.id, notes))
    space = "" if node.tag in _INLINE else " "
    found[-1].words.append(space)
    _walk(node, found, notes)
    found[-1].words.append(space)


def _open(heading, found):
    title = " ".join("".join(_texts(heading)).split())
    if heading.tag == "h1":
        found[0].title = title
        return
    level = _HEADINGS[heading.tag]
    above = [*found[-1].above, found[-1].title] if found[-1].anchor else []
    found.append(Section(heading.id, title, tuple(above[: level - 2])))


def _texts(node):
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content
        elif not _silent(child):
            yield from _texts(child)


def _silent(node):
    return node.tag in _SILENT_TAGS or any(mark in node.attributes for mark in _SILENT_MARKS) or not _SILENT.isdisjoint(_classes(node))


def _classes(node):
    return (node.attributes.get("class") or "").split()


def _hidden(node):
    while node := node.parent:
        if "hidden" in node.attributes:
            return True
    return False
