"""Raw HTML that would run a script or change how the whole page looks. Pages have only the site's own scripts and styles."""

import re
from collections.abc import Iterator

from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.pages import Page

_SCRIPT_ADDRESS = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data\s*:\s*text/html)\s*:?", re.I)
_FORBIDDEN_TAGS = ("script", "base", "meta", "object", "embed")
_ADDRESS_ATTRIBUTES = ("href", "src", "action", "formaction", "xlink:href", "srcdoc")


def check(page: Page) -> Iterator[Problem]:
    for link in page.elements_of("link", "image"):
        if _SCRIPT_ADDRESS.match(link.key):
            yield error(page, "html_script.address", link.line, link.column, address=link.key[:40])
    for tag in page.elements_of("tag"):
        if tag.key == "style":
            yield error(page, "html_script.style", tag.line, tag.column)
        if tag.key in _FORBIDDEN_TAGS:
            yield error(page, "html_script.tag", tag.line, tag.column, tag=tag.key)
        for name, value in tag.attributes.items():
            if name.startswith("on"):
                # Only a warning, because the build removes the attribute.
                yield warning(page, "html_script.handler", tag.line, tag.column, name=name, tag=tag.key)
            # The addresses of <a> and <img> were checked above.
            elif tag.key not in ("a", "img") and name in _ADDRESS_ATTRIBUTES and _SCRIPT_ADDRESS.match(value or ""):
                yield error(page, "html_script.address", tag.line, tag.column, address=(value or "")[:40])
