"""A docs folder for the tests of the checker: write pages into it and read what the checker reports."""

from overrides.hooks.check import check
from tests.support.hostile_pages import head

ARABIC, ENGLISH = "guides/x.ar.md", "guides/x.en.md"


def put(docs, path, body, **matter):
    (docs / path).parent.mkdir(parents=True, exist_ok=True)
    (docs / path).write_text(head(path, **matter) + body, "utf-8")


def reported(docs, *names):
    """Return the problems of these rules, or of these kinds (rule.kind), as the checker prints them."""
    return [problem.for_editor() for problem in check(docs)[1] if problem.is_named_in(names)]


def on_page(docs, body, *names, path=ARABIC):
    """Write one page and return its problems, from the line number to the message."""
    put(docs, path, body)
    return [line.removeprefix(f"docs/{path}:").rpartition(" [")[0] for line in reported(docs, *names)]


def both(docs, arabic, english, *names):
    """Write a pair and return the English page's problems, from the line number on."""
    put(docs, ARABIC, arabic)
    put(docs, ENGLISH, english)
    return [line.removeprefix(f"docs/{ENGLISH}:") for line in reported(docs, *names)]
