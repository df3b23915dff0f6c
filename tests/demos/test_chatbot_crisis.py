"""Messages about death, self-harm and violence get the answer for a crisis, and only they do.

tests/data/chatbot.crisis.toml has the messages. Here they are multiplied: each wish is said with
each act, in several spellings. A kind of message (`generated`) is every text of its first list
with every text of the second, and so on.
"""

import itertools
import tomllib
from pathlib import Path

import pytest

import demos.chatbot
from demos.chatbot import Chatbot, RulesError, load_rules
from demos.chatbot.reader_rules import rules as site_rules

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "chatbot.crisis.toml").read_text("utf-8"))
CRISIS = tomllib.loads((Path(demos.chatbot.__file__).parent / "crisis.toml").read_text("utf-8"))
KEYWORDS = {
    "ar": {"self": "خطر-على-النفس", "another": "خطر-على-حد-تاني", "others": "أذى-من-حد", "child": "أذى-لطفل"},
    "en": {"self": "danger-to-self", "another": "danger-to-another", "others": "harm-by-others", "child": "harm-to-child"},
}
LANGUAGES = ["ar", "en"]
TYPOS = {"suicid": "sucid", "myself": "myslef", "kill": "kil", "want": "wnat", "better": "beter", "something": "somthing"}
HOTLINES = {"ar": "16328", "en": "findahelpline.com"}


def spellings(message):
    """Yield a message as several readers type it. Both rule files must know the Arabic of each."""
    yield message
    yield message.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")
    yield message.replace("ة", "ه").replace("ى", "ي")
    yield message.upper()
    yield in_a_hurry(message)
    yield f"سلام عليكم، {message}..." if message[0] > "z" else f"hello, {message}!!"


def in_a_hurry(message):
    """Return a message in Latin letters without capitals and apostrophes, and with typos."""
    hurried = message.lower().replace("'", "")
    for word, typo in TYPOS.items():
        hurried = hurried.replace(word, typo)
    return hurried


def kinds(language, expected):
    """Return the messages of all kinds for which an answer is expected, each in one of the spellings in turn."""
    said = []
    for kind in DATA[language]["generated"]:
        if kind["expected"] == expected:
            said += [" ".join(filter(None, texts)) for texts in itertools.product(*kind["parts"])]
    return [tuple(spellings(message))[index % 6] for index, message in enumerate(said)]


def generated(language):
    """Return the messages of one language about the reader's own life, without repetitions."""
    table = DATA[language]
    said = [f"{wish} {act}" for wish, act in itertools.product(table["wishes"], table["acts"])]
    said += [f"{prefix}{verb}" for prefix, verb in itertools.product(table.get("prefixes", ()), table.get("verbs", ()))]
    said += table["self"]
    return list(dict.fromkeys(spelling for message in said for spelling in spellings(message)))


def answering_keyword(language, message):
    steps = Chatbot(site_rules(language)).reply(message).trace.steps
    return steps[-1].keyword if steps else ""


def missed(language, messages, keyword):
    """Return the messages that another keyword answers."""
    return [message for message in messages if answering_keyword(language, message) != keyword]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written_in", LANGUAGES)
