"""Numerical code that more than one demo uses."""

import numpy as np


class Adam:
    """Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1, with the whole gradient clipped to norm 1.

    beta1  how much of the gradients before is kept in their running mean
    """

    def __init__(self, parameters, beta1=0.9):
        self.beta1 = np.float32(beta1)
        self.mean = {name: np.zeros_like(array) for name, array in parameters.items()}
        self.square = {name: np.zeros_like(array) for name, array in parameters.items()}
        self.steps = 0

    def step(self, parameters, gradients, learning_rate):
        """Change the parameters in place."""
        self.steps += 1
        norm = np.sqrt(sum(float((g * g).sum()) for g in gradients.values()))
        clip = np.float32(min(1.0, 1.0 / (norm + 1e-9)))
        beta1, beta2 = self.beta1, np.float32(0.99)
        step_size = np.float32(learning_rate * np.sqrt(1 - beta2**self.steps) / (1 - beta1**self.steps))
        for name, gradient in gradients.items():
            g, mean, square = gradient * clip, self.mean[name], self.square[name]
            mean += (1 - beta1) * (g - mean)
            square += (1 - beta2) * (g * g - square)
            parameters[name] -= step_size * mean / (np.sqrt(square) + np.float32(1e-8))
