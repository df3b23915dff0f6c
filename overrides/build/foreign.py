"""What a page's own HTML may not do: ask another host, or carry script."""

import re

from bs4 import BeautifulSoup

from demos.markup import element

_ASKING = ("img", "iframe", "video", "audio", "source", "embed", "object", "script", "link")

# Most pages hold nothing of the kind, and to parse a page with a demo takes a tenth of a second.
# The build's own JSON apart, whatever looks like one of these is looked at.
_SUSPECT = re.compile(
    rf"""<(?!script type="application/json">)(?:{"|".join(_ASKING)})\b|[\s"'/]on\w+\s*=""", re.I
)


def is_foreign(address):
    return address.startswith(("http://", "https://", "//"))


def tame(html: str, words: dict[str, str]) -> str:
    """Return the page's content with foreign pictures as links and script handlers gone.

    A picture on another host would tell that host who reads what, and is not
    there for a reader offline; a link keeps it one tap away. Pages without
    any are returned as they are, byte for byte.
    """
    if not _SUSPECT.search(html):
        return html
    soup = BeautifulSoup(html, "html.parser")
    changed = False
    for tag in soup.find_all(True):
        for handler in [name for name in tag.attrs if name.lower().startswith("on")]:
            del tag[handler]
            changed = True
        address = _text(tag.get("src") or tag.get("data") or (tag.get("href") if tag.name == "link" else None))
        if tag.name in _ASKING and address and is_foreign(address):
            tag.replace_with(BeautifulSoup(foreign_link(address, _text(tag.get("alt")), words), "html.parser"))
            changed = True
    return str(soup) if changed else html


def _text(value) -> str | None:
    """An attribute's value: Beautiful Soup makes lists of those that HTML calls lists."""
    return " ".join(value) if isinstance(value, list) else value


def foreign_link(address: str, name: str | None, words: dict[str, str]) -> str:
    """Return the link that stands where something on another host would have."""
    return element(
        "a",
        element("span", words["foreign"], class_="foreign__what"),
        element("bdi", name or address, class_="foreign__name"),
        href=address,
        class_="foreign",
        rel="noopener noreferrer",
    )
