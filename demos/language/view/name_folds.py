"""The folds of the lesson "names": quantity and variety with the scaling curve, temperature, and the reader's own list."""

from demos.code_editor import text_form
from demos.controls import button, choice, figures, fold
from demos.language.data.names import MAX_NAMES, MIN_NAMES
from demos.language.lessons.name_training import SIZES
from demos.language.lessons.names import KINDS, MAX_TEMPERATURE, MIN_TEMPERATURE
from demos.language.view import charts
from demos.markup import element


def folds(state, texts):
    """Return the folds of the lesson."""
    return _amount(state, texts), _temperature(state["temperature"], texts), _own_list(state, texts)


def _amount(state, texts):
    """Return the dials for the data of the next training, and what was measured: the scaling curve, and the loss on girls' and boys' names."""
    training = state["training"]
    sizes = {size: size or texts["names_all"] for size in SIZES}
    kinds = {kind: texts[f"names_{kind}"] for kind in KINDS}
    groups = {texts[f"names_loss_{group}"]: f"{loss:.2f}" for group, loss in training["groups"].items() if len(training["groups"]) > 1}
    is_waiting = not training["queue"] and (state["size"], state["kind"]) != (training["size"], training["kind"])
    return fold(
        texts["names_amount"],
        element(
            "div",
            choice("size", sizes, state["size"], texts["names_size"]),
            None if state["pasted"] else choice("kind", kinds, state["kind"], texts["names_kind"]),
            element("p", texts["waiting"] if is_waiting else None, class_="notice", aria_live="polite"),
            element("p", button("train", "scaling", texts["names_scaling"]), class_="buttons"),
            data_live=True,
        ),
        charts.scaling(state["points"], texts, element("span", texts["scaling_here" if state["measured_here"] else "scaling_build"])),
        element("p", texts["names_learnt"].format(count=training["names"], kind=texts["names_pasted" if state["pasted"] else f"names_{training['kind']}"])),
        figures(groups) if groups else None,
        class_="amount",
    )


def _temperature(temperature, texts):
    slider = element(
        "input", type="range", name="temperature", min=MIN_TEMPERATURE, max=MAX_TEMPERATURE, step="0.1",
        value=f"{temperature:g}", aria_valuetext=f"{temperature:g}",
    )  # fmt: skip
    label = element("label", element("span", texts["temperature"], " ", element("b", f"{temperature:.1f}", dir="ltr")), slider, class_="slider")
    return fold(texts["temperature"], element("div", label, data_live=True), element("p", texts["temperature_about"]))


def _own_list(state, texts):
    """Return the field for the reader's own list."""
    area = element("textarea", name="names", rows=6, dir="auto", spellcheck="false", autocomplete="off", aria_label=texts["own_label"])
    notice = texts[state["notice"]].format(count=len(state["pasted"] or ()), left_out=state["left_out"], least=MIN_NAMES) if state["notice"] else None
    return fold(
        texts["own"],
        element("p", texts["own_about"].format(least=MIN_NAMES, most=f"{MAX_NAMES:,}")),
        element("p", notice, class_="notice", aria_live="polite"),
        text_form(area, texts["own_use"], texts["own_reset"], "reset_names"),
        class_="own",
    )
