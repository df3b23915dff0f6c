"""The metrics of the shipped model, from sentences that it was not trained on.

The build computes them in a few seconds and puts them into the demo's first state, so the reader's
phone only shows them.
"""

from functools import cache

from demos.attention.model.pretrained import pretrained
from demos.attention.training.evaluate import TESTS, evaluate
from demos.attention.view.captions import percent
from demos.markup import element

SENTENCES = 800  # for each language and test; `make train` measures on more of them


@cache
def measured():
    """Return evaluate() of the shipped model as JSON, its fractions rounded to 4 decimals."""
    return _rounded(evaluate(pretrained(), count=SENTENCES))


def report(metrics, texts):
    """Return the metrics as a table, with a text about what the model cannot do.

    metrics  what measured() returned
    texts    the [attention] table of the strings
    """
    columns = [element("th", texts[f"test_{test}"], scope="col") for test in TESTS]
    rows = [_rows(language, metrics[language], texts) for language in ("ar", "en") if language in metrics]
    return element(
        "section",
        element("h4", texts["figures"]),
        element("p", texts["taught"]),
        element("p", texts["rule"]),
        element(
            "div",
            element(
                "table",
                element("caption", texts["figures_how"].format(count=_least_count(metrics))),
                element("thead", element("tr", element("td"), *columns)),
                element("tbody", *(line for pair in rows for line in pair)),
                class_="figures",
            ),
            class_="frame",
        ),
        element("p", element("b", texts["cannot_title"]), " ", texts["cannot"]),
        class_="report",
    )


def _rows(language, tests, texts):
    """Yield a row with the accuracy, and a row with how often the best head attends to the referent."""
    for kind in ("accuracy", "looks"):
        cells = [element("td", f"{percent(tests[test][kind])}%", dir="ltr") for test in TESTS]
        yield element("tr", element("th", texts[f"figures_{kind}_{language}"], scope="row"), *cells)


def _least_count(metrics):
    return min(metrics[language][test]["count"] for language in ("ar", "en") if language in metrics for test in TESTS)


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value
