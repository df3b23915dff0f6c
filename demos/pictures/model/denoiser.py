"""Diffusion with a trained network: points of noise walk into a shape.

Ho et al. 2020, "Denoising Diffusion Probabilistic Models" (arXiv:2006.11239), for points of the plane in place of pictures:

    x_t = √ᾱ x + √(1 − ᾱ) ε      a point x of the shape with noise ε: none at step 0, nothing else at the last step
    ε̂ = network(x_t, t)          a network learns to say what noise was added: its loss is the mean of (ε̂ − ε)²

Who knows the noise can take a little of it away, and ask again: so new points of the shape come out of noise.
The network is a multilayer perceptron with two hidden layers. B points at a time, H numbers in a layer.
"""

import numpy as np

STEPS = 50
WAVES = (2, 4, 8)     # a thin line is hard to learn from x and y alone: waves of them help (Tancik et al. 2020, arXiv:2006.10739)
CLOCK = np.pi / 2 * np.array([1, 2, 4], np.float32)   # waves of the step
INPUTS = 2 + 4 * len(WAVES) + 1 + 2 * len(CLOCK)


def signal(t):
    """Return ᾱ, the share of a point that is left at step t of STEPS (Nichol and Dhariwal 2021, arXiv:2102.09672, in short)."""
    return np.cos(np.pi / 2 * t / (STEPS + 0.5)) ** 2


def random_parameters(width, rng):
    """Return a network that has learnt nothing: {name: array of float32}.

    width  H, the width of the hidden layers
    """
    parameters = {
        "W1": rng.normal(size=(INPUTS, width)) / np.sqrt(INPUTS),   # so that tanh does not saturate
        "b1": np.zeros(width),
        "W2": rng.normal(size=(width, width)) / np.sqrt(width),
        "b2": np.zeros(width),
        "W3": rng.normal(size=(width, 2)) * 0.01,                   # small: at first it says that there is no noise
        "b3": np.zeros(2),
    }
    return {name: array.astype(np.float32) for name, array in parameters.items()}


def inputs(x, t):
    """Return what the network sees of points x (B, 2) at steps t (B,): (B, INPUTS)."""
    clock = (t / STEPS)[:, None].astype(x.dtype)
    angles = np.hstack([*(wave * x for wave in WAVES), CLOCK * clock])
    return np.hstack([x, clock, np.sin(angles), np.cos(angles)])


def forward(parameters, x, t):
    """Return (ε̂ (B, 2), h2 (B, H), h1 (B, H), seen (B, INPUTS)): the noise that the network sees, and what led to it."""
    seen = inputs(x, t)
    h1 = np.tanh(seen @ parameters["W1"] + parameters["b1"])
    h2 = np.tanh(h1 @ parameters["W2"] + parameters["b2"])
    return h2 @ parameters["W3"] + parameters["b3"], h2, h1, seen


def add_noise(points, t, noise):
    """Return x_t (B, 2)."""
    a = signal(t)[:, None].astype(points.dtype)
    return np.sqrt(a) * points + np.sqrt(1 - a) * noise


def loss(parameters, points, t, noise):
    """Return the mean of (ε̂ − ε)²: 1 if the network has learnt nothing.

    points  (B, 2)   of the shape
    t       (B,)     a step from 1 to STEPS for each
    noise   (B, 2)   ε, from the normal distribution
    """
    guess, *_ = forward(parameters, add_noise(points, t, noise), t)
    return float(((guess - noise) ** 2).mean())


def gradients(parameters, points, t, noise):
    """Return {name: array}: how the loss changes when each number of the parameters grows.

    The chain rule, from the last line of forward() to its first. The slope of tanh is 1 − tanh².
    """
    guess, h2, h1, seen = forward(parameters, add_noise(points, t, noise), t)
    d_guess = 2 * (guess - noise) / guess.size                  # (B, 2)
    d_2 = d_guess @ parameters["W3"].T * (1 - h2 * h2)          # (B, H)
    d_1 = d_2 @ parameters["W2"].T * (1 - h1 * h1)              # (B, H)
    return {
        "W1": seen.T @ d_1,
        "b1": d_1.sum(axis=0),
        "W2": h1.T @ d_2,
        "b2": d_2.sum(axis=0),
        "W3": h2.T @ d_guess,
        "b3": d_guess.sum(axis=0),
    }


def sample(parameters, noise, stride):
    """Let points of noise (B, 2) walk into the shape.

    stride   how many steps at once; it divides STEPS. Fewer and longer steps are quicker, and less exact
    returns  (STEPS / stride + 1, B, 2): the points before the first step and after each
    """
    x, places = noise, [noise]
    for t in range(STEPS, 0, -stride):
        now, then = (signal(step).astype(noise.dtype) for step in (t, t - stride))
        guess, *_ = forward(parameters, x, np.full(len(x), t))
        point = (x - np.sqrt(1 - now) * guess) / np.sqrt(now)       # the point behind it, if the guess is right
        x = np.sqrt(then) * point + np.sqrt(1 - then) * guess       # no new noise: Song et al. 2021, arXiv:2010.02502
        places.append(x)
    return np.array(places)
