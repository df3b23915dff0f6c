"""The chatbot as a demo: a conversation as JSON, and what each event changes in it."""

from dataclasses import dataclass
from functools import reduce

from demos.chatbot.conversation_link import messages_in
from demos.chatbot.eliza.chatbot import Chatbot
from demos.chatbot.reader_rules import NO_EDIT, current_rules, run_edit
from demos.chatbot.rulefile.errors import RulesError
from demos.strings import strings

# The conversation is saved in the reader's browser, so its length is limited.
MAX_LINES = 60
MAX_SHOWN_CHARACTERS = 300


@dataclass(frozen=True)
class Options:
    """What an author may set in the page.

    messages  the reader's messages in the example that is shown before the demo starts;
              empty = the default ones. The chatbot's answers to them are computed.
    learn     address of the text about what changed since 1966; empty = no link
    """

    messages: tuple[str, ...] = ()
    learn: str = ""


def start(options, language):
    """Return the first state: an example conversation, which the reader's first message replaces.

    {"language": str, "learn": str, "example": bool, "bot": Chatbot.state,
     "lines": [{"from": "reader" | "bot", "text": str, "trace": dict | None}, ...],
     and the reader's rules: see reader_rules.run_edit}
    """
    texts = strings(language)["chatbot"]
    state = _new_conversation({"language": language, "learn": options.learn, **NO_EDIT})
    for message in options.messages or (texts["example_1"], texts["example_2"], texts["example_3"]):
        state = _add_message(state, message)
    return {**state, "example": True}


def update(state, event):
    """Return the state after an event: "message", "restart", "rules" (the text of a rule file), "reset_rules", or
    "conversation" (the messages in a link, which replace the conversation)."""
    name, value = event["name"], event["value"]
    if name == "restart":
        return _new_conversation(state)
    if name == "reset_rules":
        return {**state, **NO_EDIT}
    if name == "rules" and isinstance(value, str):
        return run_edit(state, value)
    if name == "message" and isinstance(value, str):
        return _add_message(_new_conversation(state) if state["example"] else state, value)
    if name == "conversation" and isinstance(value, str) and (messages := messages_in(value)):
        return reduce(_add_message, messages, _new_conversation(state))
    return state


def ready(state):
    """Return the events that need no Python: a ready message, if it is the reader's first."""
    texts = strings(state["language"])["chatbot"]
    return [{"name": "message", "value": texts[f"ready_{number}"]} for number in range(1, 7)] if state["example"] else []


def _new_conversation(state):
    """Return the state with a conversation that has only the greeting."""
    state, bot = _chatbot({**state, "bot": None})
    greeting = {"from": "bot", "text": bot.rules.greeting, "trace": None}
    return {**state, "example": False, "bot": bot.state, "lines": [greeting]}


def _chatbot(state):
    """Return the state and its Chatbot. Saved rules that are refused now go back into the editor."""
    try:
        return state, Chatbot(current_rules(state), state["bot"])
    except RulesError:
        state = run_edit({**state, "rules": None}, state["rules"])
        return state, Chatbot(current_rules(state), state["bot"])


def _add_message(state, message):
    """Return the state after the reader's message and the chatbot's answer."""
    state, bot = _chatbot(state)
    reply = bot.reply(message)
    shown = message if len(message) <= MAX_SHOWN_CHARACTERS else f"{message[:MAX_SHOWN_CHARACTERS]}…"
    question = {"from": "reader", "text": shown, "trace": None}
    answer = {"from": "bot", "text": reply.text, "trace": reply.trace.as_json()}
    lines = [*state["lines"], question, answer]
    return {**state, "bot": bot.state, "lines": lines[-MAX_LINES:]}
