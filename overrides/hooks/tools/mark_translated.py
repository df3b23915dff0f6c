"""make translated PAGE=docs/guides/x.en.md: record that a translation agrees with its original as it is now.

    python -m overrides.hooks.tools.mark_translated [--lang ar|en] (PAGE ... | all)

It writes a hash of every section of the original into the translation's front matter. When the
original changes, the checker, the translation's page and the status page say which sections
are out of date.
"""

import argparse
import sys
from pathlib import Path

from overrides.hooks.content import pages
from overrides.hooks.content.messages import add_language_option, say
from overrides.hooks.content.pages import Page
from overrides.hooks.content.site_languages import LANGUAGES
from overrides.hooks.languages import freshness
from overrides.hooks.languages.pairs import pairs


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m overrides.hooks.tools.mark_translated", description=__doc__.splitlines()[0])
    parser.add_argument("page", nargs="*")
    add_language_option(parser)
    options = parser.parse_args()
    if not options.page:
        print(say("translated.which"), file=sys.stderr)
        return 1
    found, problems = pages.load(Path("docs"))
    if problems:
        print(say("translated.broken"), *(problem.for_editor() for problem in problems), sep="\n", file=sys.stderr)
        return 1
    try:
        chosen = [*pairs(found)] if options.page == ["all"] else [_pair(name, found) for name in options.page]
    except LookupError as error:
        print(error.args[0], file=sys.stderr)
        return 1
    for original, translation in chosen:
        Path(translation.file).write_text(freshness.record(original, translation), "utf-8", newline="\n")
        print(say("translated.done", page=translation.file, original=original.file))
    return 0


def _pair(name: str, found: list[Page]) -> tuple[Page, Page]:
    """Return (original, translation) for a translation's file. Raises LookupError with a message for the author."""
    file = name if name.startswith("docs/") else f"docs/{name}"
    translation = next((page for page in found if page.file == file), None)
    if translation is None:
        raise LookupError(say("translated.no_page", page=file))
    of_it = {other: original for original, other in pairs(found) if other.name == translation.name}
    original = of_it.get(translation)
    if original is None:
        if others := [other.file for other in of_it]:
            raise LookupError(say("translated.original", page=file, others=", ".join(others)))
        other = next(language for language in LANGUAGES if language != translation.language)
        raise LookupError(say("translated.no_pair", page=file, other=f"docs/{translation.name[:-3]}.{other}.md"))
    return original, translation


if __name__ == "__main__":
    sys.exit(main())
