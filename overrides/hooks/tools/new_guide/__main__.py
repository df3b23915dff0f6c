"""make new: ask for languages, titles and an author, and write the guide's files.

    python -m overrides.hooks.tools.new_guide --title-ar … --title-en … --author … [--slug …] [--language ar|en|both]

On a terminal, it asks for what the options do not give.
"""

import argparse
import os
import sys
import unicodedata
from datetime import date
from pathlib import Path

from demos import LANGUAGES
from overrides.hooks.content.messages import say
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
    first.add_argument("--lang", choices=LANGUAGES)
    chosen = first.parse_known_args()[0].lang
    if chosen:
        os.environ["SITE_LANG"] = chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m overrides.hooks.tools.new_guide", description=say("new.about"))
    parser.add_argument("--lang", choices=LANGUAGES, help=say("new.option_lang"))
    parser.add_argument("--language", choices=(*LANGUAGES, BOTH), help=say("new.option_language"))
    parser.add_argument("--title-ar")
    parser.add_argument("--title-en")
    parser.add_argument("--author", help=say("new.option_author"))
    parser.add_argument("--slug", help=say("new.option_slug"))
    parser.add_argument("--tag", action="append", dest="tags")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today())
    return parser


def _guide(options: argparse.Namespace) -> new_guide.Guide:
    choice = options.language or _ask_languages()
    languages = LANGUAGES if choice == BOTH else (choice,)
    titles = {}
    for language in languages:
        given = getattr(options, f"title_{language}")
        titles[language] = _line(given, f"--title-{language}", say(f"new.ask_title_{language}"))
    if options.slug is None:
        # The address has Latin letters, even if only the Arabic file is written.
        options.slug = new_guide.slug_of(titles.get("en") or _line(options.title_en, "--title-en", say("new.ask_title_en")))
    known = sorted({path.name.split(".")[0] for path in DOCS.glob("authors/*.*.md")} - {"index"})
    author = _line(options.author, "--author", say("new.ask_author", known=", ".join(known)))
    return new_guide.Guide(options.slug, titles, author, tuple(options.tags or ["generative-ai"]), options.date)


def _ask_languages() -> str:
    """Return the answer; BOTH if it is empty, or there is no terminal."""
    answer = input(say("new.ask_language")).strip().lower() if sys.stdin.isatty() else ""
    if answer not in ("", BOTH, *LANGUAGES):
        raise new_guide.Refused(say("new.bad_language", language=answer))
    return answer or BOTH


def _line(given: str | None, option: str, question: str) -> str:
    """Return the option's value, or else the answer on the terminal: one line, without invisible characters.

    Raises Refused if it is empty.
    """
    if given is None and sys.stdin.isatty():
        given = input(question)
    visible = (" " if unicodedata.category(character) in _NOT_IN_TITLES else character for character in given or "")
    text = " ".join("".join(visible).split())
    if not text:
        raise new_guide.Refused(say("new.need", option=option))
    return text


if __name__ == "__main__":
    sys.exit(main())
