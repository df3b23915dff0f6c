"""The encoder: a sentence in, and for every word, which word it refers to.

Pre-layer-norm Transformer encoder (Vaswani et al. 2017; Xiong et al. 2020, arXiv:2002.04745).
What is unusual is the end: the answer is read only from what the last layer's heads bring back
(no residual there), and what they bring back is words as they came in, before any layer mixed
them. So a word can be named only by looking at it. Nobody says which word, which head, or how.

    x = words + positions                                   (B, T, d)
    every layer but the last:
        x = x + attention(norm(x)) Wo
        x = x + relu(norm(x) W1 + b1) W2 + b2
    last layer: queries and keys from norm(x), but values from the words as they came in, x₀
        a = attention(norm(x) Wq, norm(x) Wk, x₀ Wv)        (B, T, d)
        points = a (x₀ Wv)ᵀ / √d                            (B, T, T)  row refers to column
"""

from dataclasses import dataclass

import numpy as np

from demos.attention.model.core import scaled_dot_product_attention


@dataclass(frozen=True)
class Shape:
    """d: width of a word's vector; it is shared out among the heads of a layer."""

    d: int = 32
    heads: int = 4
    layers: int = 3
    hidden: int = 64


def positions(count, d):
    """(count, d) sines and cosines, Vaswani et al. 2017 section 3.5, at half their height."""
    at, rate = np.arange(count)[:, None], 10000 ** (-np.arange(0, d, 2) / d)
    return (0.5 * np.stack([np.sin(at * rate), np.cos(at * rate)], -1).reshape(count, d)).astype(np.float32)


def norm(x, scale, shift):
    """Layer normalisation (Ba et al. 2016): returns (y, the standardised x, 1 / its deviation)."""
    centred = x - x.mean(-1, keepdims=True)
    rate = 1 / np.sqrt((centred * centred).mean(-1, keepdims=True) + 1e-5)
    return centred * rate * scale + shift, centred * rate, rate


def split(x, heads):
    """(B, T, d) -> (B, heads, T, d/heads)"""
    batch, size, d = x.shape
    return x.reshape(batch, size, heads, d // heads).swapaxes(1, 2)


def merge(x):
    """(B, heads, T, d/heads) -> (B, T, d)"""
    batch, heads, size, d = x.shape
    return x.swapaxes(1, 2).reshape(batch, size, heads * d)


def forward(shape, weights, vectors, mask, temperature=1.0):
    """Return every intermediate of a batch, for the reader to see and for gradients to go back through.

    vectors  (B, T, d)  sum of pieces for each word
    mask     boolean, broadcast to (B, heads, T, T): True = may look
    """
    x = vectors + positions(vectors.shape[1], shape.d).astype(vectors.dtype)
    kept = {"x0": x, "layers": []}
    for i in range(shape.layers):
        w = {
            name: weights.get(f"{i}.{name}")
            for name in (
                "query",
                "key",
                "value",
                "output",
                "norm1.scale",
                "norm1.shift",
                "norm2.scale",
                "norm2.shift",
                "w1",
                "b1",
                "w2",
                "b2",
            )
        }
        h, standard, rate = norm(x, w["norm1.scale"], w["norm1.shift"])
        last = i == shape.layers - 1
        source = kept["x0"] if last else h  # what the values are made from
        q, k, v = (split(a @ w[name], shape.heads) for a, name in ((h, "query"), (h, "key"), (source, "value")))
        output, shares = scaled_dot_product_attention(q / temperature, k, v, mask)
        joined = merge(output)  # (B, T, d)
        layer = {
            "h": h,
            "source": source,
            "standard1": standard,
            "rate1": rate,
            "q": q,
            "k": k,
            "v": v,
            "weights": shares,
            "output": output,
            "joined": joined,
        }
        kept["layers"].append(layer)
        if last:
            kept["values"] = merge(v)  # (B, T, d)
            kept["points"] = joined @ kept["values"].swapaxes(-1, -2) / np.sqrt(shape.d).astype(x.dtype)
            return kept
        x = x + joined @ w["output"]
        h2, layer["standard2"], layer["rate2"] = norm(x, w["norm2.scale"], w["norm2.shift"])
        layer["h2"], layer["hidden"] = h2, np.maximum(h2 @ w["w1"] + w["b1"], 0)
        x = x + layer["hidden"] @ w["w2"] + w["b2"]
