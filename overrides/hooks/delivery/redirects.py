"""Write a small page at each address that a page had before: hosts without rules for redirects need nothing else.

mkdocs-redirects does the same with a script in each page, which our policy forbids, and knows only one language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from overrides.hooks.content.site_languages import direction
from overrides.hooks.framework import get_relative_url

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta http-equiv="refresh" content="0; url={to}">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<link rel="canonical" href="{canonical}">
<title>{title}</title>
<p><a href="{to}">{title}</a></p>
</html>
"""


@dataclass(frozen=True)
class Redirect:
    """An old address.

    old, new   addresses from the site's root
    canonical  the absolute address of the page
    title      the page's title, and the language that it is in
    """

    old: str
    new: str
    canonical: str
    title: str
    language: str


def write(site: Path, redirects: Iterable[Redirect]) -> None:
    """Write the pages into a built site."""
    for redirect in redirects:
        file = site / (redirect.old if redirect.old.endswith(".html") else f"{redirect.old.rstrip('/')}/index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        to = get_relative_url(redirect.new, file.relative_to(site).as_posix())
        texts = {"to": to, "canonical": redirect.canonical, "title": redirect.title, "language": redirect.language}
        escaped = {name: escape(text) for name, text in texts.items()}
        file.write_text(_PAGE.format(direction=direction(redirect.language), **escaped), "utf-8")
