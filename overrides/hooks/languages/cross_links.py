"""Links from one language's pages into the other's.

While one language is built, MkDocs knows the files of that language only, so it would report a link
to x.en.md as broken; CrossLinkedFiles finds the page. And a page that is shown for want of a
translation has links with anchors in its own language, x.md#where-we-stand. The x.md around it has
other anchors, so the link is changed to the anchor of the same heading there.
"""

from pathlib import PurePath
from urllib.parse import unquote

from markupsafe import escape

from overrides.hooks.content.pages import Page, split_language
from overrides.hooks.content.sections import anchors_of
from overrides.hooks.framework import File, I18nFiles, get_relative_url


class CrossLinkedFiles(I18nFiles):
    """The files of one language's build, in which a page of the other language is found by its whole name, x.en.md."""

    def get_file_from_path(self, path: str) -> File | None:
        if file := super().get_file_from_path(path):
            return file
        name, language = split_language(PurePath(path).as_posix())
        if language and name.endswith(".md") and (here := super().get_file_from_path(name)):
            return here.alternates.get(language)
        return None


def translate_anchors(html: str, page, pages: dict[str, Page]) -> str:
    """Return a page's HTML with each link's anchor in the language of the page that it leads to.

    page    rendered; its links_to_anchors are changed likewise
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
