"""Chatbots with short rules, and with the site's own."""

from demos.chatbot import Chatbot, load_rules
from demos.chatbot.reader_rules import rules as site_rules


def rules(text):
    """Return the Rules in a short text. If it has no `none`, one is added."""
    return load_rules(text if "none" in text else f'none = ["…"]\n{text}', name="test.toml")


def answers(text, *messages):
    bot = Chatbot(rules(text))
    return [bot.reply(message).text for message in messages]


def own(language):
    return Chatbot(site_rules(language))
