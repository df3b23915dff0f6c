"""Split a built page into sections for the search: one for each heading, with the words that a reader sees."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_INLINE = frozenset("a abbr b bdi button cite code em i kbd mark q s small span strong sub sup time u var".split())
# Classes of elements that are left out: controls, marks, parts that repeat other pages, and links to and from footnotes.
_IGNORED_CLASSES = frozenset("headerlink footnote-ref footnote-backref guide-header__byline tags cards shelves fallback".split())
_IGNORED_TAGS = frozenset(("script", "style", "noscript", "-comment"))
_IGNORED_ATTRIBUTES = frozenset(("hidden", "data-search-ignore"))
# The elements of a demo that describe it. Its tables of numbers and lists of rules are not indexed.
_DEMO = "h2, h3, h4, caption, figcaption, summary, legend"


@dataclass
class Section:
    """The words under one heading. `anchor` is the heading's id, empty for the start of the page."""

    anchor: str
    title: str
    above: tuple[str, ...] = ()  # the headings of the sections that contain this one
    words: list[str] = field(default_factory=list)


def sections(html: str, notes: str) -> list[Section]:
    """Return the sections of a page's <article>, in order.

    html    the whole built page
    notes   the title of the sections of its footnotes
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
        elif not _ignored(child):
            _add_element(child, found, notes)


def _add_element(node, found, notes):
    if node.tag == "h1" or (node.tag in _HEADINGS and "id" in node.attributes):
        _add_section(node, found)
        return
    if node.tag == "live-demo":
        # As text: a demo's headings are not part of the page's outline.
        found[-1].words += [f" {' '.join(_texts(part))} " for part in node.css(_DEMO) if not _in_hidden(part)]
        return
    if node.tag == "li" and (node.id or "").startswith("fn:"):
        found.append(Section(node.id, notes))
    space = "" if node.tag in _INLINE else " "
    found[-1].words.append(space)
    _walk(node, found, notes)
    found[-1].words.append(space)


def _add_section(heading, found):
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
        elif not _ignored(child):
            yield from _texts(child)


def _ignored(node):
    attributes = node.attributes
    classes = (attributes.get("class") or "").split()
    return node.tag in _IGNORED_TAGS or not _IGNORED_ATTRIBUTES.isdisjoint(attributes) or not _IGNORED_CLASSES.isdisjoint(classes)


def _in_hidden(node):
    while node := node.parent:
        if "hidden" in node.attributes:
            return True
    return False
