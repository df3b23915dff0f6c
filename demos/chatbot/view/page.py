"""The whole demo as HTML: the conversation, the message field, messages to try, and the rules."""

from demos.chatbot.conversation_link import link
from demos.chatbot.view.explanation import explanation
from demos.chatbot.view.rules_panel import rules_editor, verdict
from demos.markup import element
from demos.strings import strings


def render(state, language):
    """Return the demo's HTML for a state (see demo.start). All text of messages is escaped."""
    texts = strings(language)["chatbot"]
    return element(
        "div",
        element(
            "div",
            element("p", texts["example"], class_="note") if state["example"] else None,
            _transcript(state, texts),
            class_="paper",
            data_scroll="end",
            tabindex="0",
            role="group",
            aria_label=texts["conversation"],
        ),
        _message_form(texts),
        _conversation_buttons(state, texts),
        _ready_messages(texts),
        _limits(texts, state["learn"]),
        rules_editor(state, texts),
        verdict(state, language, texts),
        class_="chat",
        data_remember=True,
    )


def _transcript(state, texts):
    items = [_line(line, state["language"], texts) for line in state["lines"]]
    # A screen reader announces only the lines that are added.
    return element("ol", *items, class_="transcript", aria_live="polite", aria_relevant="additions")


def _line(line, language, texts):
    speaker = element("span", texts[line["from"]], class_="by")
    text = line["text"] if line["text"].strip() else element("i", texts["nothing"])
    bubble = element("p", text, class_="bubble", dir="auto")
    why = explanation(line["trace"], language) if line["trace"] else None
    return element("li", speaker, bubble, why, data_from=line["from"])


def _message_form(texts):
    field = element(
        "input", type="text", name="message", dir="auto", autocomplete="off", maxlength=20000,
        enterkeyhint="send", placeholder=texts["placeholder"], aria_label=texts["label"],
    )  # fmt: skip
    send = element("button", texts["send"], type="submit")
    return element("form", field, send, class_="write", data_send=True, data_live=True)


def _ready_messages(texts):
    ready = [_message_button(texts[f"ready_{number}"]) for number in range(1, 7)]
    return element(
        "div", element("span", texts["ready"]), *ready,
        class_="ready", role="group", aria_label=texts["ready"], data_live=True,
    )  # fmt: skip


def _conversation_buttons(state, texts):
    """Return the buttons that copy the conversation and start a new one, and the link to it."""
    conversation = "\n".join(f"{texts[line['from']]}: {line['text']}" for line in state["lines"])
    return element(
        "div",
        link(state, texts),
        element("button", texts["copy"], type="button", data_copy=True),
        element("button", texts["restart"], type="button", name="restart", value="yes"),
        # If the page may not write to the clipboard, the reader selects and copies this text.
        element("textarea", "\n", conversation, readonly=True, hidden=True, dir="auto", rows=8, aria_label=texts["conversation"]),
        class_="keep", data_live=True,
    )  # fmt: skip


def _message_button(text):
    return element("button", text, type="button", name="message", value=text)


def _limits(texts, learn):
    """Return messages that show what rules cannot do, each with the reason."""
    keys = [f"breaks_{number}" for number in range(1, 7)]
    items = [element("li", _message_button(texts[key]), element("p", texts[f"{key}_why"])) for key in keys]
    return element(
        "details",
        element("summary", texts["breaks"]),
        element("p", texts["breaks_about"]),
        element("ul", *items),
        element("p", element("a", texts["learn"], href=learn)) if learn else None,
        class_="breaks",
    )
