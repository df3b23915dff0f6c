"""Two pages at one address: x.en.md beside x/index.en.md, or the build's own. One would be written over the other."""

from collections.abc import Iterator

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

# Written by the build (status.py).
_RESERVED = ("translations/",)


def check(pages: list[Page]) -> Iterator[Problem]:
    first: dict[str, Page] = {}
    for page in pages:
        if (own := _address(page.name)) in _RESERVED:
            yield error(page, "address-twice", 1, 1, "address-reserved", address=f"/{own}")
        # Either language's readers see every page; the English ones below en/.
        for prefix in ("", "en/"):
            address = prefix + _address(page.name)
            other = first.setdefault(address, page)
            if other.name != page.name:
                yield error(page, "address-twice", 1, address=f"/{address}", other=other.file)
                break


def _address(name: str) -> str:
    folder, slash, last = name.removesuffix(".md").rpartition("/")
    return folder + slash if last in ("index", "README") else f"{folder}{slash}{last}/"
