"""The lesson "capitals": a question about a country, how often right and how sure, and the reader's sentence."""

from demos.controls import bar, panel, percent, share_link, training_panel
from demos.language.data.facts import question
from demos.language.lessons.capitals import MAX_ADDED, MAX_WORD, capitals
from demos.markup import element, fill


def parts(state, texts):
    """Return the parts of the lesson."""
    return _question(state, texts), _sentence(state, texts), _measured(state, texts)


def folds(state, texts):
    """Return no fold: this lesson shows everything."""
    return ()


def _question(state, texts):
    groups = capitals(state)
    options = [
        element("option", texts[f"capitals_option_{group}"].format(country=name), value=name, selected=name == state["country"])
        for group, names in groups.items()
        for name in names
    ]
    asked = " ".join(question(state["language"], state["country"]))
    rows = [element("div", element("bdi", word or texts["capitals_end"]), *bar(share), class_="row") for word, share in state["answer"]]
    return element(
        "section",
        _link(state, texts),
        element("div", element("label", element("span", texts["capitals_label"]), element("select", *options, name="country")), data_live=True),
        element("p", element("b", asked[:1].upper() + asked[1:]), " …"),
        element("div", *rows, class_="bars"),
        element("div", element("p", _verdict(state, groups, texts)), class_="next", aria_live="polite"),
        class_="ask",
    )


def _link(state, texts):
    """Return the link to the question; None if it is about a country that the reader has added."""
    if state["country"] in dict(state["added"]):
        return None
    return element("p", share_link("language", {"country": state["country"]}, texts["share"]), class_="share")


def _verdict(state, groups, texts):
    """Return what the answer is worth: right or not, taught or not."""
    if not state["answer"]:
        return None
    group = next(group for group, names in groups.items() if state["country"] in names)
    (word, share), capital = state["answer"][0], groups[group][state["country"]]
    kind = group if group == "untaught" else f"{group}_{'right' if word == capital else 'wrong'}"
    number, right = element("b", percent(share), dir="ltr"), element("strong", element("bdi", capital))
    return fill(texts[f"capitals_{kind}"], word=element("bdi", word), share=number, capital=right)


def _measured(state, texts):
    """Return the figures over all countries, and the buttons of the training."""
    head = element("tr", element("th", texts["capitals_figures"], scope="col"), *(element("th", texts[f"capitals_{column}"], scope="col") for column in ("right", "sure")))
    rows = [
        element("tr", element("th", texts[f"capitals_group_{group}"].format(count=one["count"]), scope="row"),
                element("td", percent(one["right"]), dir="ltr"), element("td", percent(one["sure"]), dir="ltr"))
        for group, one in state["figures"].items()
    ]  # fmt: skip
    training = state["training"]
    return panel(
        training,
        training_panel(training, texts, loss=training["loss"]),
        element("table", element("thead", head), element("tbody", *rows), class_="figures"),
    )


def _sentence(state, texts):
    """Return the form for the reader's sentence; the country is the one that was asked."""
    before, after = (part.strip() for part in texts["capitals_sentence"].split("…"))
    country = element("input", type="text", name="about", value=state["about"], dir="auto", autocomplete="off", maxlength=MAX_WORD, aria_label=texts["capitals_country"])
    capital = element("input", type="text", name="teach", value="", dir="auto", autocomplete="off", enterkeyhint="go", maxlength=MAX_WORD, aria_label=texts["capitals_capital"])
    notice = state["notice"] and texts[state["notice"]].format(word=state["notice_word"], most=MAX_ADDED)
    return element(
        "section",
        element("p", texts["capitals_teach"], class_="title"),
        element("form",
            element("span", before), country, element("span", after), capital, element("button", texts["capitals_add"], type="submit"),
            data_send=True, data_keep=True, class_="sentence"),
        element("p", notice, class_="notice", aria_live="polite"),
        data_live=True,
    )  # fmt: skip
