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
        of_shape: dict = {}
        for name in matrices:
            of_shape.setdefault(gradients[name].shape, []).append(name)
        for shape, names in of_shape.items():  # all matrices of a shape at once: each is so small that calling NumPy costs more than computing
            gradient = np.stack([gradients[name] for name in names])
            mean = self.mean[shape] = MOMENTUM * self.mean.get(shape, 0) + (1 - MOMENTUM) * gradient
            longer = max(1.0, shape[0] / shape[1]) ** 0.5
            steps = np.float32(learning_rate * SCALE * longer) * orthogonal(MOMENTUM * mean + (1 - MOMENTUM) * gradient)
            for name, step in zip(names, steps, strict=True):
                parameters[name] -= step


def orthogonal(matrices):
    """Return matrices (n, rows, columns) with all their singular values changed to about 1, by five steps of Newton and Schulz."""
    x = (matrices / (np.linalg.norm(matrices, axis=(1, 2), keepdims=True) + 1e-7)).astype(np.float32)
    tall = x.shape[1] > x.shape[2]
    x = x.swapaxes(1, 2) if tall else x
    a, b, c = map(np.float32, _QUINTIC)
    for _ in range(5):
        square = x @ x.swapaxes(1, 2)
        x = a * x + (b * square + c * square @ square) @ x
    return x.swapaxes(1, 2) if tall else x
