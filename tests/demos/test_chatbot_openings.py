"""First messages in the spelling of readers, each with the keyword whose rule should answer it."""

import re
import tomllib
from pathlib import Path

import pytest

from demos.chatbot import Chatbot
from demos.chatbot.reader_rules import current_rules, run_edit, source
from demos.chatbot.reader_rules import rules as site_rules
from demos.strings import strings

OPENINGS = tomllib.loads((Path(__file__).parents[1] / "data" / "chatbot.openings.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_first_messages_of_readers_are_answered_by_the_keyword_meant_for_them(language):
    assert len(OPENINGS[language]) >= 900
    answered = {}
    for message in OPENINGS[language]:
        trace = Chatbot(site_rules(language)).reply(message).trace
        answered[message] = trace.steps[-1].keyword if trace.source == "keyword" else trace.source
    assert answered == OPENINGS[language]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_keyword_that_the_page_suggests_is_not_in_the_rules_yet(language):
    keyword, answer = re.findall("`([^`]+)`", strings(language)["chatbot"]["rules_idea_2"])
    state = run_edit({"language": language, "rules": None, "draft": None, "wrong": None}, f"{source(language)}\n{keyword}\n{answer}\n")
    assert state["wrong"] is None
    (word,) = re.findall(r"keywords\.\"?([^\]\"]+)", keyword)
    assert Chatbot(current_rules(state)).reply(word).text in answer
