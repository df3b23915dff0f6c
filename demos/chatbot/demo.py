"""The chatbot as a demo: a conversation in JSON, and how one message changes it."""

from dataclasses import dataclass

from demos.chatbot.eliza.chatbot import Chatbot
from demos.chatbot.reader_rules import UNTOUCHED, edited, in_use
from demos.chatbot.rulefile.errors import RulesError
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


def start(options, language):
    """Return the first state: an example of a conversation, which the reader's own replaces.

    {"language": str, "learn": str, "example": bool, "bot": Chatbot.state,
     "lines": [{"from": "reader" | "bot", "text": str, "trace": dict | None}, ...],
     and the reader's rules: see edit.py}
    """
    words = strings(language)["chatbot"]
    state = _begun({"language": language, "learn": options.learn, **UNTOUCHED})
    for message in options.messages or (words["example_1"], words["example_2"], words["example_3"]):
        state = _said(state, message)
    return {**state, "example": True}


def update(state, event):
    """Return the state after an event: "message", "restart", "rules" (a whole file) or "reset_rules"."""
    name, value = event["name"], event["value"]
    if name == "restart":
        return _begun(state)
    if name == "reset_rules":
        return {**state, **UNTOUCHED}
    if name == "rules" and isinstance(value, str):
        return edited(state, value)
    if name == "message" and isinstance(value, str):
        return _said(_begun(state) if state["example"] else state, value)
    return state


def _begun(state):
    """Return the state with nothing said yet but the greeting."""
    state, bot = _bot({**state, "bot": None})
    greeting = {"from": "bot", "text": bot.rules.greeting, "trace": None}
    return {**state, "example": False, "bot": bot.state, "lines": [greeting]}


def _bot(state):
    """Return the state and its Chatbot; rules that are no longer accepted go back into the editor."""
    try:
        return state, Chatbot(in_use(state), state["bot"])
    except RulesError:
        state = edited({**state, "rules": None}, state["rules"])
        return state, Chatbot(in_use(state), state["bot"])


def _said(state, message):
    """Return the state after the reader's message and the chatbot's answer."""
    state, bot = _bot(state)
    reply = bot.reply(message)
    shown = message if len(message) <= SHOWN else f"{message[:SHOWN]}…"
    asked = {"from": "reader", "text": shown, "trace": None}
    answered = {"from": "bot", "text": reply.text, "trace": reply.trace.as_json()}
    lines = [*state["lines"], asked, answered]
    return {**state, "bot": bot.state, "lines": lines[-LINES:]}
