"""Split a built page into sections for the search: one for each heading, with the words that a reader sees."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
# Around these elements a text goes on without a space, as it does around a comment.
_INLINE = frozenset("a abbr b bdi button cite code em i kbd mark q s small span strong sub sup time u var -comment".split())
# What is left out: controls, marks, parts that repeat other pages, and links from footnotes to the text.
_IGNORED = (
    "script, style, noscript, [hidden], [data-search-ignore], .headerlink, .footnote-backref, "
    ".guide-header__byline, .tags, .cards, .shelves, .fallback"
)
# How the ids of footnotes begin.
_NOTE = "fn:"
# The elements of a demo that describe it. Its tables of numbers and lists of rules are not indexed.
_DEMO = ":is(h2, h3, h4, caption, figcaption, summary, legend):not([hidden] *)"


@dataclass
class Section:
    """The words under one heading. `anchor` is the heading's id, empty for the start of the page."""

    anchor: str
    title: str
    above: tuple[str, ...] = ()  # the headings of the sections that contain this one
    words: list[str] = field(default_factory=list)
    # The addresses of the footnotes that it cites, and afterwards the words of those.
    notes: list[str] = field(default_factory=list)


def sections(html: str) -> list[Section]:
    """Return the sections of a page's <article>, in order. `html` is the whole built page."""
    article = LexborHTMLParser(html).css_first("article.md-content__inner")
    if article is None:
        return []
    found = [Section("", "")]
    _walk(article, found, {node.mem_id for node in article.css(_IGNORED)})
    for section in found:
        section.words = "".join(section.words).split()
    notes = {f"#{section.anchor}": section.words for section in found if section.anchor.startswith(_NOTE)}
    for section in found:
        section.notes = [word for address in dict.fromkeys(section.notes) for word in notes.get(address, ())]
    return [section for section in found if (section.title or section.words) and not section.anchor.startswith(_NOTE)]


def _walk(node, found, ignored):
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            found[-1].words.append(child.text_content)
        elif child.mem_id in ignored:
            continue
        elif "footnote-ref" in (child.attributes.get("class") or ""):
            found[-1].notes.append(child.attributes["href"])
        elif tag in _INLINE:
            _walk(child, found, ignored)
        elif tag == "h1" or (tag in _HEADINGS and "id" in child.attributes):
            _add_section(child, found, ignored)
        elif tag == "live-demo":
            # As text: a demo's headings are not part of the page's outline.
            found[-1].words += [f" {' '.join(_texts(part, ignored))} " for part in child.css(_DEMO)]
        else:
            if tag == "li" and (child.id or "").startswith(_NOTE):
                found.append(Section(child.id, ""))
            found[-1].words.append(" ")
            _walk(child, found, ignored)
            found[-1].words.append(" ")


def _add_section(heading, found, ignored):
    title = " ".join("".join(_texts(heading, ignored)).split())
    if heading.tag == "h1":
        found[0].title = title
        return
    level = _HEADINGS[heading.tag]
    above = [*found[-1].above, found[-1].title] if found[-1].anchor else []
    found.append(Section(heading.id, title, tuple(above[: level - 2])))


def _texts(node, ignored):
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content
        elif child.mem_id not in ignored:
            yield from _texts(child, ignored)
