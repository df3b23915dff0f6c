"""The chatbot as a demo: a conversation in JSON, and how one message changes it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from demos.chatbot.engine import Chatbot
from demos.chatbot.load import load_rules
from demos.strings import strings

# A conversation is kept in the reader's browser: enough to scroll back, and no more.
LINES = 60
SHOWN = 300


@dataclass(frozen=True)
class Options:
    """What an author may set in the page.

    messages  what the reader says in the example that stands there before the demo
              is started; empty = ours. The answers are computed.
    learn     address of the text on what changed since 1966; empty = no link
    """

    messages: tuple[str, ...] = ()
    learn: str = ""


@cache
def rules(language):
    """Return the site's own Rules in a language."""
    name = f"rules.{language}.toml"
    return load_rules((files(__package__) / name).read_text("utf-8"), name=name)


def start(options, language):
    """Return the first state: an example of a conversation, which the reader's own replaces.

    {"language": str, "learn": str, "example": bool, "bot": Chatbot.state,
     "lines": [{"from": "reader" | "bot", "text": str, "trace": dict | None}, ...]}
    """
    words = strings(language)["chatbot"]
    state = _empty(language, options.learn)
    for message in options.messages or (words["example_1"], words["example_2"], words["example_3"]):
        state = _said(state, message)
    return {**state, "example": True}


def update(state, event):
    """Return the state after an event: a "message", or "restart"."""
    name, value = event["name"], event["value"]
    if name == "restart":
        return _empty(state["language"], state["learn"])
    if name != "message" or not isinstance(value, str):
        return state
    if state["example"]:
        state = _empty(state["language"], state["learn"])
    return _said(state, value)


def _empty(language, learn):
    bot = Chatbot(rules(language))
    greeting = {"from": "bot", "text": bot.rules.greeting, "trace": None}
    return {
        "language": language,
        "learn": learn,
        "example": False,
        "bot": bot.state,
        "lines": [greeting],
    }


def _said(state, message):
    """Return the state after the reader's message and the chatbot's answer."""
    bot = Chatbot(rules(state["language"]), state["bot"])
    reply = bot.reply(message)
    shown = message if len(message) <= SHOWN else f"{message[:SHOWN]}…"
    asked = {"from": "reader", "text": shown, "trace": None}
    answered = {"from": "bot", "text": reply.text, "trace": reply.trace.as_json()}
    lines = [*state["lines"], asked, answered]
    return {**state, "bot": bot.state, "lines": lines[-LINES:]}
