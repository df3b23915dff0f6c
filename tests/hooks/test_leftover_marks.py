"""Marks that were not rendered are reported at their own lines, also where the same stands in the page more than once."""

from overrides.hooks.content import pages
from overrides.hooks.markdown import leftover_marks
from tests.support.checked_docs import ENGLISH, put

FIRST = 11  # the line after the front matter


def lines(docs, source, html):
    """Return the lines, from that after the front matter, of the problems of a page whose HTML this is."""
    put(docs, ENGLISH, source)
    return [problem.line - FIRST for problem in leftover_marks.problems(html, pages.read(docs / ENGLISH, f"docs/{ENGLISH}"))]


def test_the_formula_that_is_not_closed_is_reported_and_not_the_one_above_that_is(docs):
    source = "$$\nx = 1\n$$\n\nText.\n\n$$\ny = 2\n\nMore.\n"
    assert lines(docs, source, "<div><math><mi>x</mi></math></div><p>Text.</p><p>$$\ny = 2</p><p>More.</p>") == [6]


def test_the_empty_note_is_reported_and_not_the_one_of_its_kind_above(docs):
    source = "!!! note\n\n    Text.\n\n```markdown\n!!! note\n```\n\n!!! note\n\nMore.\n"
    note = '<div class="admonition note"><p class="admonition-title">Note</p>{}</div>'
    assert lines(docs, source, f"{note.format('<p>Text.</p>')}<pre>!!! note</pre>{note.format('')}<p>More.</p>") == [8]


def test_a_mark_that_stands_twice_is_reported_at_both_lines(docs):
    source = "**bold\n\nText.\n\n**bold\n"
    assert lines(docs, source, "<p>**bold</p><p>Text.</p><p>**bold</p>") == [0, 4]
