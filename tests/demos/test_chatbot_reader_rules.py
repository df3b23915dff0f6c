"""The chatbot's rules, changed by the reader."""

import json
import re

import pytest

import demos
from demos.chatbot import Chatbot, Options, RulesError, render, start, update
from demos.chatbot.reader_rules import current_rules, rules, source
from demos.chatbot.rulefile.parse_toml import MAX_CHARACTERS

MINE = 'greeting = "Hi."\nnone = ["Go on."]\n\n[keywords.pizza]\n"0" = ["Pizza? At this hour?"]\n'
BROKEN = MINE.replace('["Pizza', '["=wine", "Pizza')


def ran(text, state=None, language="en"):
    return update(state or start(Options(), language), {"name": "rules", "value": text})


def answer(state, message):
    """Return what the chatbot says to a message, and the state after it."""
    state = update(state, {"name": "message", "value": message})
    return state["lines"][-1]["text"], state


def shown(state):
    """Return the text in the editor and what is said below it."""
    html = render(state, state["language"])
    area = re.search(r'<textarea name="rules"[^>]*>\n(.*?)</textarea>', html, re.S)
    verdict = re.search(r'<div class="verdict"[^>]*>(.*)</div></div>$', html, re.S)
    return area[1], verdict[1]


def test_the_file_in_the_editor_is_the_one_that_answers():
    for language in ("ar", "en"):
        text, verdict = shown(start(Options(), language))
        assert text.count("\n") == source(language).count("\n")
        assert verdict == ""


def test_the_readers_rules_answer_from_then_on():
    said, state = answer(ran(MINE), "I had a pizza")
    assert said == "Pizza? At this hour?"
    said, state = answer(state, "my boss is late")
    assert said == "Go on."
    said, _ = answer(update(state, {"name": "reset_rules", "value": "yes"}), "I had a pizza")
    assert said not in ("Pizza? At this hour?", "Go on.")


def test_a_conversation_goes_on_when_the_rules_change():
    _, state = answer(start(Options(), "en"), "my boss is late")
    said = state["lines"]
    assert ran(MINE, state)["lines"] == said


@pytest.mark.parametrize(("language", "words"), [("ar", "سطر 5، عمود 8"), ("en", "Line 5, column 8")])
def test_a_mistake_is_told_with_its_place_and_the_last_good_rules_go_on(language, words):
    state = ran(BROKEN, ran(MINE, language=language))
    text, verdict = shown(state)
    assert "=wine" in text and words in verdict
    assert 'data-error-line="5"' in render(state, language)
    said, state = answer(state, "pizza")
    assert said == "Pizza? At this hour?"
    assert "=wine" in shown(state)[0], "what she wrote stays in the editor"


def test_without_good_rules_of_her_own_ours_go_on():
    said, _ = answer(ran(BROKEN), "pizza")
    assert said in [answer["text"] for answer in answer(start(Options(), "en"), "pizza")[1]["lines"]]


def test_five_megabytes_are_refused_and_not_carried_along():
    state = ran("x" * 5_000_000, ran(MINE))
    assert str(MAX_CHARACTERS) in shown(state)[1]
    assert len(json.dumps(state)) < 100_000
    assert answer(state, "pizza")[0] == "Pizza? At this hour?"


def test_writing_our_own_rules_anew_is_no_change():
    state = ran(source("ar") + "\r\n", language="ar")
    assert state["rules"] is None and shown(state)[1] == ""


def test_rules_that_a_later_edition_refuses_go_back_into_the_editor():
    state = json.loads(json.dumps(ran(MINE) | {"rules": BROKEN}))
    said, state = answer(state, "hello")
    assert said and state["draft"] == BROKEN
    assert "Line 5" in shown(state)[1]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("text", ["", "</textarea><script>hacked()</script>", "[keywords.a]\n\"<img src=x>\" = 3", "\0", "\ud800"])
def test_whatever_the_rules_hold_is_text(language, text):
    state, html = demos.play("chatbot", language, start(Options(), language), [{"name": "rules", "value": text}])
    assert "<script" not in html and "<img" not in html
    assert state["wrong"]


def test_the_error_of_a_state_is_the_error_that_was_raised():
    with pytest.raises(RulesError) as caught:
        current_rules({"language": "en", "rules": BROKEN})
    assert RulesError.from_json(json.loads(json.dumps(caught.value.as_json()))).message("ar") == caught.value.message("ar")


def test_the_conversation_to_take_away_is_all_that_was_said():
    _, state = answer(start(Options(), "en"), "pizza <b>")
    html = render(state, "en")
    kept = re.search(r"<textarea readonly[^>]*>\n(.*?)</textarea>", html, re.S)[1]
    assert kept == "\n".join(["Helmy: " + rules("en").greeting, "You: pizza &lt;b&gt;", "Helmy: " + Chatbot(rules("en")).reply("pizza <b>").text])
