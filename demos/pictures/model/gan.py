"""Forger and detective: two networks that learn by working against each other.

Goodfellow et al. 2014, "Generative Adversarial Nets" (arXiv:1406.2661), on points of a plane, as in GAN Lab
(Kahng et al. 2019, arXiv:1809.01587):

    fake = G(z)     the forger G makes a point out of two random numbers z
    p = D(point)    the detective D says how probable it is that a point is real

    V = mean of log D(real) + mean of log(1 − D(fake))        their equation (1)

The detective changes its numbers so that V rises, the forger so that V falls. The forger is never
shown a real point: all that it learns is which way to move a fake to please the detective.
"""

from itertools import pairwise

import numpy as np

FORGER = (2, 24, 24, 2)       # the width of every layer: two random numbers in, a point out
DETECTIVE = (2, 24, 24, 1)    # a point in, one logit out. The two have 1,419 numbers; GAN Lab's ring has 379:
                              # (2, 10, 10, 2) and (2, 9, 9, 9, 1)
CORNER = (-1.5, -1.5)         # where the forger begins, far from most shapes


def network(widths, rng):
    """Return a network that has learnt nothing: {"W1": (n, m), "b1": (m,), "W2", "b2", ...}."""
    parameters = {}
    for layer, (n, m) in enumerate(pairwise(widths), start=1):
        parameters[f"W{layer}"] = rng.normal(size=(n, m)) / np.sqrt(n)
        parameters[f"b{layer}"] = np.zeros(m)
    return parameters


def random_parameters(rng):
    """Return (forger, detective). At first the forger puts all its points into one corner."""
    forger, last = network(FORGER, rng), len(FORGER) - 1
    forger[f"W{last}"] *= 0.1
    forger[f"b{last}"] += CORNER
    return forger, network(DETECTIVE, rng)


def forward(parameters, x):
    """Return what comes out of every layer, x (B, n) itself first: a list of (B, m).

    Every layer but the last ends in tanh, which bends: without it a network could only stretch and turn the plane.
    """
    outputs, last = [x], len(parameters) // 2
    for layer in range(1, last + 1):
        x = x @ parameters[f"W{layer}"] + parameters[f"b{layer}"]    # (B, n) -> (B, m)
        x = x if layer == last else np.tanh(x)
        outputs.append(x)
    return outputs


def backward(parameters, outputs, d):
    """Return ({name: gradient}, the gradient of what went in): the chain rule, from the last layer to the first.

    outputs  what forward() returned
    d        the gradient of the last layer's output: (B, m)
    """
    gradients = {}
    for layer in range(len(outputs) - 1, 0, -1):
        gradients[f"W{layer}"] = outputs[layer - 1].T @ d            # (n, m)
        gradients[f"b{layer}"] = d.sum(axis=0)                       # (m,)
        d = d @ parameters[f"W{layer}"].T                            # (B, m) -> (B, n)
        if layer > 1:
            d = d * (1 - outputs[layer - 1] ** 2)                    # the slope of tanh is 1 - tanh²
    return gradients, d


def forge(forger, z):
    """Return fakes (B, 2), made out of random numbers z (B, 2) from -1 to 1."""
    return forward(forger, z)[-1]


def judge(detective, points):
    """Return how probable it is that each point (B, 2) is real, in the detective's opinion: (B,)."""
    return probability(forward(detective, points)[-1])[:, 0]


def probability(logits):
    """Return 1 / (1 + e^-logit): from any number to one between 0 and 1."""
    return 1 / (1 + np.exp(-np.clip(logits, -50, 50)))


def losses(detective, real, fake):
    """Return (the detective's loss, the forger's loss): how badly each of them does, in nats.

    The detective's is -V / 2, the forger's the mean of -log D(fake). If the detective can only guess, it
    says 1/2 to everything, and both are log 2 = 0.69.
    """
    p_real, p_fake = judge(detective, real), judge(detective, fake)
    value = log(p_real).mean() + log(1 - p_fake).mean()
    return float(-value / 2), float(-log(p_fake).mean())


def log(p):
    return np.log(np.maximum(p, 1e-9))                               # so that log 0 is not infinite


def detective_gradients(detective, real, fake):
    """Return {name: gradient} of -V / 2: the detective is to say 1 to real points and 0 to fakes.

    real, fake  (B, 2) each
    """
    points = np.concatenate([real, fake])                            # (2B, 2)
    truth = np.repeat([1.0, 0.0], [len(real), len(fake)])[:, None]   # (2B, 1)
    outputs = forward(detective, points)
    d_logits = (probability(outputs[-1]) - truth) / len(points)      # what it said, minus the truth
    return backward(detective, outputs, d_logits)[0]


def forger_gradients(forger, detective, z):
    """Return {name: gradient} of the mean of log(1 − D(fake)), the forger's part of V.

    The chain rule runs back through the detective, which does not change, to the fakes, and on into the forger.
    """
    made = forward(forger, z)                                        # z -> fakes
    seen = forward(detective, made[-1])                              # fakes -> logits
    p = probability(seen[-1])                                        # (B, 1)
    d_logits = -p / len(z)                                           # if p is nearly 0, the forger learns nothing
    _, d_fake = backward(detective, seen, d_logits)                  # (B, 2): which way each fake should move
    return backward(forger, made, d_fake)[0]
