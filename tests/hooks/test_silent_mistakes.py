"""Mistakes that Python-Markdown and browsers pass over: each is reported with its line and its cure, in both languages."""

import re

import pytest

from overrides.hooks.check import check
from tests.support.checked_docs import put, reported

# The text, the line of the mistake in it, and the cure.
MISTAKES = {
    "list indented by two spaces": ("- one\n  - two", 1, "begin its line with four spaces instead of 2"),
    "list indented by three spaces": ("1. one\n   - two", 1, "four spaces instead of 3"),
    "two lists that are one": ("- one\n\n1. two", 2, "write a sentence between the two"),
    "cells that no column has": ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 2, "write \\| for a | that is text"),
    "footnote that no mark leads to": ("Text.\n\n[^1]: Note.", 2, "write [^1] in the text"),
    "footnote whose mark has a space": ("Text.[^ 1]\n\n[^1]: Note.", 2, "write [^1] in the text"),
    "two texts of a footnote": ("Text.[^1]\n\n[^1]: One.\n\n[^1]: Two.", 4, "give this one another name"),
    "tag that is never closed": ("Text <b>bold.", 0, "write </b> where it ends"),
    "<div> that is never closed": ("<div>\n\n## Next", 0, "write </div> where it ends"),
    "<bdi> that is never closed": ("Text <bdi>C++ and\n\nmore.", 0, "write </bdi> where it ends"),
    "tag that closes nothing": ("Text </bdi> text.", 0, "delete it, or write <bdi> before it"),
    "misspelt tag": ("Text <bid>C++</bid> text.", 0, "did you mean <bdi>?"),
    "comment that never ends": ("Text.\n\n<!-- to do\n\nMore.", 2, "write --> after it"),
    "<template>": ("Text <template>that nobody sees.", 0, "<template> hides what it contains"),
    "<noscript>": ("<noscript>\n\nText.\n\n</noscript>", 0, "<noscript> hides what it contains"),
    "<title> of a page": ("<title>A name</title>", 0, "<title> hides what it contains"),
    "curly quotes in a tag": ("<a href=“index.md”>x</a>", 0, "write straight ones"),
    "heading without a space": ("##Next", 0, "leave a space after `##`"),
    "heading without a text": ("##\n\nText.", 0, "write its text, or delete the line"),
    "attribute with a space": ("## Next { #my id }", 0, "without spaces in them"),
    "one anchor twice": ("## A { #x }\n\n## B { #x }", 2, "give this one another"),
    "picture with a space": ("! [a](../assets/images/logo.svg)", 0, "without a space between the two"),
    "link without an address": ("See [it]().", 0, "write one between the brackets"),
    "address with a space": ("See [it](my page.md).", 0, "write %20 for it"),
    "title that is never closed": ('See [it](index.md "title).', 0, "are not closed"),
    "misspelt scheme": ("See [it](htps://x.example/).", 0, "did you mean `https:`?"),
    "address without a scheme": ("See [it](www.x.example).", 0, "write https://www.x.example"),
    "mail address without a scheme": ("Write to [us](us@x.example).", 0, "write mailto:us@x.example"),
    "address that is no link": ("See https://x.example/a for it.", 0, "write <https://x.example/a>"),
    "address of a folder": ("See [it](../nope/).", 0, "write the path from this page to the .md file"),
    "address without an ending": ("See [it](nope).", 0, "write the path from this page to the .md file"),
    "misspelt demo fence": ("```demos chatbot\n```", 0, "write ```demo chatbot"),
    "demo fence with a colon": ("```demo: chatbot\n```", 0, "write ```demo chatbot"),
    "demo fence with a hyphen": ("```demo-chatbot\n```", 0, "write ```demo chatbot"),
    "misspelt guess fence": ("```gues\nWhat?\n```", 0, "write ```guess"),
    "guess fence in the plural": ("```guesses\nWhat?\n```", 0, "write ```guess"),
    "misspelt language of code": ("```pyhton\nx = 1\n```", 0, "did you mean `python`?"),
    "two backticks": ("``python\nx = 1\n``", 0, "write one more here and in its last line"),
    "fence that is never closed": ("````python\nx = 1\n```", 0, "write ```` alone on a line after it"),
    "second front matter": ("Text.\n\ntitle: again\n---", 2, "one front matter, at its beginning"),
    "note to oneself": ("TODO write this part.", 0, "write the text, or take the mark out"),
    "text that fills a place": ("Lorem ipsum dolor sit amet.", 0, "write the text, or take the mark out"),
    "<style>": ("<style>p { color: red }</style>", 0, "the site's style is in"),
    "second main heading": ("# Next", 0, "write ## here"),
    "fence inside one that was not closed": ("```python\nx = 1\n\n```python live\ny = 2\n```", 3, f"the block from line {11} is not closed before this one begins"),
    "anchor of another heading": ("## A cell\n\n## Again { #a-cell }", 2, "give this one another"),
    "anchor that stands only in code": ('See [it](#ghost).\n\n```html\n<p id="ghost">\n```', 0, "no heading here has the anchor #ghost"),
    "frame of another site": ('<iframe src="https://x.example/" title="x"></iframe>', 0, "readers get a link to it instead"),
    "merge": ("<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> theirs", 0, "write ## here"),
    "heading that was renamed under a demo's option": ('```demo attention\nlearn = "#gone"\n```', 1, "the anchors are:"),
}
FIRST = 11  # the line after the front matter


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_has_its_line_and_its_cure_in_both_languages(docs, monkeypatch, name):
    text, at, cure = MISTAKES[name]
    put(docs, "guides/x.en.md", f"{text}\n")
    found = [problem for problem in check(docs)[1] if problem.rule not in ("missing_translation",)]
    assert [problem.line for problem in found if cure in problem.message] == [FIRST + at], [problem.for_editor() for problem in found]
    monkeypatch.setenv("SITE_LANG", "ar")
    put(docs, "guides/x.en.md", f"{text}\n\nMore.\n")
    arabic = [problem.message for problem in check(docs)[1] if problem.line == FIRST + at]
    assert arabic and all(re.search("[\u0621-\u064a]", message) for message in arabic)


