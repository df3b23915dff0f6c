"""make new: ask for languages, titles and an author, and write the guide's files.

    python -m overrides.hooks.tools.new_guide --title-ar … --title-en … --author … [--slug …] [--language ar|en|both]

On a terminal, it asks for what the options do not give, and asks again after an answer that cannot be.
"""

import argparse
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

from overrides.hooks.content import messages
from overrides.hooks.content.messages import say
from overrides.hooks.content.site_languages import LANGUAGES, name_in
from overrides.hooks.tools import new_guide

DOCS = Path("docs")
BOTH = "both"
# Unicode categories that a title must not have: control characters, lone surrogates, unassigned, line ends.
_NOT_IN_TITLES = ("Cc", "Cs", "Cn", "Zl", "Zp")


def main() -> int:
    _choose_language()
    options = _parser().parse_args()
    try:
        written = new_guide.write(DOCS, _guide(options))
    except new_guide.Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
        return 1
    for path in written:
        print(say("new.wrote", file=path.as_posix()))
    print(say("new.next"))
    return 0


def _choose_language() -> None:
    """Read --lang first: the help texts of the other options are in this language."""
    first = argparse.ArgumentParser(add_help=False)
    messages.add_language_option(first)
    first.parse_known_args()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m overrides.hooks.tools.new_guide", description=say("new.about"))
    messages.add_language_option(parser)
    parser.add_argument("--language", choices=(*LANGUAGES, BOTH), help=say("new.option_language"))
    for language in LANGUAGES:
        parser.add_argument(f"--title-{language}", help=say("new.option_title", language=name_in(messages.language(), language)))
    parser.add_argument("--author", help=say("new.option_author"))
    parser.add_argument("--slug", help=say("new.option_slug"))
    parser.add_argument("--tag", action="append", dest="tags", help=say("new.option_tag"))
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help=say("new.option_date"))
    return parser


def _guide(options: argparse.Namespace) -> new_guide.Guide:
    """Return the guide that the options and the answers describe. Raises Refused for an option that cannot be."""
    languages = _languages(options.language)
    in_words = {language: name_in(messages.language(), language) for language in languages}
    titles = {
        language: _answer(getattr(options, f"title_{language}"), f"--title-{language}", say("new.ask_title", language=in_words[language]))
        for language in languages
    }
    slug = _slug(options, titles)
    known = sorted({path.name.split(".")[0] for path in DOCS.glob("authors/*.*.md")} - {"index"})
    author = _answer(options.author, "--author", say("new.ask_author", known=", ".join(known)), new_guide.check_author)
    return new_guide.Guide(slug, titles, author, tuple(options.tags or ["Generative AI"]), options.date)


def _languages(given: str | None) -> tuple[str, ...]:
    """Return the languages to write; all of them if the answer is empty, or there is no terminal."""

    def check(answer: str) -> None:
        if answer.lower() not in (BOTH, *LANGUAGES):
            raise new_guide.Refused(say("new.bad_language", language=answer, known=", ".join(LANGUAGES)))

    if given is None and sys.stdin.isatty():
        given = _answer(None, "--language", say("new.ask_language", known=", ".join(LANGUAGES)), check, empty=BOTH)
    choice = (given or BOTH).lower()
    return LANGUAGES if choice == BOTH else (choice,)


def _slug(options: argparse.Namespace, titles: dict[str, str]) -> str:
    """Return the guide's address: the option, or made of a title with Latin letters, or the answer."""

    def check(slug: str) -> None:
        new_guide.check_address(DOCS, slug, list(titles))

    latin = [title for title in (*(titles[language] for language in titles if language != LANGUAGES[0]), options.title_en) if title]
    made = options.slug
    try:
        if made is None and latin:
            made = new_guide.slug_of(latin[0])
        if made is not None:
            check(made)
            return made
    except new_guide.Refused as refused:
        if options.slug is not None or not sys.stdin.isatty():
            raise
        print(refused, file=sys.stderr)
    return _answer(None, "--slug", say("new.ask_slug"), check)


def _answer(given: str | None, option: str, question: str, check: Callable[[str], None] = lambda text: None, empty: str = "") -> str:
    """Return the option's value, or else the answer on the terminal: one line, without invisible characters.

    check  raises Refused for a text that cannot be: then the question is asked again. A given option is not asked again.
    empty  what an empty answer means; without it the question is asked again
    Raises Refused if there is no terminal.
    """
    if given is not None or not sys.stdin.isatty():
        text = _one_line(given or "")
        if not text:
            raise new_guide.Refused(say("new.need", option=option))
        check(text)
        return text
    while True:
        text = _one_line(input(question)) or empty
        try:
            if not text:
                raise new_guide.Refused(say("new.empty"))
            check(text)
            return text
        except new_guide.Refused as refused:
            print(refused, file=sys.stderr)


def _one_line(text: str) -> str:
    visible = (" " if unicodedata.category(character) in _NOT_IN_TITLES else character for character in text)
    return " ".join("".join(visible).split())


if __name__ == "__main__":
    sys.exit(main())