def test_no_message_about_the_readers_own_life_reaches_another_rule(language, written_in):
    said = generated(written_in)
    assert len(said) >= 1000
    assert missed(language, said, KEYWORDS[language]["self"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written_in", LANGUAGES)
@pytest.mark.parametrize("about", ["another", "others"])
def test_no_message_about_somebody_else_in_danger_or_violence_suffered_reaches_another_rule(language, written_in, about):
    said = [spelling for message in DATA[written_in][about] for spelling in spellings(message)]
    assert len(said) >= 100
    assert missed(language, said, KEYWORDS[language][about]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written_in", LANGUAGES)
def test_figures_of_speech_get_an_ordinary_answer(language, written_in):
    said = DATA[written_in]["look_alikes"]
    assert len(said) >= 100
    crisis = KEYWORDS[language].values()
    assert [message for message in said if answering_keyword(language, message) in crisis] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written_in", LANGUAGES)
@pytest.mark.parametrize(("expected", "at_least"), [("self", 1200), ("another", 200), ("others", 700)])
def test_every_kind_of_cry_for_help_is_heard(language, written_in, expected, at_least):
    said = kinds(written_in, expected)
    assert len(said) >= at_least
    assert missed(language, said, KEYWORDS[language][expected]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written_in", LANGUAGES)
def test_what_only_looks_like_one_of_the_kinds_gets_an_ordinary_answer(language, written_in):
    said = kinds(written_in, "look-alike")
    assert len(said) >= 900
    crisis = KEYWORDS[language].values()
    assert [message for message in said if answering_keyword(language, message) in crisis] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written_in", LANGUAGES)
def test_messages_as_readers_write_them_get_the_expected_answer(language, written_in):
    expected = {message: kind["expected"] for kind in DATA[written_in]["said"] for message in kind["messages"]}
    assert len(expected) >= 1100
    names = {keyword: name for name, keyword in KEYWORDS[language].items()}
    answered = {message: names.get(answering_keyword(language, message), "look-alike") for message in expected}
    assert [message for message in expected if answered[message] != expected[message]] == []


def test_no_pattern_stands_twice():
    for patterns in CRISIS["urgent"].values():
        assert sorted(set(patterns)) == sorted(patterns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_names_a_hotline_and_asks_nothing(language):
    for keyword in KEYWORDS[language].values():
        rules = site_rules(language)
        (key,) = rules.tokenizer.keys(keyword)
        (decomposition,) = rules.keywords[key].decompositions
        for reassembly in decomposition.reassemblies:
            for template in reassembly.templates:
                text = "".join(template)
                assert HOTLINES[language] in text and "?" not in text and "؟" not in text


@pytest.mark.parametrize(("language", "message"), [("ar", "مديري عايز اموت نفسي منه"), ("en", "my boss makes me want to die")])
def test_a_message_about_death_is_never_brought_back(language, message):
    bot = Chatbot(site_rules(language))
    bot.reply(message)
    assert bot.state["memory"] == []


@pytest.mark.parametrize(("language", "message"), [("ar", "عايز اموت"), ("en", "i want to die")])
def test_a_message_that_is_too_long_for_an_answer_is_searched_too(language, message):
    assert answering_keyword(language, f"{'la ' * 1000}{message}") == KEYWORDS[language]["self"]


# --- The tables [urgent] and [forms] ----------------------------------------------


def bot(text):
    return Chatbot(load_rules(f'none = ["…"]\n{text}', name="test.toml"))


URGENT = """
delimiters = [","]
[tags]
die = ["(di|d)e", "~expire"]
[urgent]
except = ["(/die) of joy"]
crisis = ["want 0-2 (/die)", "^ no hope $", "goodbye world $", "un{die}able"]
[keywords.crisis]
"0" = ["call"]
[keywords.hi]
"0" = ["hi"]
"""


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("hi, want die", "call"),
        ("hi, want to really die now", "call"),
        ("hi, want , to die", "call"),
        ("hi, want some of it to die", "hi"),
        ("hi, want to die of joy", "hi"),
        ("want to die of joy or die", "call"),
        ("want to de", "call"),
        ("want to exipre", "call"),
        ("hi, it is undieable", "call"),
        ("want to expre", "call"),
        ("no hope", "call"),
        ("No hope... 😭", "call"),
        ("hi, no hope", "hi"),
        ("no hope to say hi", "hi"),
        ("hi, goodbye world", "call"),
        ("goodbye world, hi", "hi"),
        ("hi, no die of joy hope", "hi"),
    ],
)
def test_urgent_patterns_are_looked_for_in_the_whole_message(message, answer):
    assert bot(URGENT).reply(message).text == answer


def test_the_trace_names_the_urgent_pattern():
    trace = bot(URGENT).reply("hi, want to die").trace
    assert trace.urgent == {"pattern": "want 0-2 (/die)", "file": "test.toml", "line": 8}


URGENT_FILE = """
[tags]
die = ["die", "perish"]
[urgent]
except = ["(/die) of joy"]
crisis = ["want 0-2 (/die)"]
"""
NAMES_IT = """
urgent_file = "urgent.toml"
[tags]
die = ["sing"]
[urgent]
crisis = ["goodbye (/die)"]
[keywords.crisis]
"0" = ["call"]
[keywords.hi]
"0" = ["hi"]
"""


def with_urgent_file(text, urgent_file=URGENT_FILE):
    return Chatbot(load_rules(f'none = ["…"]{text}', name="test.toml", urgent_files={"urgent.toml": urgent_file}))


@pytest.mark.parametrize(
    ("message", "answer"),
    [("hi, want to perish", "call"), ("want to die of joy", "…"), ("want to sing", "…"), ("hi, goodbye sing", "call"), ("hi, goodbye die", "hi")],
)
def test_the_patterns_of_an_urgent_file_are_added_with_tags_of_its_own(message, answer):
    assert with_urgent_file(NAMES_IT).reply(message).text == answer


def test_the_trace_names_the_urgent_file():
    trace = with_urgent_file(NAMES_IT).reply("hi, want to perish").trace
    assert trace.urgent == {"pattern": "want 0-2 (/die)", "file": "urgent.toml", "line": 6}


@pytest.mark.parametrize(
    ("text", "urgent_file", "kind", "position"),
    [
        (NAMES_IT.replace("urgent.toml", "other.toml"), URGENT_FILE, "value", ("test.toml", 2)),
        (NAMES_IT.replace("crisis", "danger"), URGENT_FILE, "goto", ("test.toml", 2)),
        (NAMES_IT, URGENT_FILE.replace("want 0-2 (/die)", "want (/dye)"), "tag", ("urgent.toml", 6)),
        (NAMES_IT, URGENT_FILE.replace('"perish"]', '"perish'), "quote", ("urgent.toml", 3)),
    ],
)
def test_a_mistake_about_an_urgent_file_is_reported_in_the_file_where_it_can_be_mended(text, urgent_file, kind, position):
    with pytest.raises(RulesError) as caught:
        with_urgent_file(text, urgent_file)
    assert (caught.value.kind, (caught.value.name, caught.value.line)) == (kind, position)


FORMS = """
[forms]
first = ["i am a man"]
second = ["i am a woman"]
[after]
"my" = "[his|her]"
[keywords.my]
"0 my 1" = ["[Mister|Miss], 2 [3|3s]?"]
"""


def test_a_message_selects_the_form_of_all_answers_after_it():
    chatbot = bot(FORMS)
    said = ["my cat", "i am a woman", "my cat", "i am a man", "my cat"]
    answers = [chatbot.reply(message).text for message in said]
    assert answers[::2] == ["Mister, his cat?", "Miss, her cats?", "Mister, his cat?"]
    assert chatbot.state["form"] == 0


def test_a_conversation_that_an_earlier_version_saved_has_the_first_form():
    rules = load_rules(f'none = ["…"]\n{FORMS}', name="test.toml")
    assert Chatbot(rules, {"turns": {}, "memory": [], "count": 1}).reply("my cat").text == "Mister, his cat?"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[urgent]\nx = ["a"]\n[keywords.a]\n"0" = ["y"]', "goto"),
        ('[urgent]\na = ["a"]\n[keywords.a]\n"0" = ["NEWKEY"]', "goto"),
        ('[urgent]\na = "a"\n[keywords.a]\n"0" = ["y"]', "type"),
        ('[forms]\nthird = ["a"]\n[keywords.a]\n"0" = ["y"]', "setting"),
        ('[tags]\nt = ["' + "(a|b)" * 40 + '"]\n[keywords.a]\n"0" = ["y"]', "value"),
    ],
)
def test_mistakes_in_these_tables_are_reported(text, kind):
    with pytest.raises(RulesError) as caught:
        bot(text)
    assert caught.value.kind == kind
