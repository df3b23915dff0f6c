"""The chatbot demo: any message gets an answer, which names its rule and is never markup."""

import json
import re
from functools import cache
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import demos
from demos.chatbot import Options, render, start, update
from tests.support.chatbots import own
from tests.support.random_messages import messages


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
    for _ in range(4):
        message = " ".join(data.draw(st.lists(st.sampled_from(known_words(language)), max_size=40)))
        assert bot.reply(message).text.strip()


@cache
def known_words(language):
    rules = own(language).rules
    return sorted(rules.vocabulary | rules.delimiters)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_message_that_is_too_long_gets_the_answer_for_that(language):
    bot = own(language)
    reply = bot.reply("a " * 5000)
    assert reply.trace.source == "too_long"
    assert reply.text == bot.rules.too_long.reassemblies[0].text


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


def said(state):
    return [line["text"] for line in state["lines"] if line["from"] == "reader"]


def query_of(state):
    """Return what the link of a conversation sends to the demo that it opens; None without a link."""
    return parse_qs(found[1]) if (found := re.search(r'href="\?([^"]*chatbot\.[^"]*)"', render(state, state["language"]))) else None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_link_opens_the_same_conversation(language):
    state = start(Options(), language)
    assert query_of(state) is None, "the example is there already"
    for message in ("ماما وحشتني", "I need <b>help</b> & 100%", "لا"):
        state = update(state, {"name": "message", "value": message})
    (value,) = query_of(state)["chatbot.conversation"]
    assert value == "ماما وحشتني\nI need <b>help</b> & 100%\nلا"
    assert update(start(Options(), language), {"name": "conversation", "value": value}) == state


def test_a_link_has_a_limited_length_and_carries_messages_only():
    state = start(Options(), "ar")
    for number in range(40):
        state = update(state, {"name": "message", "value": f"{number} " + "كلام كتير " * 50})
    link = re.search(r'href="(\?chatbot[^"]*)"', render(state, "ar"))[1]
    assert 1_000 < len(link) < 4_200
    assert list(query_of(state)) == ["chatbot.conversation"] and said(state)[-1].startswith(query_of(state)["chatbot.conversation"][0].split("\n")[-1])


@pytest.mark.parametrize(("value", "count"), [("x\n" * 1000, 30), ("", 0), ("\n \n", 0), (True, 0), ("y" * 100_000, 1)])
def test_a_conversation_of_any_length_in_a_link_is_cut(value, count):
    before = start(Options(), "en")
    state = update(before, {"name": "conversation", "value": value})
    assert len(said(state)) == count if count else state == before
    assert all(len(text) <= 200 for text in said(state)) or not count
