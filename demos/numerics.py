"""Numerical code that more than one demo uses."""

import numpy as np


class Adam:
    """Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1, with the whole gradient clipped to norm 1.

    beta1  how much of the gradients before is kept in their running mean
    """

    def __init__(self, beta1=0.9):
        self.beta1 = np.float32(beta1)
        self.mean: np.ndarray = np.zeros(1, np.float32)  # after the first step as long as all gradients together
        self.square = self.mean
        self.steps = 0

    def step(self, parameters, gradients, learning_rate):
        """Change the parameters in place. Those without a gradient stay as they are, and must be the same ones in every step."""
        self.steps += 1
        norm = np.sqrt(sum(float((g * g).sum()) for g in gradients.values()))
        clip = np.float32(min(1.0, 1.0 / (norm + 1e-9)))
        beta1, beta2 = self.beta1, np.float32(0.99)
        step_size = np.float32(learning_rate * np.sqrt(1 - beta2**self.steps) / (1 - beta1**self.steps))
        # All in one vector: with arrays as small as ours, most of the time is what each call of NumPy costs.
        g = np.concatenate([gradient.ravel() for gradient in gradients.values()]) * clip
        self.mean = self.mean + (1 - beta1) * (g - self.mean)
        self.square = self.square + (1 - beta2) * (g * g - self.square)
        change, at = step_size * self.mean / (np.sqrt(self.square) + np.float32(1e-8)), 0
        for name, gradient in gradients.items():
            parameters[name] -= change[at : at + gradient.size].reshape(gradient.shape)
            at += gradient.size
