"""The lesson "jobs": what the data says and what the model says, before and after fine-tuning."""

from demos.language.data.job_sentences import jobs
from demos.language.lessons.jobs import distances
from demos.language.view.controls import button, figures, panel, percent, progress, training_buttons
from demos.markup import element


def parts(state, texts):
    """Return the parts of the lesson."""
    return _dial(state, texts), _training(state, texts)


def _dial(state, texts):
    """Return the choice of a job, and the share of men in its data for the next training."""
    names = [job["name"] for job in jobs(state["language"])]
    options = [element("option", name, value=at, selected=at == state["job"]) for at, name in enumerate(names)]
    share = state["shares"][state["job"]]
    slider = element("input", type="range", name="share", min=0, max=100, step=5, value=f"{100 * share:.0f}", aria_valuetext=percent(share))
    waiting = texts["jobs_waiting"] if state["shares"] != state["data"] else None
    return element(
        "section",
        element("label", element("span", texts["jobs_label"]), element("select", *options, name="job")),
        element("label", element("span", texts["jobs_share"], " ", element("b", percent(share), dir="ltr")), slider, class_="slider"),
        element("p", waiting, class_="notice", aria_live="polite"),
        class_="ask",
        data_live=True,
    )


def _training(state, texts):
    training = state["training"]
    is_trained = training["stage"] == "base" and training["step"] == training["target"]
    tune = button("train", "tune", texts["jobs_tune"]) if is_trained else None
    loss = f"{training['loss'][-1][1]:.2f}" if training["loss"] else "…"
    return panel(
        training,
        element("h4", texts[f"jobs_stage_{training['stage']}"]),
        element("div", progress(training, texts), figures({texts["curve_words"]: loss}), training_buttons(training, texts, tune), data_live=True),
        _distances(state, texts),
        element("p", *(element("span", texts[f"jobs_{kind}"], class_=kind) for kind in _columns(state)), class_="legend"),
        *(_shares(state, balanced, texts) for balanced in (True, False)),
    )


def _columns(state):
    """Return {name: for each job the share of men}: of the data, of the model before fine-tuning, and of the model."""
    columns = {"data": state["data"], "before": state["before"], "model": state["model"]}
    return {name: shares for name, shares in columns.items() if shares}


def _distances(state, texts):
    """Return how far each group of jobs is from one half, in percentage points."""
    columns = {name: distances(state, shares) for name, shares in _columns(state).items()}
    head = element("tr", element("td"), *(element("th", texts[f"jobs_{name}"], scope="col") for name in columns))
    rows = [
        element("tr", element("th", texts[f"jobs_group_{group}"], scope="row"), *(element("td", f"{100 * one[group]:.1f}", dir="ltr") for one in columns.values()))
        for group in ("tuned", "others")
    ]
    caption = element("caption", texts["jobs_distance"])
    return element("table", caption, element("thead", head), element("tbody", *rows), class_="figures")


def _shares(state, balanced, texts):
    """Return a table with a row of bars for each job of a group."""
    columns, rows = _columns(state), []
    for at, job in enumerate(jobs(state["language"])):
        if job["balanced"] == balanced:
            bars = [element("i", style=f"--w:{shares[at]:.4f}", class_=name) for name, shares in columns.items()]
            numbers = [element("td", percent(shares[at]), dir="ltr") for shares in columns.values()]
            rows.append(element("tr", element("th", job["name"], scope="row"), element("td", *bars, class_="shares"), *numbers))
    head = element("tr", element("td"), element("th", texts["jobs_men"], scope="col"), *(element("th", texts[f"jobs_{name}"], scope="col") for name in columns))
    caption = element("caption", texts["jobs_group_tuned" if balanced else "jobs_group_others"])
    return element("div", element("table", caption, element("thead", head), element("tbody", *rows), class_="figures jobs"), class_="frame")
