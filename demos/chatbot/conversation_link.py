"""The link that opens the demo with the reader's messages of this conversation.

It carries no answers and no rules: the answers are made anew, by the rules of the reader who opens it.
"""

from urllib.parse import quote

from demos.controls import share_link

MAX_MESSAGES = 30
MAX_MESSAGE = 200  # characters
MAX_ADDRESS = 4_000  # characters, with %-escapes; many hosts refuse an address of 8 kB


def shared(state):
    """Return the name of the event that a link may carry."""
    return ("conversation",)


def link(state, texts):
    """Return the link, with the latest messages that it has room for; None if the reader has sent none."""
    sent = [" ".join(line["text"].split())[:MAX_MESSAGE] for line in state["lines"] if line["from"] == "reader"]
    messages = [message for message in sent if message][-MAX_MESSAGES:]
    while sum(len(quote(message, safe="", errors="replace")) for message in messages) > MAX_ADDRESS:
        messages.pop(0)
    return share_link("chatbot", {"conversation": "\n".join(messages)}, texts["share_conversation"]) if messages and not state["example"] else None


def messages_in(value):
    """Return the messages in the value of a link, which anybody may have written."""
    messages = [message.strip()[:MAX_MESSAGE] for message in value[:MAX_ADDRESS].split("\n")]
    return [message for message in messages if message][:MAX_MESSAGES]
