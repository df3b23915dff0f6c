"""An encoder with its parameters and vocabulary: create it, load it, save it, encode a sentence."""

import json
import zlib
from dataclasses import asdict

import numpy as np

from demos.attention.model.agreement import restrict
from demos.attention.model.core import scaled_dot_product_attention, softmax
from demos.attention.model.encoder import Hyperparameters, forward
from demos.attention.model.tokenizer import BUCKETS, UNKNOWN, has_row, tokenize


class Model:
    """hyperparameters, parameters {name: array}, vocabulary {stem: entry}, affixes [subword, ...]."""

    def __init__(self, hyperparameters, parameters, vocabulary, affixes):
        self.hyperparameters, self.parameters = hyperparameters, parameters
        self.vocabulary, self.affixes = vocabulary, affixes
        stems = [stem for stem, entry in vocabulary.items() if has_row(entry)]
        subwords = [*stems, *affixes, UNKNOWN, *(f"#{i}" for i in range(BUCKETS))]
        self.row_of = {subword: row for row, subword in enumerate(subwords)}  # rows of parameters["embedding"]

    @classmethod
    def random(cls, hyperparameters, vocabulary, affixes, seed=0):
        """Return an untrained model: small random matrices, and layer norms that only standardise."""
        rng = np.random.default_rng(seed)
        d, hidden = hyperparameters.d, hyperparameters.hidden
        vocabulary = dict(sorted(vocabulary.items(), key=lambda item: item[::-1]))  # by entry, as save() writes it
        rows = sum(map(has_row, vocabulary.values())) + len(affixes) + 1 + BUCKETS

        def normal(*shape, scale):
            return (rng.standard_normal(shape) * scale).astype(np.float32)

        def ones(size):
            return np.ones(size, np.float32)

        def zeros(size):
            return np.zeros(size, np.float32)

        parameters = {"embedding": normal(rows, d, scale=0.15), "order": normal(3, d, scale=0.5)}
        for i in range(hyperparameters.layers):
            last = i == hyperparameters.layers - 1
            for name in ("query", "key", "value") if last else ("query", "key", "value", "output"):
                parameters[f"{i}.{name}"] = normal(d, d, scale=d**-0.5)
            parameters |= {f"{i}.norm1.scale": ones(d), f"{i}.norm1.shift": zeros(d)}
            if not last:
                parameters |= {f"{i}.norm2.scale": ones(d), f"{i}.norm2.shift": zeros(d)}
                parameters |= {f"{i}.w1": normal(d, hidden, scale=(2 / d) ** 0.5), f"{i}.b1": zeros(hidden)}
                parameters |= {f"{i}.w2": normal(hidden, d, scale=hidden**-0.5 * 0.5), f"{i}.b2": zeros(d)}
        return cls(hyperparameters, parameters, vocabulary, affixes)

    @classmethod
    def load(cls, file):
        """Return the model saved in an .npz file, with parameters in float32."""
        with np.load(file) as stored:
            about = json.loads(bytes(stored["about"]).decode())
            arrays = {name: stored[name] for name in stored.files if name != "about"}
        arrays["embedding"] = np.frombuffer(zlib.decompress(arrays["embedding"]), np.int8).reshape(-1, about["shape"]["d"])
        parameters = {name: array.astype(np.float32) * np.float32(about["steps"].get(name, 1)) for name, array in arrays.items()}
        vocabulary = {stem: entry for entry, stems in about["vocabulary"].items() for stem in stems.split()}
        return cls(Hyperparameters(**about["shape"]), parameters, vocabulary, about["affixes"])

    def save(self, file):
        """Write the model to an .npz file.

        A matrix is written as integers, which are multiples of its own step. The step of the embedding, by
        far the largest matrix, is half its standard deviation, so that most integers are small and are compressed
        well; that of the others is an eighth. Vectors are written as float16. Each entry of the
        vocabulary is written once, before all stems that have it.
        """
        stems: dict = {}
        for stem, entry in self.vocabulary.items():
            stems.setdefault(entry, []).append(stem)
        vocabulary = {entry: " ".join(found) for entry, found in stems.items()}
        steps = {name: float(value.std() / (2 if name == "embedding" else 8)) for name, value in self.parameters.items() if value.ndim == 2}
        arrays = {
            name: np.clip(np.round(value / steps[name]), -127, 127).astype(np.int8) if name in steps else value.astype(np.float16)
            for name, value in self.parameters.items()
        }
        huffman = zlib.compressobj(strategy=zlib.Z_HUFFMAN_ONLY)  # the repetitions that savez_compressed looks for are not there
        arrays["embedding"] = np.frombuffer(huffman.compress(arrays["embedding"]) + huffman.flush(), np.uint8)
        about = {"shape": asdict(self.hyperparameters), "steps": steps, "vocabulary": vocabulary, "affixes": self.affixes}
        np.savez_compressed(file, about=np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), np.uint8), **arrays)

    def tokenize(self, text):
        """Return the text's Tokens, see tokenizer.py."""
        return tokenize(text, self.vocabulary)

    def embedding_rows(self, subwords):
        """Return [(row of the embedding, its coefficient in the sum)] of a token's subwords.

        Stem and affixes have the coefficient 1; the coefficients of all hashes together sum to 1.
        """
        hashes = sum(subword[0] == "#" for subword in subwords)
        return [(self.row_of[s], 1 / hashes if s[0] == "#" else 1.0) for s in subwords if s in self.row_of]

    def encode(self, tokens, causal=False, temperature=1.0, attention=scaled_dot_product_attention):
        """Run one sentence and return what every head computed.

        tokens       T of them, see tokenize()
        causal       True: no token may attend to a later one
        temperature  the scores are divided by it before the softmax of every head
        attention    as in encoder.forward
        returns      {"x": (T, d), "layers": [{"q", "k", "v", "output": (heads, T, d/heads),
                     "scores" (before the temperature), "weights": (heads, T, T),
                     "visible": boolean (T, T), may the row look at the column?}, ...],
                     "logits": (T, T), "candidates": boolean (T, T): may the row refer to the column?,
                     "answers": (T, T) probabilities: row refers to column.
                     Only the row's candidates have one, see agreement.py}
        """
        embedding = self.parameters["embedding"]
        vectors = np.array(
            [sum(embedding[row] * coefficient for row, coefficient in self.embedding_rows(token.subwords)) for token in tokens],
            np.float32,
        )
        size = len(tokens)
        mask = np.ones((size, size), bool)
        if causal:
            mask = np.tril(mask)
        candidates = restrict(tokens)
        batch = vectors.reshape(1, size, self.hyperparameters.d)
        results = forward(self.hyperparameters, self.parameters, batch, mask[None, None], candidates[None], temperature, attention)
        layers = []
        for layer in results["layers"]:
            first = {name: layer[name][0] for name in ("q", "k", "v", "weights", "output")}
            first["scores"] = first["q"] @ first["k"].swapaxes(-1, -2) / np.sqrt(first["q"].shape[-1], dtype=np.float32)
            layers.append(first | {"visible": mask})
        layers[-1]["visible"] = mask & candidates
        logits = results["logits"][0]
        return {
            "x": results["x0"][0], "layers": layers, "logits": logits,
            "candidates": candidates, "answers": softmax(np.where(candidates, logits, -np.inf)),
        }  # fmt: skip
