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
    """Return the text in the editor and the message below it."""
    html = render(state, state["language"])
    area = re.search(r'<textarea name="rules"[^>]*>\n(.*?)</textarea>', html, re.S)
    verdict = re.search(r'<div class="verdict"[^>]*>(.*)</div></div>$', html, re.S)
    return area[1], verdict[1]


def test_the_editor_shows_the_rule_file_in_use():
    for language in ("ar", "en"):
        text, verdict = shown(start(Options(), language))
        assert text.count("\n") == source(language).count("\n")
        assert verdict == ""


def test_after_an_edit_the_readers_rules_answer():
    said, state = answer(ran(MINE), "I had a pizza")
    assert said == "Pizza? At this hour?"
    said, state = answer(state, "my boss is late")
    assert said == "Go on."
    said, _ = answer(update(state, {"name": "reset_rules", "value": "yes"}), "I had a pizza")
    assert said not in ("Pizza? At this hour?", "Go on.")


def test_a_conversation_continues_when_the_rules_change():
    _, state = answer(start(Options(), "en"), "my boss is late")
    said = state["lines"]
    assert ran(MINE, state)["lines"] == said


@pytest.mark.parametrize(("language", "words"), [("ar", "سطر 5، عمود 8"), ("en", "Line 5, column 8")])
def test_a_mistake_is_reported_with_its_position_and_the_last_valid_rules_stay_in_use(language, words):
    state = ran(BROKEN, ran(MINE, language=language))
    text, verdict = shown(state)
    assert "=wine" in text and words in verdict
    assert 'data-error-line="5"' in render(state, language)
    said, state = answer(state, "pizza")
    assert said == "Pizza? At this hour?"
    assert "=wine" in shown(state)[0], "what she wrote stays in the editor"


def test_without_valid_rules_of_the_reader_the_sites_rules_stay_in_use():
    said, _ = answer(ran(BROKEN), "pizza")
    assert said in [answer["text"] for answer in answer(start(Options(), "en"), "pizza")[1]["lines"]]


def test_five_megabytes_are_refused_and_are_not_in_the_state():
    state = ran("x" * 5_000_000, ran(MINE))
    assert str(MAX_CHARACTERS) in shown(state)[1]
    assert len(json.dumps(state)) < 100_000
    assert answer(state, "pizza")[0] == "Pizza? At this hour?"


def test_running_the_sites_own_rules_is_not_an_edit():
    state = ran(source("ar") + "\r\n", language="ar")
    assert state["rules"] is None and shown(state)[1] == ""


def test_saved_rules_that_a_later_version_refuses_go_back_into_the_editor():
    state = json.loads(json.dumps(ran(MINE) | {"rules": BROKEN}))
    said, state = answer(state, "hello")
    assert said and state["draft"] == BROKEN
    assert "Line 5" in shown(state)[1]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("text", ["", "</textarea><script>hacked()</script>", "[keywords.a]\n\"<img src=x>\" = 3", "\0", "\ud800"])
def test_html_in_the_rules_is_escaped(language, text):
    state, html = demos.play("chatbot", language, start(Options(), language), [{"name": "rules", "value": text}])
    assert "<script" not in html and "<img" not in html
    assert state["wrong"]


def test_an_error_is_the_same_after_a_round_trip_through_json():
    with pytest.raises(RulesError) as caught:
        current_rules({"language": "en", "rules": BROKEN})
    assert RulesError.from_json(json.loads(json.dumps(caught.value.as_json()))).message("ar") == caught.value.message("ar")


def test_the_copied_conversation_has_every_line():
    _, state = answer(start(Options(), "en"), "pizza <b>")
    html = render(state, "en")
    kept = re.search(r"<textarea readonly[^>]*>\n(.*?)</textarea>", html, re.S)[1]
    assert kept == "\n".join(["Helmy: " + rules("en").greeting, "You: pizza &lt;b&gt;", "Helmy: " + Chatbot(rules("en")).reply("pizza <b>").text])
