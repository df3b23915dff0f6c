"""Pictures out of noise, without any training: the best guess is a formula.

The pictures that are known are the rows of X. Noise is laid over one of them, more of it at every step t:

    x_t = √ᾱ x₀ + √(1 − ᾱ) ε        ᾱ = signal(t): 1 at step 0, nothing but noise is left at the last step

Which picture is behind x_t? Of all guesses this one is nearest on average (it is the mean of the known pictures,
each as probable as it is after x_t has been seen; Ho et al. 2020, arXiv:2006.11239, train a network for it):

    x̂₀ = softmax(−‖x_t − √ᾱ xᵢ‖² / 2(1 − ᾱ)) X

That is the equation of attention: noise asks (query), pictures answer (keys and values), and the weights are
shares of one whole. The guess is laid under a little less noise, and asked again, until no noise is left.
"""

import numpy as np

STEPS = 40


def signal(t):
    """Return ᾱ, the share of the picture's energy that is left at step t of STEPS (Nichol and Dhariwal 2021, arXiv:2102.09672, in short)."""
    return np.cos(np.pi / 2 * t / (STEPS + 0.5)) ** 2


def weights(x, X, a):
    """Return how much each noisy picture looks at each known one: (B, N), and each row sums to 1.

    x   (B, D)   noisy pictures, D pixels each: the queries
    X   (N, D)   the known pictures: the keys
    a   ᾱ, below 1
    """
    keys = np.sqrt(a) * X
    squares = (x**2).sum(axis=1, keepdims=True) - 2 * x @ keys.T + (keys**2).sum(axis=1)  # (B, N)  ‖x − √ᾱ xᵢ‖²
    logits = -squares / (2 * (1 - a))
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def best_guess(x, X, a):
    """Return the mean of the known pictures (the values), each as heavy as its weight: (B, D)."""
    return weights(x, X, a) @ X


def walk(noise, X):
    """Go from noise (B, D) to pictures, one step after another.

    returns  (pictures, guesses), each (STEPS + 1, B, D): place n is n steps after the noise
    """
    x, pictures, guesses = noise, [noise], []
    for t in range(STEPS, 0, -1):
        now, then = signal(t), signal(t - 1)
        guess = best_guess(x, X, now)
        left = (x - np.sqrt(now) * guess) / np.sqrt(1 - now)    # (B, D)  the noise, if the guess is right
        x = np.sqrt(then) * guess + np.sqrt(1 - then) * left    # without new noise: Song et al. 2021, arXiv:2010.02502
        pictures.append(x)
        guesses.append(guess)
    return np.array(pictures), np.array([*guesses, x])
