"""What a page's own HTML may not do: ask another host, or carry script."""

from bs4 import BeautifulSoup

from demos.markup import element

_ASKING = ("img", "iframe", "video", "audio", "source", "embed", "object", "script", "link")


def _is_foreign(address):
    return address.startswith(("http://", "https://", "//"))


def tame(html: str, words: dict[str, str]) -> str:
    """Return the page's content with foreign pictures as links and script handlers gone.

    A picture on another host would tell that host who reads what, and is not
    there for a reader offline; a link keeps it one tap away. Pages without
    any are returned as they are, byte for byte.
    """
    soup = BeautifulSoup(html, "html.parser")
    changed = False
    for tag in soup.find_all(True):
        for handler in [name for name in tag.attrs if name.lower().startswith("on")]:
            del tag[handler]
            changed = True
        address = tag.get("src") or tag.get("data") or (tag.get("href") if tag.name == "link" else None)
        if tag.name in _ASKING and address and _is_foreign(address):
            tag.replace_with(BeautifulSoup(foreign_link(address, tag.get("alt"), words), "html.parser"))
            changed = True
    return str(soup) if changed else html


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
