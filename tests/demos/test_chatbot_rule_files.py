"""Rule files: a mistake is reported with its position, the manual's example works, and the site's own have many rules."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.chatbot import Chatbot, RulesError, demo, load_rules
from demos.strings import strings
from tests.support.chatbots import rules

# rules() adds a line before each text, so its first line is line 2. None: the position is not checked.
MISTAKES = [
    ('[keywords.a]\n"0" = [\n  "fine",\n  "one 1 and 3",\n]', "number", 5, 14),
    ('[keywords.a]\n"0" = [\n  "=b",\n]', "goto", 4, 3),
    ('[keywords.a]\ngoto = "b"\n[keywords.b]\nrank = 1', "goto", 3, 8),
    ('[keywords.a]\n"0" = ["=b"]\n[keywords.b]\n"0" = ["=c"]\n[keywords.c]\ngoto = "a"', "loop", 7, 8),
    ('[keywords.a]\n"0" = ["=a"]', "loop", 3, 8),
    ('[keywords.a]\n"0" = ["PRE (x) (=a)"]', "loop", 3, 8),
    ('[keywords.a]\n"0 (*b c 0" = ["x"]', "bracket", 3, 4),
    ('[keywords.a]\n"0" = ["PRE (x (=a)"]', "bracket", 3, 8),
    ('[keywords.a]\n"0" = ["x",\n[keywords.b]\nrank = 1', "bracket", 4, 1),
    ('[keywords.a\n"0" = ["x"]', "bracket", 2, 12),
    ('[keywords.a]\n"0" = ["x]', "quote", 3, 11),
    ('[keywords.a]\n"0" = "x"', "type", 3, 1),
    ('[keywords.a]\nrank = "x"', "type", 3, 1),
    ("[keywords.a]\nrank = true", "type", 3, 1),
    ('[keywords.a]\n"0" = [1]', "type", 3, 1),
    ("[keywords.a]\nrnak = 3", "setting", 3, 1),
    ('case = "loud"\n[keywords.a]\nrank = 1', "value", 2, 1),
    ('otherwise = "b"\n[keywords.a]\n"0" = ["x"]', "goto", 2, 1),
    ('gretting = "hi"\n[keywords.a]\nrank = 1', "setting", 2, 1),
    ('[keywords.a]\n"0" = ["x"]\n[keywords.b]\n"0" = ["x"]\n[keywords.a]\n"0" = ["y"]', "duplicate_keyword", 6, 12),
    ('[keywords.a]\n"0" = ["x"]\n[keywords.b]\nalso = ["A"]', "duplicate_keyword", 5, 9),
    ('[keywords.a]\n"0" = ["x"]\n"0" = ["y"]', "duplicate_key", None, None),
    ('[keywords.a]\n"0 (/t)" = ["x"]', "tag", 3, 4),
    ('[after]\n"a{t}" = "x"\n[keywords.a]\n"0" = ["x"]', "tag", 3, 1),
    ('[before]\n"(a|b) c" = "(a|b b)"\n[keywords.a]\n"0" = ["x"]', "value", 3, 1),
    ('[before]\n"(a|b) c" = "(a|b|d)"\n[keywords.a]\n"0" = ["x"]', "value", 3, 1),
    ('[keywords."a b"]\n"0" = ["x"]', "one_word", 2, 11),
    ('[keywords.a]\n"0" = []', "no_answer", 3, 1),
    ('[memory]\nkeywords = ["z"]\n[keywords.a]\n"0" = ["x"]', "goto", 3, 13),
    ('[memory]\nkeywords = ["a"]\nrules = [["0"]]\n[keywords.a]\n"0" = ["x"]', "type", 4, 1),
    ('[memory]\nkeywords = ["a"]\nrules = [1]\n[keywords.a]\n"0" = ["x"]', "type", 4, 1),
    ('[memory]\nkeywords = ["a"]\nrules = [["0", "=a"]]\n[keywords.a]\n"0" = ["x"]', "only_text", 4, 16),
    ("[keywords.a]\n= 1", "syntax", 3, 1),
]


@pytest.mark.parametrize(("text", "kind", "line", "column"), MISTAKES)
def test_a_mistake_in_the_rules_is_reported_with_its_position(text, kind, line, column):
    with pytest.raises(RulesError) as caught:
        rules(text)
    error = caught.value
    assert error.kind == kind
    assert line is None or (error.line, error.column) == (line, column)
    for language in ("ar", "en"):
        assert error.message(language) and "{" not in error.message(language)


@pytest.mark.parametrize(
    "text",
    [
        "", "none = []", "[keywords]", 'none = ["x"]', "none = 3", "keywords = 3", "\ud800", "\x00",
        "[" * 90_000, "a." * 90_000, "a" * 250_000, "a = " + "9" * 9000, '"' * 200_000,
        "a = '''" + "\\" * 90_000, 'none = ["x"]\nkeywords = { a = 3 }',
    ],
)  # fmt: skip
def test_text_that_is_not_a_rule_file_is_refused_by_its_name(text):
    with pytest.raises(RulesError, match=r"^mine\.toml: ") as caught:
        load_rules(text, name="mine.toml")
    # A reader sees the message beside the rules, without the name.
    assert "mine.toml" not in caught.value.message("en") + caught.value.message("ar")


def test_five_megabytes_are_refused_without_parsing():
    with pytest.raises(RulesError) as caught:
        load_rules("# a comment\n" * 450_000, name="x")
    assert caught.value.kind == "too_large"


@given(st.integers(0, 10**6), st.sampled_from('[]"=(){}#\\\n 0x') | st.characters())
@settings(max_examples=60, deadline=None)
def test_a_rule_file_with_one_wrong_character_loads_or_is_refused(at, character):
    text = (Path(demo.__file__).parent / "rules.en.toml").read_text("utf-8")
    at %= len(text)
    try:
        load_rules(text[:at] + character + text[at + 1 :], name="x")
    except RulesError as error:
        assert error.message("ar")


def test_the_smallest_rule_file_in_the_manual_works():
    manual = (Path(demo.__file__).parent / "FORMAT.md").read_text("utf-8")
    smallest = manual.split("```toml\n")[1].split("```")[0]
    bot = Chatbot(load_rules(smallest, name="my.toml"))
    said = [bot.reply(message).text for message in ("Sorry!", "Hm", "I am sorry.")]
    assert said == ["PLEASE DON'T APOLOGIZE", "PLEASE GO ON", "APOLOGIES ARE NOT NECESSARY"]


def test_alternatives_of_a_substitution_become_those_of_the_other_side_in_turn():
    bot = Chatbot(rules('[before]\n"(u|ya) (is|was)" = "(you|all) (are|were)"\n"(hi|hey) you" = "hello"\n[keywords.you]\nalso = ["all", "hello"]\n"0" = ["1"]'))
    said = {"u is": "you are", "u was": "you were", "ya is": "all are", "ya was": "all were", "hi you": "hello", "hey you": "hello"}
    assert {message: bot.reply(message).text for message in said} == said


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_kind_of_mistake_has_a_sentence_in_each_language(language):
    words = strings(language)["chatbot"]
    kinds = {key.removeprefix("error_") for key in words if key.startswith("error_")}
    assert kinds - {"at"} == {kind for _, kind, *_ in MISTAKES} | {"missing", "too_large"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_there_are_many_rules_and_no_answer_is_written_twice(language):
    text = (Path(demo.__file__).parent / f"rules.{language}.toml").read_text("utf-8")
    keywords = tomllib.loads(text)["keywords"]
    said = [
        answer
        for keyword in keywords.values()
        for pattern, answered in keyword.items()
        if pattern not in ("also", "tags") and isinstance(answered, list)
        for answer in answered
        if not answer.startswith(("=", "NEWKEY", "PRE"))
    ]
    assert len(keywords) >= 60 and len(said) >= 250
    assert sorted(set(said)) == sorted(said)
