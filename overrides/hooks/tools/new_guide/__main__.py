"""make new: asks for a title, a language and an author, and writes the pair.

    python -m overrides.hooks.tools.new_guide --title-ar … --title-en … --author … [--slug …] [--language ar|en|both]

What is not given as a flag is asked for, where there is a terminal to ask on.
"""

import argparse
import os
import sys
import unicodedata
from datetime import date
from pathlib import Path

from overrides.hooks.content.messages import LANGUAGES, say
from overrides.hooks.tools import new_guide

DOCS = Path("docs")
BOTH = "both"
# Controls, halves of characters, ends of lines: none of them belongs in a title.
_UNSEEN = ("Cc", "Cs", "Cn", "Zl", "Zp")


def main() -> int:
    _speak()
    asked = _parser().parse_args()
    try:
        written = new_guide.write(DOCS, _guide(asked))
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


def _speak() -> None:
    """Choose the language before the help is made, which is in it."""
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


def _guide(asked: argparse.Namespace) -> new_guide.Guide:
    language = asked.language or _language()
    languages = LANGUAGES if language == BOTH else (language,)
    titles = {}
    for language in languages:
        given = getattr(asked, f"title_{language}")
        titles[language] = _line(given, f"--title-{language}", say(f"new.ask_title_{language}"))
    if asked.slug is None:
        # The address is Latin even where only the Arabic file is written.
        asked.slug = new_guide.slug_of(titles.get("en") or _line(asked.title_en, "--title-en", say("new.ask_title_en")))
    known = sorted({path.name.split(".")[0] for path in DOCS.glob("authors/*.*.md")} - {"index"})
    author = _line(asked.author, "--author", say("new.ask_author", known=", ".join(known)))
    return new_guide.Guide(asked.slug, titles, author, tuple(asked.tags or ["generative-ai"]), asked.date)


def _language() -> str:
    """Return what the terminal answers; both, where there is none or nothing is answered."""
    answer = input(say("new.ask_language")).strip().lower() if sys.stdin.isatty() else ""
    if answer not in ("", BOTH, *LANGUAGES):
        raise new_guide.Refused(say("new.bad_language", language=answer))
    return answer or BOTH


def _line(given: str | None, option: str, question: str) -> str:
    """Return what was given, or what the terminal answers: one line, without invisible characters."""
    if given is None and sys.stdin.isatty():
        given = input(question)
    seen = (" " if unicodedata.category(character) in _UNSEEN else character for character in given or "")
    text = " ".join("".join(seen).split())
    if not text:
        raise new_guide.Refused(say("new.need", option=option))
    return text


if __name__ == "__main__":
    sys.exit(main())
