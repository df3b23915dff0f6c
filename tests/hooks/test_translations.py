"""The checker compares a translation with its original and reports what differs and what is older."""

import pytest

from overrides.hooks.content import pages
from overrides.hooks.languages import freshness
from overrides.hooks.tools import mark_translated
from tests.support.checked_docs import ARABIC, ENGLISH, both, put, reported

WHOLE = """Intro.

## One

![a](../assets/images/logo.svg) [x](https://x.example/)

```python
total = 1  # all
```

## Two

```demo chatbot
```

[back](#one) [home](../index.md)

### Three

![b](../assets/images/favicon.svg)
"""
TRANSLATED = (
    WHOLE.replace("## One", "## واحد").replace("## Two", "## اتنين").replace("(#one)", "(#واحد)").replace("all", "كله").replace("Three", "تلاتة")
)
PAIR = ("pair_structure",)


@pytest.fixture(autouse=True)
def what_the_pages_link_to(docs):
    put(docs, "index.ar.md", "كلام.\n")
    for name in ("a", "b", "favicon", "x"):
        (docs / f"assets/images/{name}.svg").write_text("<svg/>", "utf-8")


def test_a_faithful_translation_is_not_reported(docs):
    assert both(docs, TRANSLATED, WHOLE, *PAIR) == []


@pytest.mark.parametrize(
    "lost, said",
    [
        ("```demo chatbot\n```\n", "21:1: warning: the demo `chatbot` of docs/guides/x.ar.md (line 23) is missing here; put it in [pair_structure]"),
        ("![a](../assets/images/logo.svg)", "13:1: warning: the picture `../assets/images/logo.svg` of docs/guides/x.ar.md (line 15) is missing here; put it in [pair_structure]"),
        (" [x](https://x.example/)", "13:1: warning: the link to `https://x.example/` of docs/guides/x.ar.md (line 15) is missing here; put it in [pair_structure]"),
        ("```python\ntotal = 1  # all\n```\n", "13:1: warning: a block of code (python) of docs/guides/x.ar.md (line 17) is missing here; put it in [pair_structure]"),
        ("[back](#one) ", "21:1: warning: the link to `#واحد` of docs/guides/x.ar.md (line 26) is missing here; put it in [pair_structure]"),
    ],
)
def test_what_a_translation_lacks_is_reported(docs, lost, said):
    assert both(docs, TRANSLATED, WHOLE.replace(lost, ""), *PAIR) == [said]


def test_what_a_translation_adds_is_reported(docs):
    [line] = both(docs, TRANSLATED, WHOLE + "\n[more](https://more.example/)\n", *PAIR)
    assert line.startswith("32:1: warning: the link to `https://more.example/` is not in docs/guides/x.ar.md; add it there")


def test_a_missing_section_is_reported_with_its_heading(docs):
    english = WHOLE.replace("### Three\n", "")
    [line] = both(docs, TRANSLATED, english, *PAIR)
    assert "the section “تلاتة” of docs/guides/x.ar.md (line 28) is missing here; translate it [pair_structure]" in line


def test_an_added_section_is_reported(docs):
    [line] = both(docs, TRANSLATED, WHOLE + "\n## Four\n", *PAIR)
    assert line.startswith("32:1: warning: the section “Four” is not in docs/guides/x.ar.md")


def test_sections_in_another_order_are_reported_once(docs):
    first, second = "## A\n\n```demo chatbot\n```\n\n", "## B\n\n```demo attention\n```\n\n"
    [line] = both(docs, first + second, second + first, *PAIR)
    assert line.startswith("11:1: warning: the sections are in another order than in docs/guides/x.ar.md, from “B” on")


def test_pictures_in_another_order_are_reported(docs):
    one, two = "![a](../assets/images/a.svg)\n", "![b](../assets/images/b.svg)\n"
    [line] = both(docs, one + "\n" + two, two + "\n" + one, *PAIR)
    assert "the picture `../assets/images/b.svg` is at another place than in docs/guides/x.ar.md" in line


def test_links_may_change_places_within_a_section_but_not_leave_it(docs):
    one, two = "[a](https://a.example)", "[b](https://b.example)"
    assert both(docs, f"{one} {two}\n\n## X\n", f"{two} {one}\n\n## X\n", *PAIR) == []
    [line] = both(docs, f"{one} {two}\n\n## X\n", f"{two}\n\n## X\n\n{one}\n", *PAIR)
    assert "the link to `https://a.example` is at another place" in line


