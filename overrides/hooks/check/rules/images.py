"""Images: a guide's picture that does not exist, a file that is no picture or a huge one, an image without alternative text, and one on another host."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.pages import Page
from overrides.hooks.languages.pairs import shown_in
from overrides.hooks.markdown.external_content import fetched, is_foreign

# In bytes: what a reader with a slow connection waits for about ten seconds.
LARGEST = 1_000_000
# "! [text](x.svg)" is a link after an exclamation mark.
_SPACE = re.compile(r"(?<![\w!])! \[[^\]]*\]\([^)]+\.(?:svg|png|jpe?g|webp|avif|gif)")
_BEGINNINGS = {
    suffix: re.compile(beginning, re.S)
    for suffix, beginning in {
        ".svg": rb"<svg[\s/>]",
        ".png": rb"\A\x89PNG\r\n",
        ".jpg": rb"\A\xff\xd8\xff",
        ".jpeg": rb"\A\xff\xd8\xff",
        ".webp": rb"\ARIFF....WEBP",
        ".avif": rb"\A....ftypavi",
        ".gif": rb"\AGIF8",
    }.items()
}


def check(page: Page, named: dict[str, dict[str, Page]]) -> Iterator[Problem]:
    if isinstance(page.matter, GuideMatter):
        yield from _picture_of_guide(page, page.matter.image, shown_in(page, named))
    yield from _images(page)
    yield from _other_tags(page)


def _picture_of_guide(page: Page, image: str, languages: list[str]) -> Iterator[Problem]:
    if is_foreign(image):
        yield warning(page, "images.external", page.field_line("image"), address=image)
    elif not all(page.find_file(image, language) for language in languages):
        yield error(page, "images.missing", page.field_line("image"), image=image)
    else:
        yield from _file(page, image, page.field_line("image"), 1)


def _images(page: Page) -> Iterator[Problem]:
    for number, line in page.prose:
        for found in _SPACE.finditer(line):
            yield error(page, "images.space", number, found.start() + 1)
    for image in page.elements_of("image"):
        # In HTML, alt="" says that an image is decoration. In Markdown, ![]() is usually an oversight.
        decorative = image.attributes.get("alt") == ""
        if not image.text.strip() and not decorative:
            yield warning(page, "images.alt", image.line, image.column)
        if is_foreign(image.key):
            yield warning(page, "images.external", image.line, image.column, address=image.key)
        else:
            yield from _file(page, posixpath.normpath(posixpath.join(posixpath.dirname(page.src_uri), unquote(image.key))), image.line, image.column)


def _file(page: Page, path: str, line: int, column: int) -> Iterator[Problem]:
    """Report a picture's file that browsers cannot show, or that a reader on a phone waits for. If there is none, the rule "links" reports it."""
    file = page.find_file(path, page.language)
    if not file:
        return
    size = file.stat().st_size
    with file.open("rb") as opened:
        begin = opened.read(LARGEST)
    known = _BEGINNINGS.get(file.suffix.lower())
    if not begin or (known and not known.search(begin)):
        yield error(page, "images.no_picture", line, column, image=path)
    elif size > LARGEST:
        yield error(page, "images.large", line, column, image=path, size=f"{size / 1e6:.1f}", limit=f"{LARGEST / 1e6:.0f}")


def _other_tags(page: Page) -> Iterator[Problem]:
    """Report the other HTML attributes that would fetch something from another host: srcset, poster, style and so on."""
    for tag in page.elements_of("tag"):
        for name, address in fetched(tag.key, tag.attributes):
            if tag.key in ("iframe", "video", "audio") and name == "src":
                yield warning(page, "images.external_frame", tag.line, tag.column, "external", tag=tag.key, address=address)
            elif (tag.key, name) != ("img", "src"):
                yield warning(page, "images.external_attribute", tag.line, tag.column, "external", name=name, address=address)
