"""The lesson "names": the next letter, the training, and the names that the model writes."""

from demos.controls import bar, button, panel, percent, share_link, training_panel
from demos.language.data.names import MAX_NAME, display
from demos.language.view import charts
from demos.language.view.name_folds import folds
from demos.markup import element

__all__ = ["folds", "parts"]

MARKS = {"new": "✦", "real": "○", "list": "="}
RARE = 1e7  # a name that comes once in more names than that has its number as a power of ten


def parts(state, texts):
    """Return the parts of the lesson."""
    return _next_letter(state, texts), _training(state, texts)


def _next_letter(state, texts):
    """Return the field for the beginning of a name, and the bars of what may come next."""
    field = element(
        "input", type="text", name="beginning", value=display(state["beginning"]), placeholder=texts["names_placeholder"],
        dir="auto", autocomplete="off", enterkeyhint="go", maxlength=MAX_NAME,
    )  # fmt: skip
    dials = {name: str(state[name]) for name, default in (("size", 0), ("kind", "both")) if state[name] != default}
    link = share_link("language", {"beginning": state["beginning"], "temperature": f"{state['temperature']:g}", **dials}, texts["share"])
    return element(
        "section",
        element("p", link, class_="share"),
        element("div", element("label", element("span", texts["names_label"]), field), button("go", "true", texts["names_go"]), class_="asked"),
        element("div", _below_field(state, texts), class_="next", aria_live="polite"),
        element("div", *(_letter(letter, share, texts) for letter, share in state["bars"]), class_="letters", role="group", aria_label=texts["names_next"]),
        class_="ask",
        data_live=True,
    )


def _below_field(state, texts):
    """Return what the model says of the beginning: what the bars are, or what the finished name is."""
    if state["unknown"] is not None:
        return element("p", texts["names_unknown"].format(letter=state["unknown"]))
    if state["finished"]:
        name = element("bdi", display(state["beginning"]) or texts["names_empty"], class_=state["mark"])
        return element("p", element("strong", name), " ", MARKS[state["mark"]], " ", texts[f"names_mark_{state['mark']}"])
    return element("p", texts["names_next"])


def _letter(letter, share, texts):
    shown = {"": texts["names_end"], " ": texts["names_space"]}.get(letter, letter)
    return button("letter", letter, *reversed(bar(share)), element("bdi", shown, class_=None if len(shown) == 1 else "long"))


def _training(state, texts):
    training = state["training"]
    is_done = training["step"] >= training["target"]
    return panel(
        training,
        training_panel(training, texts, button("train", "longer", texts["names_longer"]) if is_done else None),
        element("div", charts.losses(training["curve"], training["bigram"], training["target"], texts, _invented(training, texts)), _written(training, texts), class_="pair"),
        element("p", *(element("span", MARKS[mark], " ", texts[f"names_mark_{mark}"], class_=mark) for mark in MARKS), class_="marks"),
    )


def _written(training, texts):
    """Return the names that the model has just written."""
    names = [_shown(name, mark, chance, texts) for name, mark, chance in training["shown"]]
    title = element("p", texts["names_shown"], element("small", texts["names_odds"]), class_="title")
    return element("div", title, element("ol", *names, class_="shown"))


def _invented(training, texts):
    """Return the share of names that are not in the list, among many more than are shown."""
    share = percent(training["invented"][-1][1]) if training["invented"] else "…"
    return element("span", MARKS["new"], " ", texts["names_invented"], " ", element("b", share, dir="ltr"))


def _shown(name, mark, chance, texts):
    """Return a name that the model wrote, what it is, and how rare it is."""
    return element(
        "li",
        element("bdi", display(name) or texts["names_empty"], class_=mark),
        element("span", MARKS[mark], aria_hidden="true", class_=mark),
        element("span", texts[f"names_mark_{mark}"], class_="spoken"),
        element("small", element("span", f"1/{one_in(chance)}", dir="ltr")),
        data_from=mark,
    )


def one_in(chance):
    """Return 1 / chance with two digits that count, 0.00043 -> "2,300"; a power of ten if it is very large."""
    count = 1 / max(chance, 1e-30)
    digits = len(str(int(count)))
    if count > RARE:
        return "10" + str(digits - 1).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{round(count, min(0, 2 - digits)):,.0f}"
