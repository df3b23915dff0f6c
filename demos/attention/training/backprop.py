"""Back through the encoder by hand: the chain rule, one line for each line of encoder.forward."""

import numpy as np

from demos.attention.model.core import softmax
from demos.attention.model.encoder import forward, merge, split


def loss_and_gradients(shape, weights, vectors, real, asked):
    """Cross-entropy of the right referent, and how it changes with every weight.

    vectors  (B, T, d)   the words
    real     (B, T)      False where a short sentence was filled up
    asked    three arrays (N,): sentence, position of the pronoun, position of its referent
    returns  (loss, {name: gradient}, gradient of vectors (B, T, d), right (N,) bool)
    """
    kept = forward(shape, weights, vectors, real[:, None, None, :])
    sentence, pronoun, referent = asked
    points = np.where(real[sentence], kept["points"][sentence, pronoun], -1e9)  # (N, T)
    shares, rows = softmax(points), np.arange(len(sentence))
    loss = -np.log(shares[rows, referent] + 1e-9).mean()
    right = points.argmax(-1) == referent

    d_points = shares
    d_points[rows, referent] -= 1
    d_full = np.zeros_like(kept["points"])  # (B, T, T)
    d_full[sentence, pronoun] = d_points / (len(sentence) * np.sqrt(shape.d).astype(vectors.dtype))
    gradients = {}
    d_joined, d_values = d_full @ kept["values"], d_full.swapaxes(-1, -2) @ kept["layers"][-1]["joined"]
    last = shape.layers - 1
    d_x, d_first = _attention(shape, weights, kept["layers"][last], last, d_joined, d_values, gradients)
    d_x = _norm(weights, kept["layers"][last], last, 1, d_x, gradients)
    for i in reversed(range(last)):
        layer = kept["layers"][i]
        d_hidden = d_x @ weights[f"{i}.w2"].T * (layer["hidden"] > 0)
        gradients[f"{i}.w2"], gradients[f"{i}.b2"] = _outer(layer["hidden"], d_x), d_x.sum((0, 1))
        gradients[f"{i}.w1"], gradients[f"{i}.b1"] = _outer(layer["h2"], d_hidden), d_hidden.sum((0, 1))
        d_x = d_x + _norm(weights, layer, i, 2, d_hidden @ weights[f"{i}.w1"].T, gradients)
        gradients[f"{i}.output"] = _outer(layer["joined"], d_x)
        d_h, d_values = _attention(shape, weights, layer, i, d_x @ weights[f"{i}.output"].T, 0, gradients)
        d_x = d_x + _norm(weights, layer, i, 1, d_h + d_values, gradients)
    return float(loss), gradients, d_x + d_first, right


def _attention(shape, weights, layer, i, d_joined, d_values, gradients):
    """Back through one attention layer; d_values is what reached its values some other way. Returns (d of what made queries and keys, d of what made values)."""
    d_mixed = split(d_joined, shape.heads)  # (B, heads, T, d/heads)
    shares = layer["weights"]
    d_shares = d_mixed @ layer["v"].swapaxes(-1, -2)  # (B, heads, T, T)
    # softmax: raising one score takes from all the others of its row
    d_scores = shares * (d_shares - (d_shares * shares).sum(-1, keepdims=True))
    d_scores = d_scores / np.sqrt(shape.d // shape.heads).astype(d_scores.dtype)
    d_q, d_k = merge(d_scores @ layer["k"]), merge(d_scores.swapaxes(-1, -2) @ layer["q"])
    d_v = merge(shares.swapaxes(-1, -2) @ d_mixed) + d_values
    gradients[f"{i}.query"], gradients[f"{i}.key"] = _outer(layer["h"], d_q), _outer(layer["h"], d_k)
    gradients[f"{i}.value"] = _outer(layer["source"], d_v)
    return d_q @ weights[f"{i}.query"].T + d_k @ weights[f"{i}.key"].T, d_v @ weights[f"{i}.value"].T


def _norm(weights, layer, i, which, d_y, gradients):
    """Back through layer normalisation. Returns d_x."""
    standard, rate = layer[f"standard{which}"], layer[f"rate{which}"]
    gradients[f"{i}.norm{which}.scale"], gradients[f"{i}.norm{which}.shift"] = (
        (d_y * standard).sum((0, 1)),
        d_y.sum((0, 1)),
    )
    d = d_y * weights[f"{i}.norm{which}.scale"]
    return rate * (d - d.mean(-1, keepdims=True) - standard * (d * standard).mean(-1, keepdims=True))


def _outer(x, d_y):
    """Gradient of W in y = x W, summed over the batch and the words."""
    return x.reshape(-1, x.shape[-1]).T @ d_y.reshape(-1, d_y.shape[-1])


class Adam:
    """Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1, with the gradient clipped to length 1."""

    def __init__(self, weights):
        self.mean = {name: np.zeros_like(w) for name, w in weights.items()}
        self.square = {name: np.zeros_like(w) for name, w in weights.items()}
        self.steps = 0

    def step(self, weights, gradients, rate, decay=0.0):
        """Change the weights in place. decay pulls them towards zero (Loshchilov and Hutter 2019)."""
        self.steps += 1
        length = np.sqrt(sum(float((g * g).sum()) for g in gradients.values()))
        clip = np.float32(min(1.0, 1.0 / (length + 1e-9)))
        b1, b2 = np.float32(0.9), np.float32(0.99)
        scale = np.float32(rate * np.sqrt(1 - b2**self.steps) / (1 - b1**self.steps))
        for name, gradient in gradients.items():
            g, m, s = gradient * clip, self.mean[name], self.square[name]
            m += (1 - b1) * (g - m)
            s += (1 - b2) * (g * g - s)
            weights[name] -= scale * m / (np.sqrt(s) + np.float32(1e-8))
            if decay and weights[name].ndim == 2:
                weights[name] *= np.float32(1 - rate * decay)
