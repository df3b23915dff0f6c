"""make qti: the guesses of every page as QTI packages, which teachers import into Moodle, Canvas and the like.

    python -m overrides.hooks.tools.qti [--version 1.2|2.1] [FOLDER]

One zip for each page with guesses: guides-x.en.zip. mkdocs-quiz writes the packages. A guess of a number is left out,
because its packages know no tolerance; the command says how many.
"""

import argparse
import hashlib
import html
import sys
from pathlib import Path

from markdown import Markdown
from mkdocs_quiz.qti import Answer, QTIExporter, QTIVersion, Quiz, QuizCollection
from mkdocs_quiz.qti.utils import strip_html_tags

from overrides.hooks.content import pages
from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.content.guess import Guess, Number
from overrides.hooks.content.messages import say
from overrides.hooks.content.pages import Page
from overrides.hooks.markdown import guess_fence


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m overrides.hooks.tools.qti", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("qti"))
    parser.add_argument("--version", choices=[version.value for version in QTIVersion], default="2.1")
    options = parser.parse_args()
    found, problems = pages.load(Path("docs"))
    guesses_of = {}
    for page in found:
        try:
            guesses_of[page] = [guess_fence.read(fence.text, page.file, fence.line, fence.info.split()[1:]) for fence in page.elements_of("guess")]
        except Mistake as mistake:
            problems += mistake.problems
    if problems:
        print(*(problem.for_editor() for problem in problems), sep="\n", file=sys.stderr)
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    for page, guesses in guesses_of.items():
        collection = collection_of(page, guesses)
        if collection.quizzes:
            target = options.folder / f"{page.src_uri.removesuffix('.md').replace('/', '-')}.zip"
            QTIExporter.create(collection, QTIVersion(options.version)).export_to_zip(target)
            print(say("qti.written", file=target, count=len(collection.quizzes), left=len(guesses) - len(collection.quizzes)))
    return 0


def collection_of(page: Page, guesses: list[Guess]) -> QuizCollection:
    """Return a page's guesses as mkdocs-quiz has them, without those of a number. Their identifiers depend on their texts only."""
    quizzes = [_quiz(guess) for guess in guesses if not isinstance(guess.answers, Number)]
    return QuizCollection(page.matter.title, quizzes, page.matter.description, identifier=_identifier("page", page.src_uri))


def _quiz(guess: Guess) -> Quiz:
    assert not isinstance(guess.answers, Number)
    name = _identifier("guess", guess.question)
    answers = [Answer(_plain(choice.text), choice.right, f"{name}_{number}") for number, choice in enumerate(guess.answers)]
    # mkdocs-quiz makes a title of the question, and does not escape quotation marks in it.
    question = _plain(guess.question).replace('"', "”")
    return Quiz(question, answers, content=_plain(guess.why), identifier=name)


def _plain(markdown: str) -> str:
    # In a package of version 2.1, HTML would be shown as it is written.
    return html.unescape(strip_html_tags(Markdown().convert(markdown)))


def _identifier(kind: str, text: str) -> str:
    return f"{kind}_{hashlib.sha256(text.encode('utf-8')).hexdigest()[:12]}"


if __name__ == "__main__":
    sys.exit(main())
