"""How good a model is, measured on sentences that it was not trained on. The page shows these metrics.

Each language has three tests. "pairs": training never had this noun as the referent of this
predicate. "shapes": training never used the sentence's template. "both": neither of them.
"""

import numpy as np

from demos.attention.corpus.corpus import Corpus, stream
from demos.attention.model.encoder import forward
from demos.attention.training.examples import Examples

TESTS = {
    "pairs": {"held_out_pair": True},
    "shapes": {"held_out_shape": True},
    "both": {"held_out_pair": True, "held_out_shape": True},
}


def measure(model, examples, batch_size=256):
    """Return {"accuracy", "heads": {(layer, head): fraction}, "count"} over all pronouns of the examples.

    accuracy  how often the referent has the highest logit of all candidates, see model/agreement.py
    heads     how often, among the attention weights from the pronoun to its candidates, that of the referent is the highest
    count     how many pronouns there are
    """
    right, hits, count = 0, np.zeros((1, 1), int), 0
    embedding = model.parameters["embedding"]
    for start in range(0, examples.count, batch_size):
        chosen = range(start, min(start + batch_size, examples.count))
        tokens, real, nouns, (sentence, pronoun, referent) = examples.batch(chosen)
        type_of, lengths, rows, coefficients = examples.terms(tokens)
        vectors = np.add.reduceat(embedding[rows] * coefficients, lengths.cumsum() - lengths)  # (types, d)
        allowed = np.zeros((len(sentence), real.shape[1]), bool)
        for row, positions in enumerate(positions for i in chosen for positions in examples.candidates[i]):
            allowed[row, positions] = True
        candidates = np.repeat(nouns[:, None], real.shape[1], axis=1)  # (B, T, T)
        candidates[sentence, pronoun] = allowed
        results = forward(model.hyperparameters, model.parameters, vectors[type_of], real[:, None, None, :], candidates)
        logits = np.where(allowed, results["logits"][sentence, pronoun], -np.inf)
        right += (logits.argmax(-1) == referent).sum()
        # (N, layers, heads, T): the pronoun's row of every head
        weights = np.stack([layer["weights"][sentence, :, pronoun] for layer in results["layers"]], 1)
        among_candidates = np.where(allowed[:, None, None], weights, -1)
        hits = hits + (among_candidates.argmax(-1) == referent[:, None, None]).sum(0)
        count += len(sentence)
    heads = {(layer, head): float(hits[layer, head] / count) for layer, head in np.ndindex(hits.shape)}
    return {"accuracy": float(right / count), "heads": heads, "count": int(count)}


def best_head(model, corpora, count=500):
    """Return the (layer, head) that most often attends to the referent.

    It is chosen on sentences like those of the training, so the tests do not influence the choice.
    """
    sums = {}
    for corpus in corpora:
        for head, fraction in measure(model, Examples(model, stream(corpus, count, "choose")))["heads"].items():
            sums[head] = sums.get(head, 0) + fraction
    return max(sums, key=sums.__getitem__)


def evaluate(model, count, languages=("ar", "en")):
    """Return {"head": [layer, head], "ar": {"pairs": {"accuracy", "looks", "count"}, ...}, "en": ...}.

    head             the best head, see best_head
    accuracy, count  as in measure()
    looks            the figure of the best head in measure()["heads"]
    """
    corpora = [Corpus(language) for language in languages]
    head = best_head(model, corpora)
    metrics: dict = {"head": list(head)}
    for corpus in corpora:
        metrics[corpus.language] = {}
        for name, held_out in TESTS.items():
            result = measure(model, Examples(model, stream(corpus, count, "test", **held_out)))
            metrics[corpus.language][name] = {
                "accuracy": result["accuracy"],
                "looks": result["heads"][head],
                "count": result["count"],
            }
    return metrics
