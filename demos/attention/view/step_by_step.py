"""How one word's attention weights are computed, step by step, with the numbers of this sentence.

The steps are those of model/core.py for a single query: dot product with every key, scaling, mask,
softmax, weighted sum of the values.
"""

import math

from demos.attention.view.captions import name, number
from demos.attention.view.heatmap import word
from demos.markup import element, fill, join

SHOWN_NUMBERS = 4  # of a vector, before the reader unfolds it
SHOWN_VALUES = 3   # of the weighted sum


def inside(view_model, state, texts):
    """Return the steps for the chosen word, folded away."""
    layer, row, head = view_model.layers[view_model.layer], view_model.chosen, view_model.head
    q, k, v = (layer[part][head].tolist() for part in "qkv")  # each (T, d)
    weights = layer["weights"][head][row].tolist()           # (T,)
    output = layer["output"][head][row].tolist()             # (d,)
    query_word, d = name(view_model.words[row].text), len(q[row])
    has_temperature = state["temperature"] != 1
    return element(
        "details",
        element("summary", fill(texts["inside"], word=query_word)),
        element(
            "ol",
            element("li", fill(texts["inside_query"], word=query_word, d=str(d)), vector(q[row], texts)),
            element("li", fill(texts["inside_scores"], d=str(d), root=_ltr(number(math.sqrt(d)))),
                    texts["inside_cold"] if has_temperature else None,
                    texts["inside_mask"] if state["causal"] else None),
            element("li", texts["inside_softmax"], _steps(view_model, state, q[row], k, layer["visible"][row], weights, texts)),
            element("li", fill(texts["inside_mix"], d=str(d)), _mix(view_model, weights, v, output, texts)),
        ),
        element("p", texts["inside_last"]) if view_model.layer == len(view_model.layers) - 1 else None,
        class_="fold inside",
    )  # fmt: skip


def vector(values, texts):
    """Return a vector's numbers, left to right, all but the first few folded away."""
    first = ", ".join(number(value) for value in values[:SHOWN_NUMBERS])
    if len(values) <= SHOWN_NUMBERS:
        return element("code", f"[{first}]", dir="ltr")
    every = ", ".join(number(value) for value in values)
    short = element("summary", element("code", f"[{first}, …]", dir="ltr"), element("span", texts["all_numbers"].format(d=len(values)), class_="sr"))
    return element("details", short, element("code", f"[{every}]", dir="ltr"), class_="vector")


def _steps(view_model, state, query, keys, visible, weights, texts):
    """Return a table with a key's word in every row and a step of the computation in every column."""
    root, temperature = math.sqrt(len(query)), state["temperature"]
    heads = [texts["column_dot"], texts["column_scaled"]]
    if temperature != 1:
        heads.append(texts["column_cold"])
    heads.append(texts["column_weight"])
    rows = []
    for column, (shown, key) in enumerate(zip(view_model.words, keys, strict=True)):
        dot = sum(a * b for a, b in zip(query, key, strict=True))
        numbers = [dot, dot / root] + ([dot / root / temperature] if temperature != 1 else [])
        cells = [element("td", number(value)) for value in numbers]
        if not visible[column]:
            cells = [cells[0], *(element("td", "\u2212∞", title=texts["hidden"]) for _ in cells[1:])]
        weight = element("td", element("b", f"{100 * weights[column]:.1f}%"), style=f"--w:{weights[column]:.3f}", class_="weight")
        rows.append(element("tr", element("th", word(shown), scope="row"), *cells, weight))
    table = element(
        "table",
        element("thead", element("tr", element("td"), *(element("th", text, scope="col") for text in heads))),
        element("tbody", *rows),
        class_="sums",
    )
    return element("div", table, class_="frame")


def _mix(view_model, weights, values, output, texts):
    """Return weight times value for the words with the largest weights, and the sum over all words."""
    most = sorted(range(len(weights)), key=lambda column: -round(abs(weights[column]), 6))[:SHOWN_VALUES]
    lines = [
        element("li", _ltr(f"{100 * weights[column]:.1f}%"), " × ", word(view_model.words[column]), " ", vector(values[column], texts))
        for column in most
    ]
    rest = len(weights) - len(lines)
    if rest:
        lines.append(element("li", texts["mix_rest"].format(count=rest)))
    return join(element("ul", *lines), element("div", texts["mix_sum"], " ", vector(output, texts)))


def _ltr(text):
    return element("span", text, dir="ltr")
