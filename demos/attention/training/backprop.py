"""Backpropagation through the encoder, written by hand: the chain rule for each line of encoder.forward.

A name that begins with d_ is the gradient of the loss with respect to what the rest names.
"""

import numpy as np

from demos.attention.model.core import softmax
from demos.attention.model.encoder import SCALE, forward, merge_heads, split_heads


def loss_and_gradients(hyperparameters, parameters, vectors, real, candidates, asked, kept):
    """Return the cross-entropy of the right referents, and its gradients.

    vectors     (B, T, d)   for each word, the sum of its subwords' embeddings
    real        (B, T)      boolean, False where a short sentence is padded
    candidates  (B, 1, T)   boolean, see encoder.forward: here each word has the same
    asked       three arrays (N,): sentence, position of the pronoun, position of its referent
    kept        (N, heads)  what each head's output for a pronoun in the last layer is multiplied by, see Trainer
    returns     (loss, {name: gradient of a parameter}, gradient of vectors (B, T, d), probabilities of the right referents (N,))
    """
    results = forward(hyperparameters, parameters, vectors, real[:, None, None, :], candidates)
    sentence, pronoun, referent = asked
    values = results["values"]
    kept = np.repeat(kept, hyperparameters.d // hyperparameters.heads, axis=-1)  # (N, d)
    merged = np.zeros_like(values)  # of the pronouns only
    merged[sentence, pronoun] = results["layers"][-1]["merged"][sentence, pronoun] * kept
    logits = SCALE * (merged @ values.swapaxes(-1, -2))[sentence, pronoun]
    logits = np.where(real[sentence], logits, -1e9)  # (N, T)
    probabilities, rows = softmax(logits), np.arange(len(sentence))
    right = probabilities[rows, referent].copy()
    loss = -np.log(right + 1e-9).mean()

    d_asked = probabilities  # the gradient of cross-entropy: probabilities minus one-hot of the referent
    d_asked[rows, referent] -= 1
    d_logits = np.zeros_like(results["logits"])  # (B, T, T)
    d_logits[sentence, pronoun] = SCALE * d_asked / len(sentence)
    d_merged, d_values = d_logits @ values, d_logits.swapaxes(-1, -2) @ merged
    d_merged[sentence, pronoun] *= kept
    gradients: dict = {}
    last = hyperparameters.layers - 1
    layer = results["layers"][last]
    d_h, d_n = _attention(hyperparameters, parameters, layer, last, d_merged, d_values, gradients)
    d_x = _norm(parameters, layer, last, 1, d_h, gradients)
    for i in reversed(range(last)):
        layer = results["layers"][i]
        d_hidden = d_x @ parameters[f"{i}.w2"].T * (layer["hidden"] > 0)
        gradients[f"{i}.w2"], gradients[f"{i}.b2"] = _matrix_gradient(layer["hidden"], d_x), d_x.sum((0, 1))
        gradients[f"{i}.w1"], gradients[f"{i}.b1"] = _matrix_gradient(layer["h2"], d_hidden), d_hidden.sum((0, 1))
        d_x = d_x + _norm(parameters, layer, i, 2, d_hidden @ parameters[f"{i}.w1"].T, gradients)
        gradients[f"{i}.output"] = _matrix_gradient(layer["merged"], d_x)
        d_h, d_source = _attention(hyperparameters, parameters, layer, i, d_x @ parameters[f"{i}.output"].T, 0, gradients)
        d_x = d_x + _norm(parameters, layer, i, 1, d_h + d_source, gradients)
    d_x = d_x + d_n * results["targets"][..., None]
    of_order = [results["targets"] & (results["order"] == i) for i in range(len(parameters["order"]))]
    gradients["order"] = np.stack([d_x[words].sum(0) for words in of_order])
    return float(loss), gradients, d_x, right


def _attention(hyperparameters, parameters, layer, i, d_merged, d_values, gradients):
    """Backpropagate through the attention of layer i, and put the gradients of its matrices into gradients.

    d_merged  (B, T, d)  gradient of the heads' merged output
    d_values  (B, T, d)  in the last layer: gradient that reaches the values directly from the logits
    returns   (gradient of what queries and keys are made from, gradient of what values are made from)
    """
    d_output = split_heads(d_merged, hyperparameters.heads)  # (B, heads, T, d/heads)
    weights = layer["weights"]
    d_weights = d_output @ layer["v"].swapaxes(-1, -2)  # (B, heads, T, T)
    # softmax: a higher score takes weight from all others in its row
    d_scores = weights * (d_weights - (d_weights * weights).sum(-1, keepdims=True))
    d_scores = d_scores / np.sqrt(hyperparameters.d // hyperparameters.heads).astype(d_scores.dtype)
    d_q, d_k = merge_heads(d_scores @ layer["k"]), merge_heads(d_scores.swapaxes(-1, -2) @ layer["q"])
    d_v = weights.swapaxes(-1, -2) @ d_output
    if "lengths" in layer:  # the last layer: unit() lets through only what turns v
        d_v = d_v + split_heads(d_values, hyperparameters.heads)
        d_v = (d_v - layer["v"] * (d_v * layer["v"]).sum(-1, keepdims=True)) / layer["lengths"]
    d_v = merge_heads(d_v)
    gradients[f"{i}.query"], gradients[f"{i}.key"] = _matrix_gradient(layer["h"], d_q), _matrix_gradient(layer["h"], d_k)
    gradients[f"{i}.value"] = _matrix_gradient(layer["source"], d_v)
    return d_q @ parameters[f"{i}.query"].T + d_k @ parameters[f"{i}.key"].T, d_v @ parameters[f"{i}.value"].T


def _norm(parameters, layer, i, which, d_y, gradients):
    """Backpropagate through layer i's first or second layer normalisation. Returns d_x."""
    standardised, inverse_deviation = layer[f"standardised{which}"], layer[f"inverse_deviation{which}"]
    gradients[f"{i}.norm{which}.scale"] = (d_y * standardised).sum((0, 1))
    gradients[f"{i}.norm{which}.shift"] = d_y.sum((0, 1))
    d = d_y * parameters[f"{i}.norm{which}.scale"]
    return inverse_deviation * (d - d.mean(-1, keepdims=True) - standardised * (d * standardised).mean(-1, keepdims=True))


def _matrix_gradient(x, d_y):
    """Return the gradient of W in y = x W, summed over the batch and the words."""
    return x.reshape(-1, x.shape[-1]).T @ d_y.reshape(-1, d_y.shape[-1])