def test_code_may_have_its_comments_and_texts_translated_and_nothing_else(docs):
    def code(text):
        return f"```python\n{text}\n```\n"

    assert both(docs, code('say("أهلًا")  # يسلّم'), code('say("hello")  # greets'), *PAIR) == []
    [line] = both(docs, code("x = 1"), code("x = 2"), *PAIR)
    assert "this code does something else than that in docs/guides/x.ar.md (line 11)" in line


def test_a_picture_and_a_wikipedia_of_its_language_are_the_same_thing(docs):
    arabic = "![س](../assets/images/x.ar.svg) [و](https://ar.wikipedia.org/wiki/محول)\n"
    english = "![x](../assets/images/x.en.svg) [w](https://en.wikipedia.org/wiki/Transformer)\n"
    assert both(docs, arabic, english, *PAIR) == []


# Translations that fall behind


def mark(docs):
    found = {page.src_uri: page for page in pages.load(docs)[0]}
    (docs / ENGLISH).write_text(freshness.record(found[ARABIC], found[ENGLISH]), "utf-8")


BEHIND = ("translation_freshness",)


def test_a_translation_that_records_nothing_is_reported(docs):
    [line] = both(docs, TRANSLATED, WHOLE, *BEHIND)
    assert line.startswith("1:1: warning: this page does not record which text of docs/guides/x.ar.md it translates")


def test_a_translation_is_behind_by_the_sections_that_changed_and_no_others(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    assert reported(docs, *BEHIND) == []
    put(docs, ARABIC, TRANSLATED.replace("## اتنين\n", "## اتنين\n\nكلام جديد.\n"))
    [line] = reported(docs, *BEHIND)
    assert "docs/guides/x.ar.md has changed since this was translated: اتنين. Translate that" in line
    assert "make translated PAGE=docs/guides/x.en.md" in line
    mark(docs)
    assert reported(docs, *BEHIND) == []


def test_spaces_line_ends_and_dates_do_not_count_as_changes(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    put(docs, ARABIC, TRANSLATED.replace("\n", "\r\n") + "\n\n", updatedAt='"2027-01-01"')
    assert reported(docs, *BEHIND) == []


def test_a_new_title_and_a_removed_section_are_changes(docs):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    put(docs, ARABIC, TRANSLATED, title='"عنوان جديد"')
    assert "translated: عنوان جديد." in reported(docs, *BEHIND)[0]
    put(docs, ARABIC, TRANSLATED.split("### ")[0])
    assert "translated: a section was taken out or moved." in reported(docs, *BEHIND)[0]


def test_the_page_with_the_record_is_the_translation(docs):
    put(docs, ARABIC, "كلام.\n", translated_from='"000000"')
    put(docs, ENGLISH, "Text.\n")
    [line] = reported(docs, *BEHIND)
    assert line.startswith("docs/guides/x.ar.md:10:1: warning: docs/guides/x.en.md has changed since this was translated")


def test_recording_changes_one_line_of_the_page(docs):
    both(docs, TRANSLATED, WHOLE)
    before = (docs / ENGLISH).read_text("utf-8").splitlines()
    mark(docs)
    mark(docs)
    after = (docs / ENGLISH).read_text("utf-8").splitlines()
    [line] = [line for line in after if line.startswith("translated_from: ")]
    after.remove(line)
    assert after == before


def test_the_command_refuses_an_original_and_says_what_to_name(docs, monkeypatch, capsys):
    both(docs, TRANSLATED, WHOLE)
    mark(docs)
    before = (docs / ARABIC).read_bytes()
    monkeypatch.chdir(docs.parent)
    monkeypatch.setattr("sys.argv", ["mark_translated", f"docs/{ARABIC}"])
    assert mark_translated.main() == 1
    assert "docs/guides/x.ar.md is the original, and nothing was changed; name its translation: docs/guides/x.en.md" in capsys.readouterr().err
    assert (docs / ARABIC).read_bytes() == before
    monkeypatch.setattr("sys.argv", ["mark_translated"])
    assert mark_translated.main() == 1 and "which page?" in capsys.readouterr().err
