"""The whole demo as HTML: the conversation, the field to write in, messages to try."""

from demos.chatbot.view.explanation import why
from demos.chatbot.view.rules_panel import editor, verdict
from demos.markup import element
from demos.strings import strings


def render(state, language):
    """Return the demo's HTML for a state (see demo.py). Whatever a message holds is text."""
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
        _write(texts),
        _keep(state, texts),
        _try(texts),
        _breaks(texts, state["learn"]),
        editor(state, texts),
        verdict(state, language, texts),
        class_="chat",
        data_remember=True,
    )


def _transcript(state, texts):
    said = [_said(line, state["language"], texts) for line in state["lines"]]
    # A log: a screen reader reads out what is added, and only that.
    return element("ol", *said, class_="transcript", aria_live="polite", aria_relevant="additions")


def _said(line, language, texts):
    by = element("span", texts[line["from"]], class_="by")
    text = line["text"] if line["text"].strip() else element("i", texts["nothing"])
    bubble = element("p", text, class_="bubble", dir="auto")
    trace = why(line["trace"], language) if line["trace"] else None
    return element("li", by, bubble, trace, data_from=line["from"])


def _write(texts):
    field = element(
        "input", type="text", name="message", dir="auto", autocomplete="off", maxlength=20000,
        enterkeyhint="send", placeholder=texts["placeholder"], aria_label=texts["label"],
    )  # fmt: skip
    send = element("button", texts["send"], type="submit")
    return element("form", field, send, class_="write", data_send=True, data_live=True)


def _try(texts):
    ready = [_message(texts[f"ready_{number}"]) for number in range(1, 7)]
    return element(
        "div", element("span", texts["ready"]), *ready,
        class_="ready", role="group", aria_label=texts["ready"], data_live=True,
    )  # fmt: skip


def _keep(state, texts):
    """The conversation to take away, and a way to begin anew."""
    spoken = "\n".join(f"{texts[line['from']]}: {line['text']}" for line in state["lines"])
    return element(
        "div",
        element("button", texts["copy"], type="button", data_copy=True),
        element("button", texts["restart"], type="button", name="restart", value="yes"),
        # Where the clipboard may not be written to, this is what can be marked by hand.
        element("textarea", "\n", spoken, readonly=True, hidden=True, dir="auto", rows=8, aria_label=texts["conversation"]),
        class_="keep", data_live=True,
    )  # fmt: skip


def _message(text):
    return element("button", text, type="button", name="message", value=text)


def _breaks(texts, learn):
    """Messages that show what no rule can do, and why beside each."""
    keys = [f"breaks_{number}" for number in range(1, 7)]
    tried = [
        element("li", _message(texts[key]), element("p", texts[f"{key}_why"])) for key in keys
    ]
    return element(
        "details",
        element("summary", texts["breaks"]),
        element("p", texts["breaks_about"]),
        element("ul", *tried),
        element("p", element("a", texts["learn"], href=learn)) if learn else None,
        class_="breaks",
    )
