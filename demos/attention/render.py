"""The whole demo as HTML: the reader's sentence, the picture, and where its numbers come from."""

from demos.attention.head import attend
from demos.attention.heatmap import picture
from demos.attention.signs import SIGNS, signs
from demos.attention.tokens import MAX_WORDS, direction, has_words, split
from demos.markup import element
from demos.strings import strings


def render(state, language):
    """Return the demo's HTML for a state (see __init__.py). Whatever the sentence holds is text."""
    texts = strings(language)["attention"]
    words, rest = split(state["sentence"])
    notice = None
    if not words:
        notice = texts["prompt"]
    elif has_words(rest):
        notice = texts["cut"].format(count=MAX_WORDS)
    return element(
        "div",
        _ask(state["sentence"], texts),
        # Always there, so that a screen reader hears when it fills.
        element("p", notice, class_="notice", aria_live="polite"),
        _figure(words, state, language, texts) if words else None,
        _how(texts),
        class_="attention",
    )


def _ask(sentence, texts):
    """What the reader can change; it takes a running Python to answer."""
    ready = [texts[key] for key in ("ready_1", "ready_2", "ready_3")]
    field = element(
        "input", type="text", name="sentence", value=sentence, placeholder=texts["placeholder"],
        dir="auto", autocomplete="off", enterkeyhint="go",
    )  # fmt: skip
    buttons = [
        element(
            "button", text, type="button", name="sentence", value=text,
            aria_pressed="true" if text == sentence else "false",
        )
        for text in ready
    ]  # fmt: skip
    return element(
        "div",
        element("label", element("span", texts["label"]), field),
        element(
            "div", element("span", texts["ready"]), *buttons,
            class_="ready", role="group", aria_label=texts["ready"],
        ),
        class_="ask",
        data_live=True,
    )  # fmt: skip


def _figure(words, state, language, texts):
    names = [word.text for word in words]
    across = direction(state["sentence"]) or ("rtl" if language == "ar" else "ltr")
    chosen = state["word"]
    if chosen is None:
        points_back = signs(names)[:, SIGNS.index("points_back")]
        chosen = int(points_back.argmax())  # the first, and 0 if there is none
    return picture(words, attend(names), chosen, across, texts)


def _how(texts):
    paragraphs = [element("p", texts[key]) for key in ("how_vectors", "how_equation", "how_limits")]
    return element("details", element("summary", texts["how"]), *paragraphs, class_="how")
