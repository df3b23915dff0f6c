"""A translation that is older than its original, or that does not record which original it was made from."""

from collections.abc import Iterator

from overrides.hooks.check.report import warning
from overrides.hooks.content.diagnostics import Problem
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page
from overrides.hooks.languages.freshness import state


def check(original: Page, translation: Page) -> Iterator[Problem]:
    found = state(original, translation)
    files = {"original": original.file, "page": translation.file}
    if found.kind == "behind":
        changed = "; ".join(found.changed) or say("translation_freshness.moved")
        line = translation.field_line("translated_from")
        yield warning(translation, "translation_freshness.behind", line, changed=changed, **files)
    elif found.kind == "unrecorded":
        yield warning(translation, "translation_freshness.unrecorded", 1, **files)
