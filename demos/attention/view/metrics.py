"""The metrics of the shipped model, from sentences that it was not trained on."""

from demos.attention.training.evaluate import TESTS
from demos.attention.view.captions import percent
from demos.markup import element


def report(metrics, texts):
    """Return the metrics as a table, with a text about what the model cannot do.

    metrics  of the shipped model, see model/pretrained.py
    texts    the [attention] table of the strings
    """
    columns = [element("th", texts[f"test_{test}"], scope="col") for test in TESTS]
    rows = [_rows(language, metrics[language], texts) for language in ("ar", "en") if language in metrics]
    return element(
        "section",
        element("h4", texts["figures"]),
        element("p", texts["taught"]),
        element("p", texts["rule"]),
        element("p", texts["unseen"]),
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
