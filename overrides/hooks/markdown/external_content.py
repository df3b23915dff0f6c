"""Removes from a page's own HTML what would fetch from another host or run script."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

from demos.markup import element

_FETCHING_TAGS = ("img", "iframe", "video", "audio", "source", "embed", "object", "script", "link")

# Most pages contain nothing of the kind, and parsing a page with a demo takes 0.1 s. So only pages in which this
# pattern finds something are parsed. The JSON that the build itself writes does not count.
_SUSPECT = re.compile(
    rf"""<(?!script type="application/json">)(?:{"|".join(_FETCHING_TAGS)}|image|use|feimage)\b|[\s"'/](?:on\w+|srcset|poster|background)\s*=|url\(""", re.I
)
# Attributes whose address a browser fetches by itself; href only on some tags.
_FETCHING = ("src", "srcset", "poster", "background", "data")
_FETCHING_BY_HREF = ("link", "image", "use", "feimage")
_ADDRESS = re.compile(r"""(?:https?:)?//[^\s,"')]+""", re.I)
_IN_STYLE = re.compile(rf"""url\(\s*["']?\s*({_ADDRESS.pattern})""", re.I)


def is_foreign(address: str) -> bool:
    return address.strip().lower().startswith(("http://", "https://", "//"))


def fetched(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield (attribute, address) for everything that a browser would fetch from another host because of this tag."""
    for name, value in attributes.items():
        if name == "style":
            yield from ((name, address) for address in _IN_STYLE.findall(value or ""))
        elif name == "srcset":
            yield from ((name, found[0]) for part in (value or "").split(",") if (found := _ADDRESS.match(part.strip())))
        elif (name in _FETCHING or (tag in _FETCHING_BY_HREF and name in ("href", "xlink:href"))) and is_foreign(value or ""):
            yield name, (value or "").strip()


def without_external_content(html: str, words: dict[str, str]) -> str:
    """Return the page's content with links in place of pictures, films and frames of other hosts, and without script handlers.

    A picture on another host would tell that host who reads what, and a reader offline does not
    see it. Attributes that cannot become links, such as srcset and style, are removed. Pages
    without any of this are returned unchanged, byte for byte.
    """
    if not _SUSPECT.search(html):
        return html
    parsed = LexborHTMLParser(html, is_fragment=True)
    changed = False
    for tag in reversed(parsed.css("*")):  # what is inside a tag before the tag
        name, attributes = (tag.tag or "").lower(), tag.attributes
        address = attributes.get("src") or attributes.get("data") or (attributes.get("href") if name == "link" else None)
        if name in _FETCHING_TAGS and address and is_foreign(address):
            [link] = LexborHTMLParser(external_link(address, attributes.get("alt") or attributes.get("title"), words, name == "img"), is_fragment=True).css("a")
            tag.replace_with(link)
            changed = True
            continue
        handlers = {attribute for attribute in attributes if attribute.lower().startswith("on")}
        for attribute in handlers | {attribute for attribute, _ in fetched(name, attributes)}:
            del tag.attrs[attribute]
            changed = True
    return (parsed.html or "") if changed else html


def external_link(address: str, name: str | None, words: dict[str, str], is_picture: bool = True) -> str:
    """Return a link to something on another host, to show in its place."""
    return element(
        "a",
        element("span", words["foreign" if is_picture else "foreign_other"], class_="foreign__what"),
        element("bdi", name or address, class_="foreign__name"),
        href=address,
        class_="foreign",
        rel="noopener noreferrer",
    )
