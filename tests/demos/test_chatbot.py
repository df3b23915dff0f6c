"""The chatbot: Weizenbaum's engine, the Arabic and English rules, mistakes in rule files, and hostile messages."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import demos
from demos.chatbot import Chatbot, Options, RulesError, demo, load_rules, render, start, update
from demos.chatbot.eliza.memory import middle_square
from demos.chatbot.reader_rules import rules as site_rules
from demos.strings import strings
from tests.support.random_messages import messages

# A few rules of the 1966 script, from the appendix of the paper.
DOCTOR = """
none = ["PLEASE GO ON"]
case = "upper"

[memory]
keywords = ["MY"]
rules = [
  ["0 YOUR 0", "LETS DISCUSS FURTHER WHY YOUR 3"],
  ["0 YOUR 0", "EARLIER YOU SAID YOUR 3"],
  ["0 YOUR 0", "BUT YOUR 3"],
  ["0 YOUR 0", "DOES THAT HAVE ANYTHING TO DO WITH THE FACT THAT YOUR 3"],
]

[keywords]
ME = { become = "YOU" }
AM = { become = "ARE", "0" = ["I DON'T UNDERSTAND THAT"] }
ARE = { "0" = ["WHAT IF THEY WERE NOT"] }
ALIKE = { rank = 10, goto = "DIT" }
ALWAYS = { rank = 1, "0" = ["CAN YOU THINK OF A SPECIFIC EXAMPLE"] }
FATHER = { tags = ["NOUN", "FAMILY"] }
MOTHER = { tags = ["NOUN", "FAMILY"] }

[keywords.LIKE]
rank = 10
"0 (*AM IS ARE WAS) 0 LIKE 0" = ["=DIT"]
"0" = ["NEWKEY"]

[keywords.DIT]
"0" = ["IN WHAT WAY", "WHAT RESEMBLANCE DO YOU SEE"]

[keywords.MY]
become = "YOUR"
rank = 2
"0 YOUR 0 (/FAMILY) 0" = ["TELL ME MORE ABOUT YOUR FAMILY", "WHO ELSE IN YOUR FAMILY 5", "YOUR 4",
  "WHAT ELSE COMES TO MIND WHEN YOU THINK OF YOUR 4"]
"0 YOUR 0" = ["YOUR 3"]

[keywords."I'M"]
become = "YOU'RE"
"0 YOU'RE 0" = ["PRE (YOU ARE 3) (=I)"]

[keywords.I]
become = "YOU"
"0 YOU (* WANT NEED) 0" = ["WHAT WOULD IT MEAN TO YOU IF YOU GOT 4"]
"0 YOU ARE 0 (*SAD UNHAPPY DEPRESSED SICK) 0" = [
  "I AM SORRY TO HEAR YOU ARE 5",
  "DO YOU THINK COMING HERE WILL HELP YOU NOT TO BE 5",
]

