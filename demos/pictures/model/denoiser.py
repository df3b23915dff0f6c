"""Diffusion with a trained network: points of noise walk into a shape.

Ho et al. 2020, "Denoising Diffusion Probabilistic Models", for points of the plane instead of pictures:

    x_t = √ᾱ x + √(1 − ᾱ) ε      a point x of the shape, with noise ε over it: at step 0 none, at the last step nothing else
    ε̂ = network(x_t, t)          a network learns to say what noise was added: its loss is the mean of (ε̂ − ε)²
"""

import numpy as np

STEPS = 50


def signal(t):
    """Return ᾱ, how much of the point is left at step t."""
    return np.cos(np.pi / 2 * t / (STEPS + 0.5)) ** 2


def random_parameters(width, rng):
    """Return a network that has learnt nothing: {name: array}."""
    n = 2 + 7
    return {
        "W1": rng.normal(size=(n, width)) / np.sqrt(n), "b1": np.zeros(width),
        "W2": rng.normal(size=(width, width)) / np.sqrt(width), "b2": np.zeros(width),
        "W3": rng.normal(size=(width, 2)) * 0.01, "b3": np.zeros(2),
    }  # fmt: skip


def inputs(x, t):
    s = (t / STEPS)[:, None]
    angles = np.pi * s * np.array([0.5, 1, 2])
    return np.hstack([x, s, np.sin(angles), np.cos(angles)])


def forward(parameters, x, t):
    p, n = parameters, inputs(x, t)
    h1 = np.tanh(n @ p["W1"] + p["b1"])
    h2 = np.tanh(h1 @ p["W2"] + p["b2"])
    return h2 @ p["W3"] + p["b3"], h2, h1, n


def noisy(points, t, noise):
    left = signal(t)[:, None]
    return np.sqrt(left) * points + np.sqrt(1 - left) * noise


def loss(parameters, points, t, noise):
    guess, *_ = forward(parameters, noisy(points, t, noise), t)
    return float(((guess - noise) ** 2).mean())


def gradients(parameters, points, t, noise):
    p = parameters
    guess, h2, h1, n = forward(p, noisy(points, t, noise), t)
    d = 2 * (guess - noise) / guess.size
    d2 = d @ p["W3"].T * (1 - h2 * h2)
    d1 = d2 @ p["W2"].T * (1 - h1 * h1)
    return {"W1": n.T @ d1, "b1": d1.sum(0), "W2": h1.T @ d2, "b2": d2.sum(0), "W3": h2.T @ d, "b3": d.sum(0)}


def sample(parameters, noise):
    """Return the points at every step, from the noise (N, 2) to the shape: a list of STEPS + 1 arrays."""
    x, walk = noise, [noise]
    for t in range(STEPS, 0, -1):
        at = np.full(len(x), t)
        now, then = signal(t), signal(t - 1)
        guess, *_ = forward(parameters, x, at)
        x = np.sqrt(then) * (x - np.sqrt(1 - now) * guess) / np.sqrt(now) + np.sqrt(1 - then) * guess
        walk.append(x)
    return walk
