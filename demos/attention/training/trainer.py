"""Training, one step at a time, so that a page can be rendered between two steps."""

import numpy as np

from demos.attention.model.tokenizer import UNKNOWN
from demos.attention.training.backprop import loss_and_gradients
from demos.attention.training.evaluate import measure
from demos.attention.training.examples import Examples
from demos.attention.training.muon import Muon

SURE = 0.9  # the least probability of the right referent with which a sentence counts as learned
EASY = 0.1  # the part of the learned sentences that an epoch has, too


class Trainer:
    """Trains a model in place: call step() until `done`.

    After the first epoch it trains mostly on the sentences that the model has not learned (Jiang et al.
    2019, arXiv:1910.00762, with the loss of the epoch before in place of another forward pass).

    word_dropout  the probability that, in one batch, a word loses its stem as if it were unknown:
                  so the model learns to use affixes, kinds and hashes of letters
    head_dropout  the probability that, for one word, the output of a head of the last layer is left
                  out: so each head alone learns to look at the referent (Zhou et al. 2020,
                  arXiv:2004.13342, with another choice for each word)
    tests         sentences that progress() measures the accuracy on
    """

    def __init__(self, model, sentences, steps, batch_size=128, learning_rate=7e-3, word_dropout=0.08, head_dropout=0.1, seed=0, tests=()):
        self.model, self.steps, self.batch_size = model, steps, batch_size
        self.learning_rate, self.word_dropout, self.head_dropout = learning_rate, word_dropout, head_dropout
        self.examples, self.optimizer = Examples(model, sentences), Muon()
        self.tests = Examples(model, tests) if tests else None
        self.rng, self.queue, self.steps_taken, self.losses = np.random.default_rng(seed), [], 0, []
        self.hard = np.ones(self.examples.count, bool)  # the sentences that are not learned yet

    @property
    def done(self):
        return self.steps_taken >= self.steps

    def progress(self):
        """Return {"step", "steps", "loss": [...], "accuracy": on the test sentences or None}, which is JSON."""
        return {
            "step": self.steps_taken,
            "steps": self.steps,
            "loss": self.losses[-200:],
            "accuracy": measure(self.model, self.tests)["accuracy"] if self.tests else None,
        }

    def step(self):
        """Train on one batch, and return its loss."""
        while not self.queue:  # a batch has sentences of similar length; each epoch has its own order of batches
            chosen = np.flatnonzero(self.hard | (self.rng.random(self.examples.count) < EASY))
            starts = np.arange(0, len(chosen), self.batch_size)
            self.queue = [chosen[start : start + self.batch_size] for start in self.rng.permutation(starts)]
        chosen = self.queue.pop()
        loss, gradients = self._gradients(chosen)
        # The learning rate rises during the first 3 % of the steps, then falls to nearly zero.
        progress = self.steps_taken / self.steps
        warm_up = min(1.0, (self.steps_taken + 1) / (0.03 * self.steps + 1))
        self.optimizer.step(self.model.parameters, gradients, self.learning_rate * warm_up * (1 - progress) ** 0.7 + 1e-5)
        self.steps_taken += 1
        self.losses.append(loss)
        return loss

    def _gradients(self, chosen):
        """Return the loss of these sentences, and its gradients; record which sentences are learned."""
        # All nouns are candidates, also those that do not agree with the pronoun: so a sentence teaches what fits its verb,
        # also if grammar alone would decide.
        tokens, real, nouns, asked = self.examples.batch(chosen)
        nouns[asked[0], asked[2]] = True  # also a referent that the page would not take for a noun
        hyperparameters, parameters = self.model.hyperparameters, self.model.parameters
        embedding = parameters["embedding"]
        type_of, lengths, rows, coefficients = self.examples.terms(tokens)
        starts = lengths.cumsum() - lengths
        rows[starts[self.rng.random(len(starts)) < self.word_dropout]] = self.model.row_of[UNKNOWN]
        vectors = np.add.reduceat(embedding[rows] * coefficients, starts)  # (types, d)
        kept = self.rng.random((len(asked[0]), hyperparameters.heads), np.float32) >= self.head_dropout
        kept = (kept * hyperparameters.heads / np.maximum(kept.sum(-1, keepdims=True), 1)).astype(np.float32)
        loss, gradients, d_tokens, right = loss_and_gradients(hyperparameters, parameters, vectors[type_of], real, nouns[:, None], asked, kept)
        self.hard[chosen] = False
        self.hard[chosen[asked[0][right < SURE]]] = True
        d_vectors = sum_rows(d_tokens.reshape(-1, vectors.shape[1]), type_of.ravel(), len(starts))
        d_terms = np.repeat(d_vectors, lengths, axis=0) * coefficients
        gradients["embedding"] = sum_rows(d_terms, rows, len(embedding))
        return loss, gradients


def sum_rows(values, index, count):
    """Return a (count, d) array whose row i is the sum of the rows of values that have the index i.

    The same as np.add.at on zeros, but several times faster.

    values  (N, d)
    index   (N,)    integers below count
    """
    order = np.argsort(index, kind="stable")
    present, starts = np.unique(index[order], return_index=True)
    sums = np.zeros((count, values.shape[1]), values.dtype)
    sums[present] = np.add.reduceat(values[order], starts)
    return sums