RIGHT = {
    "nested lists": "- one\n    - two\n        1. three\n\nText.\n\n1. one\n2. two\n\n<!-- -->\n\n- other",
    "list in a note": '!!! note "Mind"\n\n    - one\n        - two\n\n    Text.',
    "table with a | that is text": "| a | b |\n|:--|--:|\n| `x` \\| y | 2 |\n| 1 |\n\nText | text | text",
    "footnote used twice": "Text.[^1] Text.[^1]\n\n[^1]: Note.\n    More of it.",
    "tags": "A <bdi>C++</bdi> <b>b</b>, a<br>b, 1 < 2 > 1, <https://x.example/>, $a <b> c$, `<b>`, \\<b>.\n\n<p>Text\n\n<!-- <b> -->\n\n<svg width=\"9\"><title>Dot</title><circle r=\"1\"></circle><path d=\"M0\"/></svg>",
    "headings": "## One { #one .x data-y=\"z w\" }\n\n### Two #\n\nText #3, C#.",
    "links": '[a](index.md "title") [b](<index.md>) [c](https://x.example/a_(b)) [d](mailto:a@x.example) <a href="https://x.example/">https://x.example/</a> [https://x.example/](https://x.example/)',
    "code": "```python\n# comment\n##x\n- a\n  - b\n<b>\n```\n\n```console\n$ ls\n```\n\n```text\nTODO\n```",
    "rule below a text": "The end:\n\n---\n\nText.",
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_not_reported(docs, name):
    put(docs, "guides/index.en.md", "Text.\n", title='"All"')
    put(docs, "guides/x.en.md", f"{RIGHT[name]}\n")
    rules = ("lists", "tables", "footnotes", "html_pairs", "headings", "links", "images", "fences", "front_matter", "unfinished")
    assert reported(docs, *rules) == []