[keywords.YOU]
become = "I"
"0 I ARE 0" = ["WHAT MAKES YOU THINK I AM 4", "DOES IT PLEASE YOU TO BELIEVE I AM 4"]
"0 I 0 YOU" = ["WHY DO YOU THINK I 3 YOU"]
"""

# The conversation that the paper prints.
CONVERSATION = """
Men are all alike.
IN WHAT WAY
They're always bugging us about something or other.
CAN YOU THINK OF A SPECIFIC EXAMPLE
Well, my boyfriend made me come here.
YOUR BOYFRIEND MADE YOU COME HERE
He says I'm depressed much of the time.
I AM SORRY TO HEAR YOU ARE DEPRESSED
It's true. I am unhappy.
DO YOU THINK COMING HERE WILL HELP YOU NOT TO BE UNHAPPY
I need some help, that much seems certain.
WHAT WOULD IT MEAN TO YOU IF YOU GOT SOME HELP
Perhaps I could learn to get along with my mother.
TELL ME MORE ABOUT YOUR FAMILY
My mother takes care of me.
WHO ELSE IN YOUR FAMILY TAKES CARE OF YOU
My father.
YOUR FATHER
You are like my father in some ways.
WHAT RESEMBLANCE DO YOU SEE
You are not very aggressive but I think you don't want me to notice that.
WHAT MAKES YOU THINK I AM NOT VERY AGGRESSIVE
You don't argue with me.
WHY DO YOU THINK I DON'T ARGUE WITH YOU
You are afraid of me.
DOES IT PLEASE YOU TO BELIEVE I AM AFRAID OF YOU
My father is afraid of everybody.
WHAT ELSE COMES TO MIND WHEN YOU THINK OF YOUR FATHER
Bullies.
DOES THAT HAVE ANYTHING TO DO WITH THE FACT THAT YOUR BOYFRIEND MADE YOU COME HERE
""".strip().splitlines()


def rules(text):
    """Return the Rules in a short text. If it has no `none`, one is added."""
    return load_rules(text if "none" in text else f'none = ["…"]\n{text}', name="test.toml")


def answers(text, *messages):
    bot = Chatbot(rules(text))
    return [bot.reply(message).text for message in messages]


def own(language):
    return Chatbot(site_rules(language))


# --- Weizenbaum's engine ---------------------------------------------------------


def test_the_published_conversation_comes_out_letter_for_letter():
    bot = Chatbot(load_rules(DOCTOR, name="doctor.toml"))
    assert [bot.reply(message).text for message in CONVERSATION[::2]] == CONVERSATION[1::2]


def test_a_keyword_with_a_higher_rank_is_tried_first_and_equal_ranks_in_the_order_of_the_message():
    text = """
    [keywords]
    low = { "0" = ["low"] }
    also = { "0" = ["also"] }
    high = { rank = 3, "0" = ["NEWKEY"] }
    """
    reply = Chatbot(rules(text)).reply("low also high low")
    assert reply.text == "low"
    fates = [(found["word"], found["rank"], found["fate"]) for found in reply.trace.keywords]
    assert fates == [
        ("low", 0, "chosen"), ("also", 0, "passed"), ("high", 3, "tried"), ("low", 0, "passed"),
    ]  # fmt: skip


def test_each_decomposition_takes_its_own_reassemblies_in_turn():
    text = '[keywords.a]\n"0 b" = ["b one", "b two"]\n"0" = ["one", "two"]\n'
    said = answers(text, "a x", "a b", "a y", "a b", "a z")
    assert said == ["one", "b one", "two", "b two", "one"]


@pytest.mark.parametrize(
    ("pattern", "message", "slots"),
    [
        ("0 a 0", "x a y a z", ["x", "a", "y a z"]),
        ("2 a 0", "x y a", ["x y", "a", ""]),
        ("2 a 0", "x a", None),
        ("0 (*b c) 1", "a x c y", ["a x", "c", "y"]),
        ("0 (/t) 0 (/t u)", "a red b blue", ["a", "red", "b", "blue"]),
        ("0 @ 0", "x ay z", ["x", "ay", "z"]),
        ("0 un{t}ly 0", "a unredly b", ["a", "red", "b"]),
    ],
)
def test_decomposition(pattern, message, slots):
    text = f"""
    [tags]
    t = ["red"]
    u = ["blue"]
    [keywords.a]
    also = ["ay"]
    "{pattern}" = ["fits"]
    "0" = ["does not"]
    """
    reply = Chatbot(rules(text)).reply(message)
    assert reply.text == ("fits" if slots else "does not")
    assert not slots or reply.trace.steps[0].slots == slots


def test_goto_pre_and_newkey():
    text = """
    [keywords]
    a = { rank = 2, "0 b 0" = ["=c"], "0" = ["NEWKEY"] }
    c = { "0" = ["c"] }
    d = { rank = 1, "0 d 0" = ["PRE (new 3) (=e)"] }
    e = { "0" = ["<1>"] }
    f = { goto = "c" }
    """
    assert answers(text, "a b", "a d x y", "a", "f") == ["c", "<new x y>", "…", "c"]


def test_a_clause_ends_at_punctuation_or_a_delimiter_word():
    text = 'delimiters = [",", "but"]\n[keywords.my]\n"0 my 0" = ["3"]\n'
    assert answers(text, "well, my cat but your dog", "no but my cat, yes", "MY CAT") == ["cat", "cat", "CAT"]


def test_a_number_after_a_backslash_is_not_a_placeholder():
    assert answers(r'none = ["\\24 hours, 1?"]' + "\n[keywords.a]\nrank=1", "hi") == ["24 hours, hi?"]


def test_the_hash_gives_the_results_of_the_ibm_7090():
    assert middle_square("ALWAYS", 128) == 14  # the example in the paper
    assert middle_square("here", 4) == middle_square("HERE", 4) == 3
    assert middle_square("INVENTED", 4) == middle_square("ED", 4)  # the last six-letter piece


def test_memories_are_recalled_on_schedule_oldest_first_with_any_hash():
    text = """
    [memory]
    keywords = ["my"]
    rules = [["0 my 0", "first: 3"], ["0 my 0", "second: 3"]]
    every = 3
    [keywords.my]
    "0" = ["I see"]
    """
    bot = Chatbot(rules(text), choose=lambda word, classes: len(word) % classes)
    said = [bot.reply(message).text for message in ("my cat", "my bird", *["hm"] * 6)]
    assert said == ["I see", "I see", "…", "…", "second: cat", "…", "…", "first: bird"]


def test_a_conversation_can_continue_from_its_saved_state():
    messages = ["My boss", "I am tired", "hm", "My boss", "hm", "hm", "hm"]
    whole, parts, state = own("en"), [], None
    for message in messages:
        bot = Chatbot(site_rules("en"), state)
        parts.append(bot.reply(message).text)
        state = json.loads(json.dumps(bot.state))
    assert parts == [whole.reply(message).text for message in messages]


def test_the_trace_records_each_step_and_its_line():
    text = 'none = ["…"]\n[before]\n"dont" = "do not"\n[keywords.cat]\nrank = 4\n"0 cat 0" = [\n  "3?",\n]\n'
    trace = Chatbot(rules(text)).reply("well, I dont like the cat at all").trace
    assert trace.heard[:4] == ["well", ",", "I", "dont"]
    assert trace.read == "I do not like the cat at all".split()
    assert trace.dropped == ["well"]
    (step,) = trace.steps
    assert (step.keyword, step.line, step.decomposition_line, step.reassembly_line) == ("cat", 4, 6, 7)
    assert step.slots == ["I do not like the", "cat", "at all"]
    assert (step.reassembly, step.turn, step.turns, trace.line) == ("3?", 1, 1, 7)
    json.dumps(trace.as_json())


# --- Arabic ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("كتابي", "كتابك"),
        ("كتابك", "كتابي"),
        ("شركتي", "شركتك"),
        ("بحبك", "بتحبني"),
        ("عندي", "عندك"),
        ("عندك", "عندي"),
        ("فاهمني", "فاهمك"),
        ("سابوني", "سابوك"),
        ("وأنا", "وإنت"),
        ("هسافر", "هتسافر"),
        ("مبحبش", "مبتحبش"),
        ("بيكرهني", "بيكرهك"),
        ("أختي", "أختك"),  # the reader's hamza stays
        ("مشكلتى", "مشكلتك"),
        ("المصري", "المصري"),
        ("تاني", "تاني"),
        ("دلوقتي", "دلوقتي"),
    ],
)
def test_the_rule_file_substitutes_clitics(written, answer):
    tokenizer, after = site_rules("ar").tokenizer, site_rules("ar").after
    assert " ".join(word.text for word in after.apply(tokenizer.words(written), tokenizer.words)) == answer


@pytest.mark.parametrize(
    "written",
    ["انا زهقانة", "أنا زهقانه", "أنَا زَهْقانةٌ", "انـــا زهقـانة", "أناااا زهقااانة!!", "،أنا زهقانة؟", "وانا زهقانة 😭"],
)
def test_spellings_of_one_arabic_word_are_equal(written):
    trace = own("ar").reply(written).trace
    assert "زهقان" in [found["keyword"] for found in trace.keywords if found["fate"] == "chosen"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("هو انت بتتعلم؟", "أنا؟ لأ. كل كلمة بقولها اتكتبت"),
        ("انت بتتكلم كتير", "أنا بتكلم؟"),
        ("انت بتفهم؟", "أنا بفهم؟"),
        ("كنت فاكرك هتفهمني", "كنت فاكرني هفهمك..."),
        ("خطيبتي سابتني", "الفراق تقيل."),
        ("بكره الناس اللي بتكدب", "الكره بياخد مجهود."),
        ("بكره الجو هيبقى حر", "وبكرة فيه إيه؟"),
    ],
)
def test_common_first_messages_of_a_reader_in_cairo_get_the_answer_meant_for_them(said, answer):
    assert own("ar").reply(said).text.startswith(answer)


def test_a_slot_takes_a_keyword_without_a_joined_and_but_other_words_with_it():
    text = '''none = ["…"]
    prefixes = ["و"]
    [keywords."امي"]
    "0 @ 0" = ["1 / 2 / 3"]
    [keywords."ابي"]
    rank = 0
    '''
    assert answers(text, "انا وامي وابي") == ["انا / امي / وابي"]


def test_answers_repeat_the_readers_own_spelling():
    text = 'none = ["«1»"]\n[normalise]\nrepeat = 1\nletters = { "أ" = "ا", "ة" = "ه" }\n[keywords.x]\nrank = 1'
    assert answers(text, "أخبار   القاهرةةة") == ["«أخبار القاهرةةة»"]


# --- Mistakes in a rule file -----------------------------------------------------

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
    ('gretting = "hi"\n[keywords.a]\nrank = 1', "setting", 2, 1),
    ('[keywords.a]\n"0" = ["x"]\n[keywords.b]\n"0" = ["x"]\n[keywords.a]\n"0" = ["y"]', "duplicate_keyword", 6, 12),
    ('[keywords.a]\n"0" = ["x"]\n[keywords.b]\nalso = ["A"]', "duplicate_keyword", 5, 9),
    ('[keywords.a]\n"0" = ["x"]\n"0" = ["y"]', "duplicate_key", None, None),
    ('[keywords.a]\n"0 (/t)" = ["x"]', "tag", 3, 4),
    ('[after]\n"a{t}" = "x"\n[keywords.a]\n"0" = ["x"]', "tag", 3, 1),
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


# --- Any message -----------------------------------------------------------------


@pytest.mark.parametrize("language", ["ar", "en"])
@given(messages=st.lists(st.text(max_size=120), max_size=8))
@settings(max_examples=250, deadline=None)
def test_any_message_gets_an_answer(language, messages):
    bot = own(language)
    for message in messages:
        assert bot.reply(message).text.strip()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_ten_thousand_random_messages_all_get_an_answer(language):
    bot = own(language)
    for message in messages(language, 5_000):
        reply = bot.reply(message)
        assert reply.text and reply.trace.line


@pytest.mark.parametrize("language", ["ar", "en"])
@given(data=st.data())
@settings(max_examples=250, deadline=None)
def test_any_sequence_of_known_words_gets_an_answer(language, data):
    # Random letters almost never contain a keyword; sequences of the rules' own words do.
    bot = own(language)
    words = sorted(bot.rules.vocabulary | bot.rules.delimiters)
    for _ in range(4):
        message = " ".join(data.draw(st.lists(st.sampled_from(words), max_size=40)))
        assert bot.reply(message).text.strip()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_message_that_is_too_long_gets_the_answer_for_that(language):
    bot = own(language)
    reply = bot.reply("a " * 5000)
    assert reply.trace.source == "too_long"
    assert reply.text == bot.rules.too_long.reassemblies[0].text


# --- The demo --------------------------------------------------------------------


def test_the_answers_of_the_example_conversation_are_computed():
    state = start(Options(messages=("hello", "I am tired")), "en")
    said = [line["text"] for line in state["lines"] if line["from"] == "reader"]
    assert said == ["hello", "I am tired"]
    bot = own("en")
    computed = [bot.rules.greeting, *(bot.reply(message).text for message in said)]
    assert [line["text"] for line in state["lines"] if line["from"] == "bot"] == computed


def test_the_readers_own_conversation_replaces_the_example():
    state = update(start(Options(), "en"), {"name": "message", "value": "My cat is ill"})
    assert [line["from"] for line in state["lines"]] == ["bot", "reader", "bot"]
    again = update(state, {"name": "restart", "value": "yes"})
    assert [line["from"] for line in again["lines"]] == ["bot"]


def test_the_state_of_a_long_conversation_stays_small():
    state = start(Options(), "ar")
    for number in range(100):
        state = update(state, {"name": "message", "value": f"انا {number} " + "x" * 9000})
    assert len(json.dumps(state)) < 100_000


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "message",
    ["<img src=x onerror=alert(1)>", "</ol><script>", '"&amp;', "", " ", "😀" * 99, "\0", "\ud800"],
)
def test_html_in_a_message_is_escaped(language, message):
    state = start(Options(), language)
    state, html = demos.play("chatbot", language, state, [{"name": "message", "value": message}])
    assert "<img" not in html and "<script" not in html
    assert html.count("<li data-from=") == 3
    assert html.encode() and state["lines"][-1]["text"]


def test_every_answer_names_its_rule():
    state = start(Options(), "ar")
    for message in ["ازيك", "شكشوكة", "", "x" * 9999]:
        state = update(state, {"name": "message", "value": message})
    html = render(state, "ar")
    assert html.count('<details class="why">') == 4
    assert all(f"سطر {line['trace']['line']}" in html for line in state["lines"] if line["trace"])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_kind_of_mistake_has_a_sentence_in_each_language(language):
    words = strings(language)["chatbot"]
    kinds = {key.removeprefix("error_") for key in words if key.startswith("error_")}
    assert kinds - {"at"} == {kind for _, kind, *_ in MISTAKES} | {"missing", "too_large"}


# --- The site's rules ------------------------------------------------------------


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
