"""Pictures that a reader who cannot see them misses, and pictures that another host would serve."""

from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.pages import Page
from overrides.hooks.markdown.external_content import fetched, is_foreign


def check(page: Page) -> Iterator[Problem]:
    if isinstance(page.matter, GuideMatter) and is_foreign(page.matter.image):
        yield warning(page, "picture-external", page.field_line("image"), address=page.matter.image)
    for picture in page.of("picture"):
        # alt="" in HTML is the standard's way to say: decoration. Markdown's ![]() is an omission.
        decorative = picture.attributes.get("alt") == ""
        if not picture.text.strip() and not decorative:
            yield warning(page, "picture-alt", picture.line, picture.column)
        if is_foreign(picture.key):
            yield warning(page, "picture-external", picture.line, picture.column, address=picture.key)
    for tag in page.of("tag"):
        for name, address in fetched(tag.key, tag.attributes):
            if (tag.key, name) != ("img", "src"):
                yield warning(page, "picture-external", tag.line, tag.column, "picture-elsewhere", name=name, address=address)
