"""How good the model is, measured on sentences it never learned from, and said so in the page.

The build measures (a few seconds) and puts the numbers into the demo's first state, so a reader's
phone only shows them.
"""

from functools import cache

from demos.attention.model.pretrained import trained
from demos.attention.training.evaluate import TESTS, figures
from demos.attention.view.captions import percent
from demos.markup import element

SENTENCES = 800  # for each language and test; `make train` prints the same from more of them


@cache
def measured():
    """Return evaluate.figures of the shipped model as JSON, shares rounded to 4 decimals."""
    return _rounded(figures(trained(), count=SENTENCES))


def report(found, texts):
    """Return the figures as a table, with what they cannot say beside it.

    found  what measured() returned
    texts  the [attention] table of the strings
    """
    columns = [element("th", texts[f"test_{test}"], scope="col") for test in TESTS]
    rows = [_row(language, found[language], texts) for language in ("ar", "en") if language in found]
    return element(
        "section",
        element("h4", texts["figures"]),
        element("p", texts["taught"]),
        element(
            "div",
            element(
                "table",
                element("caption", texts["figures_how"].format(count=_least(found))),
                element("thead", element("tr", element("td"), *columns)),
                element("tbody", *(line for pair in rows for line in pair)),
                class_="figures",
            ),
            class_="frame",
        ),
        element("p", element("b", texts["cannot_title"]), " ", texts["cannot"]),
        class_="report",
    )


def _row(language, tests, texts):
    """Two lines: does it name the right noun, and does its best head look at it?"""
    for kind in ("accuracy", "looks"):
        cells = [element("td", f"{percent(tests[test][kind])}%", dir="ltr") for test in TESTS]
        yield element("tr", element("th", texts[f"figures_{kind}_{language}"], scope="row"), *cells)


def _least(found):
    return min(found[language][test]["count"] for language in ("ar", "en") if language in found for test in TESTS)


def _rounded(value):
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value
