"""Raw HTML that would run script. The site's pages run none but its own."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_RUNNING = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data\s*:\s*text/html)\s*:?", re.I)
_FORBIDDEN = ("script", "base", "meta", "object", "embed")
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "srcdoc")


def check(page: Page) -> Iterator[Problem]:
    for link in page.of("link", "picture"):
        if _RUNNING.match(link.key):
            yield error(page, "html-script", link.line, link.column, "html-address", address=link.key[:40])
    for tag in page.of("tag"):
        if tag.key in _FORBIDDEN:
            yield error(page, "html-script", tag.line, tag.column, tag=tag.key)
        for name, value in tag.attributes.items():
            if name.startswith("on"):
                # The build takes it off, so the page is safe all the same.
                yield warning(page, "html-handler", tag.line, tag.column, name=name, tag=tag.key)
            elif tag.key not in ("a", "img") and name in _ADDRESSES and _RUNNING.match(value or ""):
                yield error(page, "html-script", tag.line, tag.column, "html-address", address=(value or "")[:40])
