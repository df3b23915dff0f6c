"""One word's look, step by step, with this sentence's own numbers.

The steps are those of core.py, for a single query: compare with every key, scale,
hide, share out by softmax, mix the values.
"""

import math

from demos.attention.view.captions import fill, name, number
from demos.attention.view.heatmap import word
from demos.markup import element, join

FEW = 4  # as many numbers of a vector are shown before it is unfolded
MOST = 3  # as many words of the mix are written out


def inside(scene, state, texts):
    """Return the chosen word's look as steps, folded away."""
    kept, row, head = scene.layers[scene.layer], scene.chosen, scene.head
    q, k, v = (kept[part][head].tolist() for part in "qkv")  # each (T, d)
    weights = kept["weights"][head][row].tolist()            # (T,)
    output = kept["output"][head][row].tolist()              # (d,)
    looker, d = name(scene.words[row].text), len(q[row])
    step_temperature = state["temperature"] != 1
    return element(
        "details",
        element("summary", fill(texts["inside"], word=looker)),
        element(
            "ol",
            element("li", fill(texts["inside_query"], word=looker, d=str(d)), vector(q[row], texts)),
            element("li", fill(texts["inside_scores"], d=str(d), root=_ltr(number(math.sqrt(d)))),
                    texts["inside_cold"] if step_temperature else None,
                    texts["inside_mask"] if state["causal"] else None),
            element("li", texts["inside_softmax"], _steps(scene, state, q[row], k, weights, texts)),
            element("li", fill(texts["inside_mix"], d=str(d)), _mix(scene, weights, v, output, texts)),
        ),
        element("p", texts["inside_last"]) if scene.layer == len(scene.layers) - 1 else None,
        class_="fold inside",
    )  # fmt: skip


def vector(values, texts):
    """Return a vector's numbers, left to right, all but a few folded."""
    first = ", ".join(number(value) for value in values[:FEW])
    if len(values) <= FEW:
        return element("code", f"[{first}]", dir="ltr")
    every = ", ".join(number(value) for value in values)
    short = element("summary", element("code", f"[{first}, …]", dir="ltr"), element("span", texts["all_numbers"].format(d=len(values)), class_="sr"))
    return element("details", short, element("code", f"[{every}]", dir="ltr"), class_="vector")


def _steps(scene, state, query, keys, weights, texts):
    """The table: a word in every row, a step of the sum in every column."""
    root, temperature = math.sqrt(len(query)), state["temperature"]
    heads = [texts["column_dot"], texts["column_scaled"]]
    if temperature != 1:
        heads.append(texts["column_cold"])
    heads.append(texts["column_weight"])
    rows = []
    for column, (shown, key) in enumerate(zip(scene.words, keys, strict=True)):
        dot = sum(a * b for a, b in zip(query, key, strict=True))
        numbers = [dot, dot / root] + ([dot / root / temperature] if temperature != 1 else [])
        cells = [element("td", number(value)) for value in numbers]
        if state["causal"] and column > scene.chosen:
            cells = [cells[0], *(element("td", "\u2212∞", title=texts["hidden"]) for _ in cells[1:])]
        share = element("td", element("b", f"{100 * weights[column]:.1f}%"), style=f"--w:{weights[column]:.3f}", class_="weight")
        rows.append(element("tr", element("th", word(shown), scope="row"), *cells, share))
    table = element(
        "table",
        element("thead", element("tr", element("td"), *(element("th", text, scope="col") for text in heads))),
        element("tbody", *rows),
        class_="sums",
    )
    return element("div", table, class_="frame")


def _mix(scene, weights, values, output, texts):
    """Weight times value for the words that count most, and what all of them sum to."""
    most = sorted(range(len(weights)), key=lambda column: -round(abs(weights[column]), 6))[:MOST]
    lines = [
        element("li", _ltr(f"{100 * weights[column]:.1f}%"), " × ", word(scene.words[column]), " ", vector(values[column], texts))
        for column in most
    ]
    rest = len(weights) - len(lines)
    if rest:
        lines.append(element("li", texts["mix_rest"].format(count=rest)))
    return join(element("ul", *lines), element("div", texts["mix_sum"], " ", vector(output, texts)))


def _ltr(text):
    return element("span", text, dir="ltr")
