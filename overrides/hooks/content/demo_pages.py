"""Which pages of their own the demos have: /demos/attention/, /demos/language-names/.

Such a page has one demo and nothing else, so that others can show it in a frame. steps/bare_pages.py writes it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import demos
from demos.strings import strings


@dataclass(frozen=True)
class DemoPage:
    """A page of a demo, in every language.

    wanted  the options with which the demo begins there; those that it does not name are the default ones
    """

    demo: str
    slug: str
    wanted: dict[str, Any]

    @property
    def url(self) -> str:
        """Its address from the home page of its language."""
        return f"demos/{self.slug}/"

    @property
    def source(self) -> str:
        """Those options in TOML, as an author would write them."""
        return "\n".join(f"{name} = {json.dumps(value)}" for name, value in self.wanted.items())

    def title(self, language: str) -> str:
        return strings(demos.spoken(language))["pages"][self.slug]


def every_page() -> Iterator[DemoPage]:
    """Yield the pages of all demos, see demos/__init__.py."""
    for name in demos.REGISTRY:
        for part, wanted in getattr(demos.load(name), "PAGES", {"": {}}).items():
            yield DemoPage(name, f"{name}-{part}" if part else name, wanted)


def of_fence(name: str, options: Any) -> DemoPage | None:
    """Return the page of its own that a fence's demo has; None if it has none."""
    pages = (page for page in every_page() if page.demo == name)
    return next((page for page in pages if all(getattr(options, key) == value for key, value in page.wanted.items())), None)
