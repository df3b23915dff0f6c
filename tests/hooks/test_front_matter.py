"""A wrong front matter is reported with the file, the field, what was found and what is expected."""

from datetime import date

import pytest

from overrides.hooks.content.diagnostics import Mistake
from overrides.hooks.content.front_matter import GuideMatter, PageMatter, model_for, parse

GOOD = {
    "title": '"Generative AI"',
    "description": '"Where it came from"',
    "excerpt": '"الـ Generative AI"',
    "tags": '["LLM", "AI"]',
    "updatedAt": '"2023-12-06"',
    "featured": "false",
    "image": '"https://example.com/picture.png"',
    "author": '"somebody"',
}


def source(**changes):
    fields = {**GOOD, **changes}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", "Text."])


def problems(text, model=GuideMatter):
    with pytest.raises(Mistake) as caught:
        parse(text, file="docs/guides/x.ar.md", model=model)
    return [problem.for_editor() for problem in caught.value.problems]


def test_a_good_front_matter_becomes_typed_values():
    matter = parse(source(), file="x", model=GuideMatter)
    assert matter.updatedAt == date(2023, 12, 6)
    assert matter.tags == ["LLM", "AI"]
    assert matter.featured is False


def test_a_date_may_stand_without_quotes():
    assert parse(source(updatedAt="2023-12-06"), file="x", model=GuideMatter).updatedAt == date(2023, 12, 6)


@pytest.mark.parametrize("field", GOOD)
def test_a_missing_field_is_named_with_what_is_expected(field):
    [problem] = problems(source(**{field: None}))
    assert problem.startswith(f"docs/guides/x.ar.md:1:1: error: field `{field}` is missing; expected ")


@pytest.mark.parametrize(
    "field, value, found",
    [
        ("title", '""', "str ''"),
        ("title", "2017", "int 2017"),
        ("description", "[]", "list []"),
        ("tags", "LLM", "str 'LLM'"),
        ("tags", "[]", "list []"),
        ("tags", "[1]", "list [1]"),
        ("updatedAt", '"06/12/2023"', "str '06/12/2023'"),
        ("updatedAt", '"2023-13-45"', "str '2023-13-45'"),
        ("updatedAt", "2023", "int 2023"),
        ("featured", '"false"', "str 'false'"),
        ("image", "picture", "str 'picture'"),
        ("image", "javascript:alert(1).png", "str 'javascript:alert(1).png'"),
        ("author", '"Two Words"', "str 'Two Words'"),
        ("author", '"../about"', "str '../about'"),
    ],
)
def test_a_wrong_value_is_reported_with_its_line_and_what_was_found(field, value, found):
    [problem] = problems(source(**{field: value}))
    line = 2 + list(GOOD).index(field)
    assert problem.startswith(f"docs/guides/x.ar.md:{line}:1: error: field `{field}`: found {found}; expected ")


def test_an_unknown_field_is_reported_with_the_known_ones():
    assert "field `authr` is not known here; did you mean `author`? The fields are: title, " in problems(source(authr="x"))[0]
    assert "field `zzz` is not known here; the fields are: title, " in problems(source(zzz="x"))[0]


def test_a_field_written_twice_is_reported():
    twice = source().replace("featured: false", "title: again\nfeatured: false")
    assert problems(twice) == [
        "docs/guides/x.ar.md:7:1: error: field `title` is written twice, first in line 2; keep one [front_matter]"
    ]


def test_every_wrong_field_is_reported_at_once():
    assert len(problems(source(title=None, tags="x", featured="7"))) == 3


def test_yaml_that_cannot_be_read_is_reported_with_its_line():
    [problem] = problems("---\ntitle: a\ndescription: b: c\n---\n")
    assert problem.startswith("docs/guides/x.ar.md:3:1: error: the front matter is not YAML: ")


@pytest.mark.parametrize("text", ["", "# A heading only", "---\ntitle: never closed\n"])
def test_a_page_without_front_matter_is_reported_with_how_to_begin(text):
    assert problems(text)[0].startswith("docs/guides/x.ar.md:1:1: error: no front matter; begin the file with ---")


@pytest.mark.parametrize("text", [source().replace("\n", "\r\n"), "\ufeff" + source()])
def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(text):
    assert parse(text, file="x", model=GuideMatter).title == "Generative AI"


def test_the_folder_of_a_page_decides_which_fields_it_needs():
    assert model_for("guides/x.ar.md") is GuideMatter
    assert model_for("guides/index.ar.md") is PageMatter
    assert model_for("about.en.md") is PageMatter


def test_of_two_dates_without_quotes_the_one_that_does_not_exist_is_reported():
    [problem] = problems(source(updatedAt="2026-11-30", publishedAt="2026-02-30"))
    assert problem.startswith("docs/guides/x.ar.md:10:1: error: field `publishedAt`: found 2026-02-30; expected a date as year-month-day")


def test_a_comma_of_an_arabic_keyboard_and_a_tab_have_a_cure_of_their_own():
    [problem] = problems(source(tags='["LLM"، "AI"]'))
    assert problem.startswith("docs/guides/x.ar.md:5:1: error: ") and "write , in place of ،" in problem and "quotes" not in problem
    [problem] = problems(source(tags='\n\t- "LLM"'))
    assert problem.startswith("docs/guides/x.ar.md:6:1: error: ") and "write spaces in place of the tab" in problem
    [problem] = problems(source(title="أهلًا، يا: ناس"))
    assert "put quotes around a text" in problem
