"""The whole demo as HTML: the sentence, the picture of its attention weights, and the panels below."""

from demos.attention.view import code_panel, heads, metrics, share_link, step_by_step, training_panel
from demos.attention.view.captions import answer, name
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS
from demos.attention.view.heatmap import sentence_picture, table_picture
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
        _question(state, texts),
        # Always in the page, so that a screen reader announces a notice when it comes.
        element("p", notice, class_="notice", aria_live="polite"),
        *_first_screen(view_model, state, texts),
        element("div", _field(state["sentence"], texts), class_="ask", data_live=True) if state["short"] else _curious(view_model, state, texts),
        share_link.link(view_model, state, texts) if view_model and not state["short"] else None,
        class_="attention short" if state["short"] else "attention",
    )


def _first_screen(view_model, state, texts):
    """Return the answer, and the sentence with the attention weights of one word.

    Elements with nothing to say are there, too, but empty: if their number changed, the page would take another
    element for the fold below them, and what the reader has unfolded would be closed.
    """
    new = [name(word.text) for word in view_model.words if not word.known] if view_model else []
    sees_no_future = state["causal"] and view_model and view_model.pronouns
    return (
        element("p", (answer(view_model, texts) or texts["no_pronoun"]) if view_model else None, class_="answer", aria_live="polite"),
        element("p", texts["learning_now"] if state["training"] else None, class_="whose"),
        code_panel.verdict(view_model, state, texts),
        sentence_picture(view_model, texts) if view_model else element("form", method="dialog"),
        element("p", texts["no_future"] if sees_no_future else None, class_="whose"),
        element("p", *((texts["new_words"], " ", *_separated(new, texts["comma"])) if new else ()), class_="unknown"),
    )


def _curious(view_model, state, texts):
    """Return everything else, folded away, in the order in which it is best understood: all words, one word's calculation,
    all heads, how the model learned, the code, and how good the model is."""
    best = state["training"]["head"] if state["training"] else state["metrics"]["head"]
    picture = view_model and (
        _views(state["view"], texts),
        table_picture(view_model, state["view"], texts),
        step_by_step.inside(view_model, state, texts),
        heads.switches(view_model, state, texts),
        heads.glance(view_model, best, texts),
    )
    return element(
        "details",
        element("summary", texts["curious"], " ", element("small", texts["curious_has"])),
        element(
            "div",
            *(picture or ()),
            training_panel.panel(state["training"], texts),
            code_panel.editor(view_model, state["code"], texts),
            metrics.report(state["metrics"], texts),
            element("details", element("summary", texts["how"]), *(element("p", texts[f"how_{n}"]) for n in (1, 2, 3)), class_="fold"),
            class_="parts",
        ),
        class_="fold curious",
    )


def ready_pairs(state, texts):
    """Return the pairs of ready sentences that the page shows; if the demo is short, one pair."""
    pairs = [(texts[f"ready_{n}"], texts[f"ready_{n + 1}"]) for n in (1, 3, 5)]
    return [pair for pair in pairs if state["sentence"] in pair] or pairs[-1:] if state["short"] else pairs


def _question(state, texts):
    """Return the ready sentences, and the field for the reader's own, which is further down if the demo is short."""
    buttons = [_pair(one, other, state["sentence"]) for one, other in ready_pairs(state, texts)]
    label = texts["ready_pair" if state["short"] else "ready"]
    return element(
        "div",
        element("div", element("span", label), *buttons, class_="ready", role="group", aria_label=label),
        # Beside the answer, which a phone's keyboard would cover if it were further down.
        None if state["short"] else _field(state["sentence"], texts),
        class_="ask",
        data_live=True,
    )


def _field(sentence, texts):
    field = element(
        "input", type="text", name="sentence", value=sentence, placeholder=texts["placeholder"],
        dir="auto", autocomplete="off", enterkeyhint="go", maxlength=MAX_TEXT,
    )  # fmt: skip
    return element("label", element("span", texts["label"]), field)


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
