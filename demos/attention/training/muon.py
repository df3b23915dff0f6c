"""Muon (Jordan et al. 2024, kellerjordan.github.io/posts/muon): a step for matrices that turns all directions equally far.

Adam steps far along the few directions in which a matrix has large gradients. Muon makes the singular
values of the step nearly equal, so that rare relations between words, whose gradients are small, are
learned in fewer steps. The embedding and the vectors stay with Adam.

All matrices and the embedding get smaller with each step (Loshchilov and Hutter 2019, arXiv:1711.05101), so that what
only a few sentences need is forgotten: then more of the sentences that were held out are right.
"""

import numpy as np

from demos.numerics import Adam

MOMENTUM = 0.95
SCALE = 2.0  # the step of a matrix, in learning rates
WEIGHT_DECAY = 0.1  # what a matrix and the embedding lose in each step, in learning rates
_QUINTIC = 3.4445, -4.7750, 2.0315  # coefficients of the iteration; all singular values come near to 1


class Muon:
    def __init__(self):
        self.adam, self.mean = Adam(), {}

    def step(self, parameters, gradients, learning_rate):
        """Change the parameters in place."""
        matrices = [name for name, gradient in gradients.items() if gradient.ndim == 2 and name[0].isdigit()]
        for name in (*matrices, "embedding"):
            parameters[name] *= np.float32(1 - learning_rate * WEIGHT_DECAY)
        self.adam.step(parameters, {name: gradient for name, gradient in gradients.items() if name not in matrices}, learning_rate)
        for name in matrices:
            gradient = gradients[name]
            mean = self.mean[name] = MOMENTUM * self.mean.get(name, 0) + (1 - MOMENTUM) * gradient
            step = orthogonal(MOMENTUM * mean + (1 - MOMENTUM) * gradient)
            longer = max(1.0, step.shape[0] / step.shape[1]) ** 0.5
            parameters[name] -= np.float32(learning_rate * SCALE * longer) * step


def orthogonal(matrix):
    """Return the matrix with all its singular values changed to about 1, by five steps of Newton and Schulz."""
    x = (matrix / (np.linalg.norm(matrix) + 1e-7)).astype(np.float32)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    a, b, c = map(np.float32, _QUINTIC)
    for _ in range(5):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x.T if tall else x
