"""The whole demo as HTML: the reader's sentence, the picture, and everything behind it."""

from demos.attention.view import code_panel, heads, metrics, share_link, step_by_step, training_panel
from demos.attention.view.captions import answer, name
from demos.attention.view.display_words import MAX_TEXT, MAX_WORDS
from demos.attention.view.heatmap import picture
from demos.attention.view.view_model import read
from demos.markup import element
from demos.strings import strings


def render(state, language):
    """Return the demo's HTML for a state (see __init__.py). Whatever the sentence holds is text."""
    texts = strings(language)["attention"]
    scene = read(state, language)
    notice = None
    if scene is None:
        notice = texts["prompt"]
    elif scene.cut:
        notice = texts["cut"].format(count=MAX_WORDS)
    return element(
        "div",
        _ask(state["sentence"], texts),
        # Always there, so that a screen reader hears when it fills.
        element("p", notice, class_="notice", aria_live="polite"),
        *(_picture(scene, state, texts) if scene else ()),
        training_panel.lesson(state["training"], texts),
        code_panel.editor(scene, state["code"], texts),
        metrics.report(state["figures"], texts),
        element("details", element("summary", texts["how"]), *(element("p", texts[f"how_{n}"]) for n in (1, 2, 3)), class_="fold"),
        share_link.link(scene, state, texts) if scene else None,
        class_="attention",
    )


def _picture(scene, state, texts):
    best = state["training"]["head"] if state["training"] else state["figures"]["head"]
    new = [name(shown.text) for shown in scene.words if not shown.known]
    return (
        element("p", answer(scene, texts) or texts["no_pronoun"], class_="answer", aria_live="polite"),
        element("p", texts["learning_now"], class_="whose") if state["training"] else None,
        code_panel.verdict(scene, state, texts),
        _views(state["view"], texts),
        picture(scene, state["view"], texts),
        element("p", texts["new_words"], " ", *_listed(new, texts["comma"]), class_="unknown") if new else None,
        heads.switches(scene, state, texts),
        heads.glance(scene, best, texts),
        step_by_step.inside(scene, state, texts),
    )


def _ask(sentence, texts):
    """What the reader can change; it takes a running Python to answer."""
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
    """Two ready sentences in one line: the words they share, and a button for how each of them ends."""
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


def _listed(parts, between):
    return [piece for part in parts for piece in (between, part)][1:]
