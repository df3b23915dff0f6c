"""Links from one language's pages into the other's.

In one language's build MkDocs knows the files of that language alone. A link that names the
other, x.en.md, would be broken to it; it leads where it says. And a page that is shown for want
of a translation has links with anchors, x.md#where-we-stand, which the x.md that its readers
get calls otherwise; they lead to the same heading there.
"""

import re
from pathlib import PurePath
from urllib.parse import unquote

from markupsafe import escape
from mkdocs.utils import get_relative_url

from overrides.hooks.content.messages import LANGUAGES
from overrides.hooks.content.pages import Page
from overrides.hooks.content.sections import anchors_of

_NAMED = re.compile(rf"(.+)\.({'|'.join(LANGUAGES)})\.md")


def lead(files) -> None:
    """Have one build's files find the pages of the other language, by their whole names."""
    found_here = files.get_file_from_path

    def get_file_from_path(path: str):
        if file := found_here(path):
            return file
        named = _NAMED.fullmatch(PurePath(path).as_posix())
        if named and (here := found_here(f"{named[1]}.md")):
            return here.alternates.get(named[2])
        return None

    files.get_file_from_path = get_file_from_path


def translate_anchors(html: str, page, pages: dict[str, Page]) -> str:
    """Return a page's HTML with the anchors of headings in the language of the pages that its links lead to.

    page    drawn; its links_to_anchors are changed likewise
    pages   the written pages, by src_uri
    """
    for file, anchors in page.links_to_anchors.items():
        there, meant = pages.get(file.src_uri), pages.get(f"{file.src_uri.rsplit('.', 2)[0]}.{page.file.locale}.md")
        if not there or not meant or there is meant:
            continue
        numbers, names = anchors_of(meant), {number: anchor for anchor, number in anchors_of(there).items()}
        address = get_relative_url(file.url, page.file.url)
        for anchor in [anchor for anchor in anchors if unquote(anchor) in numbers]:
            written = anchors.pop(anchor)
            other = names.get(numbers[unquote(anchor)])
            if other:
                anchors[other] = written
            html = html.replace(f'"{escape(f"{address}#{anchor}")}"', f'"{escape(f"{address}#{other}" if other else address)}"')
    return html
