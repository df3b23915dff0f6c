"""The lesson "jobs": what the data says and what the model says, before and after fine-tuning."""

from demos.controls import fold, panel, percent, share_link, training_panel
from demos.language.data.job_sentences import jobs
from demos.language.lessons.jobs import distances, linked
from demos.markup import element

GROUPS = {"tuned": True, "others": False}  # {group: whether its jobs are in fine-tuning}


def parts(state, texts):
    """Return the parts of the lesson."""
    return _dial(state, texts), _training(state, texts)


def folds(state, texts):
    """Return the fold with all the numbers."""
    return (fold(texts["jobs_numbers"], *(_numbers(state, group, texts) for group in GROUPS)),)


def _dial(state, texts):
    """Return the choice of a job, and the share of men in its data for the next training."""
    names = [job["name"] for job in jobs(state["language"])]
    options = [element("option", name, value=at, selected=at == state["job"]) for at, name in enumerate(names)]
    share = state["shares"][state["job"]]
    slider = element("input", type="range", name="share", min=0, max=100, step=5, value=f"{100 * share:.0f}", aria_valuetext=percent(share))
    waiting = texts["waiting"] if state["shares"] != state["data"] else None
    return element(
        "section",
        element(
            "div",
            element("label", element("span", texts["jobs_label"]), element("select", *options, name="job")),
            element("label", element("span", texts["jobs_share"], " ", element("b", percent(share), dir="ltr")), slider),
            class_="asked",
        ),
        element("p", waiting, class_="notice", aria_live="polite"),
        class_="ask",
        data_live=True,
    )


def _training(state, texts):
    training = state["training"]
    is_trained = training["stage"] == "base" and training["step"] == training["target"]
    when = () if is_trained else (" ", element("small", texts["jobs_tune_when"]))
    tune = element("button", texts["jobs_tune"], *when, type="button", name="train", value="tune", disabled=not is_trained, class_="main" if is_trained else None)
    columns = _columns(state)
    return panel(
        training,
        training_panel(training, texts, tune, loss=training["loss"]),
        element("p", *(element("span", texts[f"jobs_{name}"], class_=name) for name in columns), share_link("language", {"jobs": linked(state)}, texts["share"]), class_="legend"),
        element("div", *(_plot(state, group, texts) for group in GROUPS), class_="pair"),
    )


def _columns(state):
    """Return {name: for each job the share of men}: of the data, of the model before fine-tuning, and of the model."""
    columns = {"data": state["data"], "before": state["before"], "model": state["model"]}
    return {name: shares for name, shares in columns.items() if shares}


def _plot(state, group, texts):
    """Return a group's jobs, each a line from no man to no woman with a mark for each column, and the group's distance from one half."""
    columns = _columns(state)
    rows = []
    for at, job in enumerate(jobs(state["language"])):
        if job["balanced"] == GROUPS[group]:
            marks = [element("i", style=f"--w:{shares[at]:.3f}", class_=name) for name, shares in columns.items()]
            rows.append(element("div", element("span", job["name"]), element("span", *marks, class_="track"), class_="row"))
    found = [element("b", half_up(100 * distances(state, shares)[group]), dir="ltr", class_=name) for name, shares in columns.items()]
    ends = element("div", element("span", texts["jobs_women"]), element("span", texts["jobs_men"]), class_="ends")
    return element(
        "div",
        element("p", texts[f"jobs_group_{group}"], class_="title"),
        element("div", ends, *rows, class_="plot", role="img", aria_label=texts["jobs_plot"]),
        element("p", texts["jobs_distance"], " ", *found, class_="distance"),
    )


def half_up(number):
    """Return a number of at most four decimals as a whole one, 26.5 -> 27: beside the table's 26.5, Python's 26 looks wrong."""
    return int(round(number, 4) + 0.5)


def _numbers(state, group, texts):
    """Return a group's table: for each job the share of men in each column, and last the mean distance from one half."""
    columns = _columns(state)
    rows = [
        element("tr", element("th", job["name"], scope="row"), *(element("td", percent(shares[at]), dir="ltr") for shares in columns.values()))
        for at, job in enumerate(jobs(state["language"]))
        if job["balanced"] == GROUPS[group]
    ]
    means = [element("td", f"{100 * distances(state, shares)[group]:.1f}", dir="ltr") for shares in columns.values()]
    last = element("tr", element("th", texts["jobs_distance"], scope="row"), *means)
    head = element("tr", element("th", texts["jobs_men_share"], scope="col"), *(element("th", texts[f"jobs_{name}"], scope="col") for name in columns))
    caption = element("caption", texts[f"jobs_group_{group}"])
    return element("div", element("table", caption, element("thead", head), element("tbody", *rows, last), class_="figures"), class_="frame")
