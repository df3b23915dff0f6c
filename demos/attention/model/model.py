"""A trained encoder with its vocabulary: load it, save it, run a sentence through it."""

import json
from dataclasses import asdict

import numpy as np

from demos.attention.model.core import softmax
from demos.attention.model.encoder import Shape, forward
from demos.attention.model.tokenizer import BUCKETS, UNSEEN, words


class Model:
    """weights {name: array}, vocabulary {stem: kind}, affixes (pieces that are not stems)."""

    def __init__(self, shape, weights, vocabulary, affixes):
        self.shape, self.weights, self.vocabulary, self.affixes = shape, weights, vocabulary, affixes
        names = [*vocabulary, *affixes, UNSEEN, *(f"#{i}" for i in range(BUCKETS))]
        self.row_of = {name: row for row, name in enumerate(names)}  # rows of weights["embedding"]

    @classmethod
    def random(cls, shape, vocabulary, affixes, seed=0):
        """Return an untrained model: small random weights, norms that change nothing."""
        rng = np.random.default_rng(seed)
        d, hidden = shape.d, shape.hidden
        rows = len(vocabulary) + len(affixes) + 1 + BUCKETS

        def normal(*size, scale):
            return (rng.standard_normal(size) * scale).astype(np.float32)

        weights = {"embedding": normal(rows, d, scale=0.5)}
        for i in range(shape.layers):
            for name in ("query", "key", "value", "output")[: 3 if i == shape.layers - 1 else 4]:
                weights[f"{i}.{name}"] = normal(d, d, scale=d**-0.5)
            weights[f"{i}.norm1.scale"], weights[f"{i}.norm1.shift"] = np.ones(d, np.float32), np.zeros(d, np.float32)
            if i < shape.layers - 1:
                weights[f"{i}.norm2.scale"], weights[f"{i}.norm2.shift"] = (
                    np.ones(d, np.float32),
                    np.zeros(d, np.float32),
                )
                weights[f"{i}.w1"], weights[f"{i}.b1"] = (
                    normal(d, hidden, scale=(2 / d) ** 0.5),
                    np.zeros(hidden, np.float32),
                )
                weights[f"{i}.w2"], weights[f"{i}.b2"] = (
                    normal(hidden, d, scale=hidden**-0.5 * 0.5),
                    np.zeros(d, np.float32),
                )
        return cls(shape, weights, vocabulary, affixes)

    @classmethod
    def load(cls, file):
        """Return the model saved in an .npz (float16 there, computed with as float32)."""
        with np.load(file) as stored:
            about = json.loads(bytes(stored["about"]).decode())
            weights = {name: stored[name].astype(np.float32) for name in stored.files if name != "about"}
        return cls(Shape(**about["shape"]), weights, about["vocabulary"], about["affixes"])

    def save(self, file):
        about = json.dumps(
            {"shape": asdict(self.shape), "vocabulary": self.vocabulary, "affixes": self.affixes}, ensure_ascii=False
        )
        halves = {name: value.astype(np.float16) for name, value in self.weights.items()}
        np.savez_compressed(file, about=np.frombuffer(about.encode(), np.uint8), **halves)

    def words(self, text):
        """Return the text's Words; see demos.attention.model.tokenizer."""
        return words(text, self.vocabulary)

    def shares(self, pieces):
        """[(row of the embedding, its share)]: stem and affixes count whole, the hashes count one together."""
        hashed = sum(piece[0] == "#" for piece in pieces)
        return [(self.row_of[p], 1 / hashed if p[0] == "#" else 1.0) for p in pieces if p in self.row_of]

    def encode(self, found, causal=False, temperature=1.0):
        """Run one sentence and keep everything.

        found        Words, T of them
        causal       True: no word may look at a later one
        temperature  scores are divided by it before the softmax of every head
        returns      {"x": (T, d), "layers": [{"q","k","v": (heads, T, d/heads), "scores","weights":
                     (heads, T, T), "output": (heads, T, d/heads)}], "answers": (T, T) shares: row refers to column}
        """
        vectors = np.array(
            [sum(self.weights["embedding"][row] * share for row, share in self.shares(w.pieces)) for w in found],
            np.float32,
        )
        size = len(found)
        mask = np.tril(np.ones((size, size), bool)) if causal else np.ones((size, size), bool)
        kept = forward(self.shape, self.weights, vectors.reshape(1, size, self.shape.d), mask[None, None], temperature)
        layers = []
        for layer in kept["layers"]:
            one = {name: layer[name][0] for name in ("q", "k", "v", "weights", "output")}
            one["scores"] = one["q"] @ one["k"].swapaxes(-1, -2) / np.sqrt(one["q"].shape[-1], dtype=np.float32)
            layers.append(one)
        return {"x": kept["x0"][0], "layers": layers, "answers": softmax(kept["points"][0])}
