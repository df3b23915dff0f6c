"""A language model: which token comes next, after the last few?

Bengio et al. 2003, "A Neural Probabilistic Language Model", in the small form of
Andrej Karpathy's makemore:

    x = [C(w₁) … C(wₙ)]        each of the last n tokens becomes d numbers: its row of C
    h = tanh(x W₁ + b₁)        a hidden layer mixes them
    p = softmax(h W₂ + b₂)     and gives each token of the vocabulary its probability

A token is a whole number below V: a letter here, a word there. Token 0 is the edge: it fills
the places before the beginning, and it means the end. Training changes C, W₁, b₁, W₂ and b₂, a
little at each step, so that the token that really came next gets a higher probability.
"""

import numpy as np


def random_parameters(tokens, context, width, hidden, rng):
    """Return a model that has learnt nothing: {name: array of float64}.

    tokens   V, the size of the vocabulary
    context  n, how many tokens the model sees
    width    d, how many numbers a token becomes
    hidden   H, the width of the hidden layer
    """
    fan_in = context * width
    return {
        "C": rng.normal(size=(tokens, width)),
        "W1": rng.normal(size=(fan_in, hidden)) / np.sqrt(fan_in),  # so that tanh does not saturate
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, tokens)) * 0.01,             # small: at first all tokens are nearly equal
        "b2": np.zeros(tokens),
    }


def forward(parameters, contexts):
    """Return (logits, h, x): a number for every token that may come next, and what led to it.

    contexts  (B, n)    integers: the last n tokens
    logits    (B, V)    the higher, the more probable
    h         (B, H)    the hidden layer
    x         (B, n d)  the rows of C, side by side
    """
    x = parameters["C"][contexts].reshape(len(contexts), -1)    # (B, n, d) -> (B, n d)
    h = np.tanh(x @ parameters["W1"] + parameters["b1"])        # (B, H)
    logits = h @ parameters["W2"] + parameters["b2"]            # (B, V)
    return logits, h, x


def probabilities(logits, temperature=1.0):
    """Return the probability of each token (B, V): softmax of the logits. Each row sums to 1.

    A temperature below 1 makes the probable more probable; above 1, all become more equal.
    """
    scaled = logits / temperature
    raised = np.exp(scaled - scaled.max(axis=-1, keepdims=True))  # taking the highest away changes no share
    return raised / raised.sum(axis=-1, keepdims=True)


def loss(parameters, contexts, targets):
    """Return how wrong the model is, in nats: the mean of -log(probability of what came next).

    contexts  (B, n)
    targets   (B,)   the token that came next
    """
    logits, _, _ = forward(parameters, contexts)
    right = probabilities(logits)[np.arange(len(targets)), targets]
    return float(-np.log(right + 1e-30).mean())


def gradients(parameters, contexts, targets):
    """Return {name: array}: how the loss changes when each number of the parameters grows.

    The chain rule, from the last line of forward() to its first. d_h is the gradient of h.
    """
    logits, h, x = forward(parameters, contexts)
    batch = len(targets)
    d_logits = probabilities(logits)                    # (B, V)  softmax and -log together:
    d_logits[np.arange(batch), targets] -= 1            #         probability minus 1 for what came next
    d_logits /= batch
    d_h = d_logits @ parameters["W2"].T                 # (B, H)
    d_sum = d_h * (1 - h * h)                           # (B, H)  the slope of tanh is 1 - tanh²
    d_x = d_sum @ parameters["W1"].T                    # (B, n d)
    d_rows = np.zeros_like(parameters["C"])
    np.add.at(d_rows, contexts, d_x.reshape(*contexts.shape, -1))  # a token at two places gets both gradients
    return {
        "C": d_rows,
        "W1": x.T @ d_sum,
        "b1": d_sum.sum(axis=0),
        "W2": h.T @ d_logits,
        "b2": d_logits.sum(axis=0),
    }


def sample(parameters, contexts, temperature, chances):
    """Let the model go on: draw a token, put it at the end of the context, draw the next.

    contexts  (B, n)   where each of the B texts begins
    chances   (B, T)   random numbers from 0 to 1: they decide what is drawn
    returns   (tokens (B, T), 0 from the end on; the probability (B,) of each whole text)
    """
    batch, longest = chances.shape
    tokens, probability = np.zeros((batch, longest), int), np.ones(batch)
    running = np.ones(batch, bool)                      # which texts have not ended
    for t in range(longest):
        p = probabilities(forward(parameters, contexts)[0], temperature)   # (B, V)
        drawn = (p.cumsum(axis=-1) < chances[:, t, None]).sum(axis=-1)     # as many as lie below the chance
        drawn = np.minimum(drawn, p.shape[1] - 1) * running
        probability *= np.where(running, p[np.arange(batch), drawn], 1)
        tokens[:, t] = drawn
        contexts = np.column_stack([contexts[:, 1:], drawn])
        running &= drawn > 0
        if not running.any():
            break
    return tokens, probability
