"""The picture over a guide must be there: below docs/, in the page's language if there is one for it."""

from collections.abc import Iterator
from pathlib import Path

from overrides.hooks.check.report import error
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.front_matter import GuideMatter
from overrides.hooks.content.messages import LANGUAGES
from overrides.hooks.content.pages import Page
from overrides.hooks.markdown.external_content import is_foreign


def check(pages: list[Page]) -> Iterator[Problem]:
    for page in pages:
        if isinstance(page.matter, GuideMatter) and not is_foreign(page.matter.image) and not _is_there(page, page.matter.image):
            yield error(page, "image", page.field_line("image"), image=page.matter.image)


def _is_there(page: Page, image: str) -> bool:
    path = page.docs / image
    if ".." in Path(image).parts:
        return False
    named = [path, *(path.with_suffix(f".{language}{path.suffix}") for language in LANGUAGES)]
    return any(candidate.is_file() for candidate in named)
