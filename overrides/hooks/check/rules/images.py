"""Images: a guide's picture that does not exist, an image without alternative text, and one on another host."""

from collections.abc import Iterator

from overrides.hooks.check.report import error, warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.pages import Page
from overrides.hooks.languages.pairs import by_name, shown_in
from overrides.hooks.markdown.external_content import fetched, is_foreign


def check(pages: list[Page]) -> Iterator[Problem]:
    named = by_name(pages)
    for page in pages:
        if isinstance(page.matter, GuideMatter):
            yield from _picture_of_guide(page, page.matter.image, shown_in(page, named))
        yield from _images(page)
        yield from _other_tags(page)


def _picture_of_guide(page: Page, image: str, languages: list[str]) -> Iterator[Problem]:
    if is_foreign(image):
        yield warning(page, "images.external", page.field_line("image"), address=image)
    elif not all(page.has_file(image, language) for language in languages):
        yield error(page, "images.missing", page.field_line("image"), image=image)


def _images(page: Page) -> Iterator[Problem]:
    for image in page.elements_of("image"):
        # In HTML, alt="" says that an image is decoration. In Markdown, ![]() is usually an oversight.
        decorative = image.attributes.get("alt") == ""
        if not image.text.strip() and not decorative:
            yield warning(page, "images.alt", image.line, image.column)
        if is_foreign(image.key):
            yield warning(page, "images.external", image.line, image.column, address=image.key)


def _other_tags(page: Page) -> Iterator[Problem]:
    """Report the other HTML attributes that would fetch something from another host: srcset, poster, style and so on."""
    for tag in page.elements_of("tag"):
        for name, address in fetched(tag.key, tag.attributes):
            if (tag.key, name) != ("img", "src"):
                yield warning(page, "images.external_attribute", tag.line, tag.column, "external", name=name, address=address)
