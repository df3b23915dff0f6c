"""The whole demo as HTML: the sentence, the picture of its attention weights, and the panels below."""

from demos.attention.view import code_panel, heads, metrics, share_link, step_by_step, training_panel
from demos.attention.view.captions import answer, name
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS
from demos.attention.view.heatmap import picture
from demos.attention.view.view_model import build
from demos.markup import element
from demos.strings import strings


def render(state, language):
    """Return the demo's HTML for a state, see demos.attention.start. HTML in the sentence is escaped."""
    texts = strings(language)["attention"]
    view_model = build(state, language)
    notice = None
    if view_model is None:
        notice = texts["prompt"]
    elif view_model.cut:
        notice = texts["cut"].format(count=MAX_WORDS)
    return element(
        "div",
        _sentence_field(state["sentence"], texts),
        # Always in the page, so that a screen reader announces a notice when it comes.
        element("p", notice, class_="notice", aria_live="polite"),
        *(_picture(view_model, state, texts) if view_model else ()),
        training_panel.panel(state["training"], texts),
        code_panel.editor(view_model, state["code"], texts),
        metrics.report(state["figures"], texts),
        element("details", element("summary", texts["how"]), *(element("p", texts[f"how_{n}"]) for n in (1, 2, 3)), class_="fold"),
        share_link.link(view_model, state, texts) if view_model else None,
        class_="attention",
    )


def _picture(view_model, state, texts):
    best = state["training"]["head"] if state["training"] else state["figures"]["head"]
    new = [name(word.text) for word in view_model.words if not word.known]
    return (
        element("p", answer(view_model, texts) or texts["no_pronoun"], class_="answer", aria_live="polite"),
        element("p", texts["learning_now"], class_="whose") if state["training"] else None,
        code_panel.verdict(view_model, state, texts),
        _views(state["view"], texts),
        picture(view_model, state["view"], texts),
        element("p", texts["new_words"], " ", *_separated(new, texts["comma"]), class_="unknown") if new else None,
        heads.switches(view_model, state, texts),
        heads.glance(view_model, best, texts),
        step_by_step.inside(view_model, state, texts),
    )


def _sentence_field(sentence, texts):
    """Return the field for the sentence and the ready sentences. They need a running Python."""
    field = element(
        "input", type="text", name="sentence", value=sentence, placeholder=texts["placeholder"],
        dir="auto", autocomplete="off", enterkeyhint="go", maxlength=MAX_TEXT,
    )  # fmt: skip
    pairs = [_pair(texts[f"ready_{n}"], texts[f"ready_{n + 1}"], sentence) for n in (1, 3, 5)]
    return element(
        "div",
        element("label", element("span", texts["label"]), field),
        element("div", element("span", texts["ready"]), *pairs, class_="ready", role="group", aria_label=texts["ready"]),
        class_="ask",
        data_live=True,
    )


def _pair(one, other, sentence):
    """Return two ready sentences in one line: the words that they share, and a button for the end of each."""
    shared = 0
    while one.split()[shared] == other.split()[shared]:
        shared += 1
    buttons = [
        element(
            "button", " ".join(text.split()[shared:]), type="button", name="sentence", value=text,
            aria_label=text, aria_pressed="true" if text == sentence else "false",
        )
        for text in (one, other)
    ]  # fmt: skip
    return element("p", element("span", " ".join(one.split()[:shared])), *buttons, class_="pair")


def _views(view, texts):
    buttons = [
        element("button", texts[f"view_{one}"], type="button", name="view", value=one, aria_pressed="true" if one == view else "false")
        for one in ("table", "arcs")
    ]
    return element("div", *buttons, class_="views", role="group", aria_label=texts["views"], data_live=True)


def _separated(parts, separator):
    return [one for part in parts for one in (separator, part)][1:]
