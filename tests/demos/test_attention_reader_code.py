"""The reader changes core.py: her code is run, and what goes wrong is said at its line."""

import pytest
from bs4 import BeautifulSoup

import demos
from demos import attention
from demos.attention import reader_code
from demos.attention.model import encoder
from demos.attention.model.core import scaled_dot_product_attention
from demos.strings import strings

HEAD = "def scaled_dot_product_attention(q, k, v, mask=None):\n"


def run(code, language="en", *events):
    state = attention.start(attention.Options(), language)
    events = [{"name": "code", "value": code}, *({"name": name, "value": value} for name, value in events)]
    return BeautifulSoup(demos.play("attention", language, state, events)[1], "html.parser")


def weights(soup):
    return [[float(cell["data-weight"]) for cell in row.select("td")] for row in soup.select(".heatmap tbody tr")]


def test_the_file_as_it_is_changes_nothing():
    state = attention.start(attention.Options(), "en")
    ours = BeautifulSoup(attention.render(state, "en"), "html.parser")
    assert weights(run(reader_code.SOURCE)) == weights(ours)
    assert run(reader_code.SOURCE).select_one(".verdict").text == strings("en")["attention"]["code_runs"]


def test_without_the_scaling_the_looks_are_sharper():
    def highest(soup):
        return sum(map(max, weights(soup)))

    assert highest(run(reader_code.SOURCE.replace("scores / math.sqrt(d)", "scores"))) > highest(run(reader_code.SOURCE))


def test_without_the_softmax_rows_are_shown_as_they_are_with_a_note():
    soup = run(reader_code.SOURCE.replace("weights = softmax(scores)", "weights = scores"))
    assert any(abs(sum(row) - 1) > 0.1 for row in weights(soup))
    assert soup.select_one(".verdict").text == strings("en")["attention"]["code_odd"]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "code, kind, line",
    [
        ("x = (1,\ny = 2", "SyntaxError", 1), (HEAD + "    return q @ kk", "NameError", 2), ("import torch", "ImportError", 1),
        (HEAD + "    return q.nothing", "AttributeError", 2), (HEAD + "\n    return [][1]", "IndexError", 3),
        (HEAD + "    return 1 / 0", "ZeroDivisionError", 2), (HEAD + "    return q @ k", "ValueError", 2),
        (HEAD + "    return len(1)", "TypeError", 2), (HEAD + "    return scaled_dot_product_attention(q, k, v)", "RecursionError", 2),
        ("raise SystemExit", "other", 1), ("raise KeyError('<b>')", "KeyError", 1), ("", "missing", None), (HEAD + "    pass", "pair", None),
        (HEAD + "    return q[..., :1], v", "shape", None), (HEAD + "    return v, q @ k.swapaxes(-1, -2) * float('nan')", "finite", None),
    ],
)  # fmt: skip
def test_an_error_is_said_in_the_page_s_language_at_its_line(language, code, kind, line):
    soup = run(code, language)
    said, texts = soup.select_one(".verdict"), {**strings(language)["python"], **strings(language)["attention"]}
    assert texts[f"error_{kind}"] in said.text and texts["error_ours"] in said.text
    assert said.get("data-error-line") == (str(line) if line else None)
    own = said.select_one("pre")
    assert (own is None) == (kind in ("missing", "pair", "finite"))
    assert weights(soup) == weights(run(reader_code.SOURCE, language))  # our own function answered


def test_the_reader_s_attention_does_not_replace_ours_anywhere_else():
    for code in (reader_code.SOURCE, "1 / 0", HEAD + "    return 1 / 0"):
        run(code)
        assert encoder.scaled_dot_product_attention is scaled_dot_product_attention


def test_reset_brings_the_file_back():
    soup = run("1 / 0", "ar", ("reset_code", "true"))
    assert soup.select_one("textarea").text.removeprefix("\n") == reader_code.SOURCE
    assert soup.select_one(".verdict").text == ""
