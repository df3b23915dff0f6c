"""One attention head, with a query and a key matrix set by hand.

In a trained Transformer, W_q and W_k are learned. Ours say in a few lines what
this head looks for; equation 1 (core.py) does all the rest.
"""

import numpy as np

from demos.attention.core import scaled_dot_product_attention
from demos.attention.embedding import LETTERS, PACES, PLACE, WIDTH, embed
from demos.attention.signs import SIGNS

ALIKE = 0.8  # how strongly a word looks at words spelled like it (and at itself)
NEAR = 1.2   # how strongly a word looks at a place near by:
BACK = 1     # so many words before it, for we explain words by what came first

# A word with the sign on the left looks for words with the sign on the right.
SEEKS = [
    ("points_back", "noun", 2.6),          # "it" looks for what it may stand for ...
    ("points_back", "points_back", -2.0),  # ... and not for another "it", nor for itself
    ("gender", "gender", 1.3),             # كانت goes with القطة, and goes badly with اللبن
    ("number", "number", 1.3),             # "they" goes with "cats", and badly with "milk"
]


def attend(words):
    """Return how much each word looks at each: a list of T strings -> weights (T, T)."""
    x = embed(words)                                      # (T, WIDTH)
    q, k = x @ W_Q, x @ W_K                               # (T, d)
    _, weights = scaled_dot_product_attention(q, k, v=x)  # values are the vectors themselves
    return weights


def _matrices():
    """Return W_q and W_k, (WIDTH, d) each: d = one place for each thing to look for."""
    d = LETTERS + PLACE + len(SEEKS)
    w_q, w_k = np.zeros((2, WIDTH, d))

    letters = np.arange(LETTERS)
    w_q[letters, letters] = ALIKE
    w_k[letters, letters] = 1

    # Moving a place by BACK words turns each wave's (sine, cosine) by BACK times its pace.
    sines = LETTERS + np.arange(PLACE // 2)
    cosines = sines + PLACE // 2
    turn = BACK * PACES
    w_q[sines, sines] = w_q[cosines, cosines] = NEAR * np.cos(turn)
    w_q[sines, cosines], w_q[cosines, sines] = NEAR * np.sin(turn), -NEAR * np.sin(turn)
    w_k[sines, sines] = w_k[cosines, cosines] = 1

    sign = {name: LETTERS + PLACE + index for index, name in enumerate(SIGNS)}
    for place, (asks, offers, strength) in enumerate(SEEKS, LETTERS + PLACE):
        w_q[sign[asks], place] = strength
        w_k[sign[offers], place] = 1

    return w_q * np.sqrt(d), w_k  # equation 1 divides by √d again


W_Q, W_K = _matrices()
