"""The encoder: a sentence in; for every word, which word it refers to, out.

A pre-layer-norm Transformer encoder (Vaswani et al. 2017; Xiong et al. 2020, arXiv:2002.04745)
with an unusual end. The logits are computed only from what the last layer's heads return, without
a residual connection. The values of that layer are made from the input x₀, before any layer has
mixed the words, and a word looks only at those that it can refer to (its `candidates`). So the model can name a word only by attending to it.
Training does not say which word to attend to, or with which head.

    x₀ = words + positions; for a target, + a vector for the first, the second or a later target   (B, T, d)
         a target is a word that is a candidate of any other
    every layer but the last:
        x = x + attention(norm(x)) Wo
        x = x + relu(norm(x) W1 + b1) W2 + b2
    last layer: queries from norm(x); keys and values of a word's candidates only, from norm(x) and from x₀
        v = x₀ Wv of the targets, in each head of length 1; 0 of all others   (B, T, d)
        a = attention(norm(x) Wq, norm(x) Wk, v)            (B, T, d)
        logits = SCALE a vᵀ                                 (B, T, T)  row refers to column

All values have the same length, because a long value would make a word the answer with a small part
of the attention: then the page would show weights that hardly differ, beside an answer that is sure.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np

from demos.attention.model.core import scaled_dot_product_attention

_LAYER_PARAMETERS = (
    "query", "key", "value", "output", "norm1.scale", "norm1.shift", "norm2.scale", "norm2.shift", "w1", "b1", "w2", "b2",
)  # fmt: skip
SCALE = np.float32(2)  # what the logits are multiplied by: small enough that only a clear look makes the model sure


@dataclass(frozen=True)
class Hyperparameters:
    """The size of an encoder.

    d       width of a word's vector; each head of a layer gets d / heads of it
    hidden  width of the feed-forward layer
    """

    d: int = 48
    heads: int = 4
    layers: int = 3
    hidden: int = 128


def positions(count, d):
    """Return (count, d) sines and cosines: Vaswani et al. 2017, section 3.5."""
    position, frequency = np.arange(count)[:, None], 10000 ** (-np.arange(0, d, 2) / d)
    angle = position * frequency
    return np.stack([np.sin(angle), np.cos(angle)], -1).reshape(count, d).astype(np.float32)


def norm(x, scale, shift):
    """Layer normalisation (Ba et al. 2016).

    Returns (y, x standardised, 1 / standard deviation of x); the gradient needs the last two.
    """
    centred = x - x.mean(-1, keepdims=True)
    inverse_deviation = 1 / np.sqrt((centred * centred).mean(-1, keepdims=True) + 1e-5)
    return centred * inverse_deviation * scale + shift, centred * inverse_deviation, inverse_deviation


def split_heads(x, heads):
    """(B, T, d) -> (B, heads, T, d/heads)"""
    batch, size, d = x.shape
    return x.reshape(batch, size, heads, d // heads).swapaxes(1, 2)


def merge_heads(x):
    """(B, heads, T, d/heads) -> (B, T, d)"""
    batch, heads, size, d = x.shape
    return x.swapaxes(1, 2).reshape(batch, size, heads * d)


def unit(v):
    """Return (v / |v|, |v|) along the last axis; a vector of zeros stays one."""
    length = np.maximum(np.sqrt((v * v).sum(-1, keepdims=True)), 1e-6)
    return v / length, length


def _attend_to(candidates, attention, q, k, v, mask):
    """Return the results of attention over the candidates of each word. The weights of all others are 0.

    candidates  boolean (B, T, T)
    """
    columns = np.flatnonzero(candidates.any((0, 1)))
    output, some = attention(q, k[..., columns, :], v[..., columns, :], (mask & candidates[:, None])[..., columns])
    weights = np.zeros((*some.shape[:-1], candidates.shape[-1]), some.dtype)
    weights[..., columns] = some
    return output, weights


def forward(hyperparameters, parameters, vectors, mask, candidates, temperature=1.0, attention=scaled_dot_product_attention):
    """Run a batch of sentences and return the intermediate results of every layer.

    parameters   {name: array}, see Model.random
    vectors      (B, T, d)  for each word, the sum of its subwords' embeddings
    mask         boolean, broadcast to (B, heads, T, T): True = may attend
    candidates   boolean, broadcast to (B, T, T): the row's word can look at the column's word in the last layer
    temperature  the attention scores of every head are divided by it
    attention    equation 1: the function of core.py, or another one with its arguments and results
    returns      {"x0": (B, T, d), "order": (B, T), "values": of the last layer (B, T, d), "logits": (B, T, T),
                  "targets": (B, T), "layers": [{"q", "k", "v", "output": (B, heads, T, d/heads), "weights": (B, heads, T, T),
                              and what backprop.py needs besides}, ...]}
    """
    heads, layers, targets = hyperparameters.heads, [], candidates.any(1)
    order = np.minimum(targets.cumsum(1), len(parameters["order"])) - 1  # of the targets: 0 first, 1 second, 2 later
    x = x0 = vectors + positions(vectors.shape[1], hyperparameters.d).astype(vectors.dtype) + parameters["order"][order] * targets[..., None]
    for i in range(hyperparameters.layers):
        last = i == hyperparameters.layers - 1
        p = {name: parameters.get(f"{i}.{name}") for name in _LAYER_PARAMETERS}
        layer = {}
        layers.append(layer)
        h, layer["standardised1"], layer["inverse_deviation1"] = norm(x, p["norm1.scale"], p["norm1.shift"])
        source = x0 * targets[..., None] if last else h  # what the values are made from
        q, k, v = (split_heads(a @ p[name], heads) for a, name in ((h, "query"), (h, "key"), (source, "value")))
        if last:
            v, layer["lengths"] = unit(v)
        attend = partial(_attend_to, candidates, attention) if last else attention
        output, weights = attend(q / temperature, k, v, mask)
        merged = merge_heads(output)  # (B, T, d)
        layer |= {"h": h, "source": source, "q": q, "k": k, "v": v, "weights": weights, "output": output, "merged": merged}
        if last:
            break
        x = x + merged @ p["output"]
        h2, layer["standardised2"], layer["inverse_deviation2"] = norm(x, p["norm2.scale"], p["norm2.shift"])
        layer["h2"], layer["hidden"] = h2, np.maximum(h2 @ p["w1"] + p["b1"], 0)
        x = x + layer["hidden"] @ p["w2"] + p["b2"]
    values = merge_heads(v)  # (B, T, d)
    logits = SCALE * (merged @ values.swapaxes(-1, -2))
    return {"x0": x0, "order": order, "targets": targets, "layers": layers, "values": values, "logits": logits}
