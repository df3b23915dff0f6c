"""The lesson "names": the next letter, the training, the dials, and the reader's own list."""

from demos.language.data.names import MAX_NAME, MAX_NAMES, MIN_NAMES, display
from demos.language.lessons.names import KINDS, MAX_TEMPERATURE, MIN_TEMPERATURE, SIZES
from demos.language.view import charts
from demos.language.view.controls import bar, button, choice, figures, panel, percent, progress, training_buttons
from demos.markup import element, join


def parts(state, texts):
    """Return the parts of the lesson."""
    return _next_letter(state, texts), _training(state, texts), _own_list(state, texts)


def _next_letter(state, texts):
    """Return the field for the beginning of a name, and the bars of what may come next."""
    field = element(
        "input", type="text", name="beginning", value=display(state["beginning"]), placeholder=texts["names_placeholder"],
        dir="auto", autocomplete="off", enterkeyhint="go", maxlength=MAX_NAME,
    )  # fmt: skip
    return element(
        "section",
        element("label", element("span", texts["names_label"]), field),
        element("div", _below_field(state, texts), class_="next", aria_live="polite"),
        element("div", *(_letter(letter, share, texts) for letter, share in state["bars"]), class_="bars", role="group", aria_label=texts["names_next"]),
        element("p", button("go", "true", texts["names_go"]), class_="buttons"),
        class_="ask",
        data_live=True,
    )


def _below_field(state, texts):
    """Return what the model says of the beginning: what the bars are, or what the finished name is."""
    name = element("bdi", display(state["beginning"]))
    if state["unknown"] is not None:
        return element("p", texts["names_unknown"].format(letter=state["unknown"]))
    if state["finished"]:
        return element("p", element("strong", name or texts["names_empty"]), " ", _mark(state["mark"], texts))
    return element("p", texts["names_next"])


def _letter(letter, share, texts):
    shown = {"": texts["names_end"], " ": texts["names_space"]}.get(letter, letter)
    return button("letter", letter, element("bdi", shown), *bar(share))


def _training(state, texts):
    training = state["training"]
    dials = element(
        "div",
        choice("size", {size: size or texts["names_all"] for size in SIZES}, state["size"], texts["names_size"]),
        None if state["pasted"] else choice("kind", {kind: texts[f"names_{kind}"] for kind in KINDS}, state["kind"], texts["names_kind"]),
        _temperature(state["temperature"], texts),
        class_="dials",
        data_live=True,
    )
    buttons = training_buttons(
        training, texts, button("train", "scaling", texts["names_scaling"]),
        button("train", "longer", texts["names_longer"]) if training["step"] >= training["target"] else None,
    )  # fmt: skip
    caption = element("span", texts["scaling_here" if state["measured_here"] else "scaling_build"])
    return panel(
        training,
        element("h4", texts["names_learn"]),
        dials,
        element("div", progress(training, texts), buttons, data_live=True),
        element("p", texts["names_learnt"].format(count=training["names"], kind=texts[f"names_{training['kind']}"]), class_="help"),
        element(
            "div",
            charts.losses(training["curve"], training["bigram"], training["target"], texts),
            charts.scaling(state["points"], texts, caption),
            class_="charts",
        ),
        _figures(training, texts),
        element("p", texts["names_shown"], class_="help"),
        element("ol", *(_shown(name, mark, chance, texts) for name, mark, chance in training["shown"]), class_="shown"),
    )


def _temperature(temperature, texts):
    slider = element(
        "input", type="range", name="temperature", min=MIN_TEMPERATURE, max=MAX_TEMPERATURE, step="0.1",
        value=f"{temperature:g}", aria_valuetext=f"{temperature:g}",
    )  # fmt: skip
    return element("label", element("span", texts["temperature"], " ", element("b", f"{temperature:.1f}", dir="ltr")), slider, class_="slider")


def _figures(training, texts):
    invented = training["invented"]
    groups = {texts[f"names_loss_{group}"]: f"{loss:.2f}" for group, loss in training["groups"].items() if len(training["groups"]) > 1}
    return figures({
        **groups,
        texts["names_invented"]: percent(invented[-1][1]) if invented else "…",
    })  # fmt: skip


def _shown(name, mark, chance, texts):
    """Return a name that the model wrote, what it is, and how rare it is."""
    return element(
        "li",
        element("bdi", display(name) or texts["names_empty"], class_=mark),
        " ",
        element("small", element("span", _mark(mark, texts)), " ", element("span", texts["names_chance"].format(count=one_in(chance)))),
        data_from=mark,
    )


def _mark(mark, texts):
    return join("(", texts[f"names_mark_{mark}"], ")")


def one_in(chance):
    """Return 1 / chance with two digits that count: 0.00043 -> "2,300"."""
    count = 1 / max(chance, 1e-15)
    digits = len(str(int(count)))
    return f"{round(count, min(0, 2 - digits)):,.0f}"


def _own_list(state, texts):
    """Return the folded field for the reader's own list."""
    area = element("textarea", name="names", rows=6, dir="auto", spellcheck="false", autocomplete="off", aria_label=texts["own"])
    notice = texts[state["notice"]].format(count=len(state["pasted"] or ()), left_out=state["left_out"], least=MIN_NAMES) if state["notice"] else None
    return element(
        "details",
        element("summary", texts["own"]),
        element("p", texts["own_about"].format(least=MIN_NAMES, most=f"{MAX_NAMES:,}")),
        element("p", notice, class_="notice", aria_live="polite"),
        element(
            "form", area,
            element("p",
                element("button", texts["own_use"], type="submit"),
                element("button", texts["own_reset"], type="button", name="reset_names", value="true"),
                class_="buttons"),
            data_send=True, data_keep=True, data_live=True,
        ),
        class_="fold own",
    )  # fmt: skip
