"""The positions of keys and values in TOML texts."""

import tomllib

import pytest

from demos.toml_positions import Positions, error_position
from tests.support.project import ROOT

MIXED = '''
"quoted \\u0041".'b' = "[" # ]
dotted.c = [1, [2, { x = 1, "y z" = [] }],   # a comment, with [brackets]
  2.5]
date = 1979-05-27 07:32:00
[ table ]
text = """
[not a header]
"not" = "a key" """""
[[topic]]
[[topic.term]]
[[topic.term]]
id = 'x'
[[topic]]
[topic.sub]
empty = {}
[[topic.term]]
[table.later]
'''
FILES = ["demos/chatbot/crisis.toml", "demos/chatbot/rules.ar.toml", "docs/glossary.toml", "demos/attention/corpus/data/ar.toml", "pyproject.toml"]
TEXTS = [MIXED, *((ROOT / file).read_text("utf-8") for file in FILES)]


def entries(value, path=()):
    """Yield (path, value) of every entry of a parsed document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key), inner
        yield from entries(inner, (*path, key))


@pytest.mark.parametrize("text", TEXTS, ids=["mixed", *FILES])
def test_every_key_and_value_is_found_where_it_starts(text):
    positions, lines = Positions(text), text.split("\n")

    def text_from(position):
        line, column = position
        return "\n".join([lines[line - 1][column - 1 :], *lines[line:]])

    for path, value in entries(tomllib.loads(text)):
        key = text_from(positions.key(*path))
        if isinstance(path[-1], str) and "\\" not in key.split("\n")[0]:
            assert key.removeprefix('"').removeprefix("'").startswith(path[-1]), path
        written = text_from(positions.value(*path))
        if isinstance(value, str):
            assert written[0] in "\"'", path
        elif isinstance(value, (bool, int, float)):
            assert tomllib.loads(f"value = {written.split(',')[0].split('}')[0].split(']')[0].splitlines()[0]}") == {"value": value}, path


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("quoted A",), (2, 1), (2, 1)),
        (("quoted A", "b"), (2, 17), (2, 23)),
        (("dotted", "c"), (3, 8), (3, 12)),
        (("dotted", "c", 1, 1, "y z"), (3, 29), (3, 37)),
        (("dotted", "c", 2), (4, 3), (4, 3)),
        (("table",), (6, 3), (6, 3)),
        (("topic", 0), (10, 1), (10, 1)),
        (("topic", 0, "term", 1, "id"), (13, 1), (13, 6)),
        (("topic", 1, "sub", "empty"), (16, 1), (16, 9)),
        (("topic", 1, "term", 0), (17, 1), (17, 1)),
        (("table", "later"), (18, 8), (18, 8)),
        (("table", "not"), None, None),
        (("topic", 2), None, None),
    ],
)
def test_a_position_is_that_of_the_path(path, key, value):
    positions = Positions(MIXED)
    assert (positions.key(*path), positions.value(*path)) == (key, value)


@pytest.mark.parametrize(
    ("text", "without_text", "with_text"),
    [("a = 1\nb = = 2\n", (2, 5), (2, 5)), ("a = 1\nb = ", None, (2, 5)), ("a = 1\nb = [\n", None, (3, 1))],
)
def test_the_position_of_a_syntax_error_is_read_from_its_message(text, without_text, with_text):
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert error_position(caught.value) == without_text
    assert error_position(caught.value, text) == with_text


def test_an_error_without_a_position_has_none():
    assert error_position(ValueError("Exceeds the limit (at line 3, column 1) for integers")) is None
