"""Learning, one small step at a time, so that a page can be drawn between two of them."""

import numpy as np

from demos.attention.corpus.corpus import stream
from demos.attention.model.encoder import forward
from demos.attention.model.tokenizer import UNSEEN, normalise, words
from demos.attention.training.backprop import Adam, loss_and_gradients

_SEEDS = "كان بقي طلع هو هي هما قال راح لان ان اصل عند شكل طعم ريحت بال بي علي لي من في مع زي قدام جنب ورا تحت فوق مش ما لسه محتاج عايز معرف مقدر".split()


def vocabulary(corpora, sample=6000):
    """Return ({stem: kind}, [affixes]) of everything the training sentences of these corpora hold."""
    found, affixes, texts = {}, {UNSEEN}, set()
    for corpus in corpora:
        listed = corpus.grammar.lexicon(corpus) + [(w, "f") for w in _SEEDS if corpus.language == "ar"]
        for word, kind in listed:
            plain = normalise(word)
            seen = words(word, found)
            if seen and (not seen[0].known or (kind == "n" and seen[0].kind not in "na")):
                found[plain] = kind
        texts.update(w for tokens, *_ in stream(corpus, sample, "words") for w in tokens)
    for text in sorted(texts, key=lambda text: (len(text), text)):
        word = words(text, found)[0]
        if not word.known:
            found[normalise(word.text)] = "f"
    for text in sorted(texts):
        affixes.update(p for p in words(text, found)[0].pieces if p[0] == "+" and len(p) > 1)
    return found, sorted(affixes - {UNSEEN})


class Examples:
    """Sentences as arrays, all words of one spelling sharing one row of a table of pieces."""

    def __init__(self, model, sentences):
        types, encoded = {}, []
        for tokens, _nouns, _references in sentences:
            encoded.append([types.setdefault(t, len(types)) for t in tokens])
        shares = [model.shares(words(t, model.vocabulary)[0].pieces) for t in types]
        width = max(map(len, shares))
        self.rows = np.array([[r for r, _ in s] + [0] * (width - len(s)) for s in shares])  # (types, K)
        self.shares = np.array([[a for _, a in s] + [0.0] * (width - len(s)) for s in shares], np.float32)
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]))
        self.tokens = [np.array(encoded[i]) for i in order]
        self.references = [sorted(sentences[i][2].items()) for i in order]
        self.nouns = [sentences[i][1] for i in order]
        self.count = len(order)

    def batch(self, chosen):
        """Return (tokens (B, T), real (B, T), asked three (N,)) of some sentences."""
        size = max(len(self.tokens[i]) for i in chosen)
        tokens, real, asked = np.zeros((len(chosen), size), int), np.zeros((len(chosen), size), bool), []
        for row, i in enumerate(chosen):
            tokens[row, : len(self.tokens[i])], real[row, : len(self.tokens[i])] = self.tokens[i], True
            asked += [(row, pronoun, referent) for pronoun, referent in self.references[i]]
        return tokens, real, tuple(np.array(asked).T)


class Trainer:
    """A model and its way from random weights: call step() until `done`."""

    def __init__(self, model, sentences, steps, batch=128, rate=4e-3, drop=0.1, seed=0, tests=()):
        self.model, self.steps, self.size, self.rate, self.drop = model, steps, batch, rate, drop
        self.examples, self.adam = Examples(model, sentences), Adam(model.weights)
        self.tests = Examples(model, tests) if tests else None
        self.rng, self.queue, self.taken, self.history = np.random.default_rng(seed), [], 0, []

    @property
    def done(self):
        return self.taken >= self.steps

    def progress(self):
        """{"step", "steps", "loss": [...], "accuracy": on the test sentences or None}: plain JSON."""
        return {
            "step": self.taken,
            "steps": self.steps,
            "loss": self.history[-200:],
            "accuracy": score(self.model, self.tests)["accuracy"] if self.tests else None,
        }

    def step(self):
        """Look at one batch, change the weights a little, return its loss."""
        if not self.queue:  # sentences of like length together, in a new order each time round
            starts = np.arange(0, self.examples.count, self.size)
            self.queue = list(self.rng.permutation(starts))
        start = self.queue.pop()
        tokens, real, asked = self.examples.batch(range(start, min(start + self.size, self.examples.count)))
        weights, embedding = self.model.weights, self.model.weights["embedding"]
        types, place = np.unique(tokens, return_inverse=True)
        place = place.reshape(tokens.shape)
        rows, shares = self.examples.rows[types].copy(), self.examples.shares[types]
        # Some words play the unseen: what is left of them is their affixes and their letters.
        rows[self.rng.random(len(types)) < self.drop, 0] = self.model.row_of[UNSEEN]
        vectors = (embedding[rows] * shares[..., None]).sum(1)  # (types, d)
        loss, gradients, d_vectors, _ = loss_and_gradients(self.model.shape, weights, vectors[place], real, asked)
        d_types = np.zeros_like(vectors)
        np.add.at(d_types, place.ravel(), d_vectors.reshape(-1, vectors.shape[1]))
        gradients["embedding"] = np.zeros_like(embedding)
        np.add.at(
            gradients["embedding"], rows.ravel(), (d_types[:, None] * shares[..., None]).reshape(-1, vectors.shape[1])
        )
        progress = self.taken / self.steps
        warm = min(1.0, (self.taken + 1) / (0.03 * self.steps + 1))
        self.adam.step(weights, gradients, self.rate * warm * (1 - progress) ** 0.7 + 1e-5)
        self.taken += 1
        self.history.append(loss)
        return loss


def score(model, examples, size=256):
    """Return {"accuracy", "heads": {(layer, head): share}, "count"} over every question asked.

    heads: how often, in the pronoun's row, the largest weight among the sentence's nouns is the referent's.
    """
    right, hits, count = 0, np.zeros((1, 1), int), 0
    embedding = model.weights["embedding"]
    for start in range(0, examples.count, size):
        chosen = range(start, min(start + size, examples.count))
        tokens, real, asked = examples.batch(chosen)
        vectors = (embedding[examples.rows[tokens]] * examples.shares[tokens][..., None]).sum(2)
        kept = forward(model.shape, model.weights, vectors, real[:, None, None, :])
        sentence, pronoun, referent = asked
        points = np.where(real[sentence], kept["points"][sentence, pronoun], -np.inf)
        right += (points.argmax(-1) == referent).sum()
        nouns = np.zeros(real.shape, bool)
        for row, i in enumerate(chosen):
            nouns[row, examples.nouns[i]] = True
        looked = np.stack(
            [layer["weights"][sentence, :, pronoun] for layer in kept["layers"]], 1
        )  # (N, layers, heads, T)
        hits = hits + (np.where(nouns[sentence][:, None, None], looked, -1).argmax(-1) == referent[:, None, None]).sum(
            0
        )
        count += len(sentence)
    heads = {(i, j): float(hits[i, j] / count) for i in range(hits.shape[0]) for j in range(hits.shape[1])}
    return {"accuracy": float(right / count), "heads": heads, "count": int(count)}
