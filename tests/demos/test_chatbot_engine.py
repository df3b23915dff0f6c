"""Weizenbaum's engine: keywords, decomposition, reassembly, memory, and the conversation that his paper prints."""

import json

import pytest

from demos.chatbot import Chatbot, load_rules
from demos.chatbot.eliza.memory import middle_square
from demos.chatbot.reader_rules import rules as site_rules
from tests.support.chatbots import answers, own, rules

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


def test_the_keyword_otherwise_answers_after_all_keywords_of_the_message():
    text = 'none = ["…"]\notherwise = "FORM"\n[keywords.FORM]\n"0 WHO 0" = ["ASK SOMEBODY ELSE"]\n[keywords.TEA]\n"TEA 0" = ["WITH SUGAR"]'
    assert answers(text, "who was it", "tea", "who drinks tea", "it was her") == ["ASK SOMEBODY ELSE", "WITH SUGAR", "ASK SOMEBODY ELSE", "…"]


def test_an_affix_pattern_of_a_decomposition_can_have_any_stem():
    text = 'none = ["…"]\notherwise = "FORM"\n[keywords.FORM]\n"UN* 0" = ["WHY 1"]'
    assert answers(text, "unhappy today", "happy today", "una") == ["WHY happy", "…", "…"]


QUESTION = """
none = ["…"]
delimiters = []
otherwise = "TOLD"
[question]
otherwise = "ASKED"
also = ["^ HOW"]
unless = ["FIRE"]
[keywords]
CAT = { rank = 5, "0" = ["YOUR CAT"] }
NORMAL = { "0" = ["WHAT IS NORMAL"] }
ASKED = { "0" = ["WHO KNOWS"] }
TOLD = { "0" = ["GO ON"] }
"""


@pytest.mark.parametrize(
    ("message", "answer", "without_the_table"),
    [
        ("My cat sleeps. Is that normal?", "WHAT IS NORMAL", "YOUR CAT"),
        ("Is that normal? It is a cat", "WHAT IS NORMAL", "YOUR CAT"),
        ("Who? My cat.\nIs that normal?", "WHAT IS NORMAL", "YOUR CAT"),
        ("My cat sleeps. How old is 3.5?", "WHO KNOWS", "YOUR CAT"),
        ("My cat sleeps. How is it at night", "WHO KNOWS", "YOUR CAT"),
        ("My cat sleeps, is that normal?", "YOUR CAT", "YOUR CAT"),
        ("My cat sleeps. Why normal?", "YOUR CAT", "YOUR CAT"),
        ("A fire! The cat is out. Is it normal?", "YOUR CAT", "YOUR CAT"),
        ("Is it late?", "WHO KNOWS", "GO ON"),
        ("It is late.", "GO ON", "GO ON"),
    ],
)  # fmt: skip
def test_the_last_question_of_a_message_is_answered(message, answer, without_the_table):
    reply = Chatbot(rules(QUESTION)).reply(message)
    assert reply.text == answer
    assert bool(reply.trace.dropped) == (len(reply.trace.read) < len(reply.trace.heard))
    assert answers(QUESTION.replace('otherwise = "ASKED"\n', ""), message) == [without_the_table]


def test_a_decomposition_can_be_for_questions_only_or_for_statements_only():
    text = QUESTION.replace('"0" = ["WHAT IS NORMAL"]', '"0 NORMAL ?" = ["WHAT IS NORMAL"], "IT 0 ." = ["THEN ALL IS WELL"]').replace("CAT = {", '"DOES" = { "DOES 0 ؟" = ["IT DOES"] }\nCAT = {')
    assert answers(text, "Is it normal?", "It is normal.", "It is normal?", "Normal it is.", "Normal it is?", "how normal", "Does it") == [
        "WHAT IS NORMAL", "THEN ALL IS WELL", "WHAT IS NORMAL", "GO ON", "WHO KNOWS", "WHAT IS NORMAL", "GO ON",
    ]  # fmt: skip
