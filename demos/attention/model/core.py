"""Self-attention: how much does each word look at every other word?

Vaswani et al. 2017, "Attention Is All You Need", equation 1:

    Attention(Q, K, V) = softmax(Q Kᵀ / √d) V

Each word asks a question (its query q), offers a label (its key k) and holds
something to pass on (its value v). A query that fits a key gives a high score;
softmax turns a word's scores into shares of one whole; the shares mix the values.
"""

import math

import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None):
    """Return (output, weights): equation 1 of Vaswani et al. 2017.

    q        (..., T_q, d)     queries
    k        (..., T_k, d)     keys
    v        (..., T_k, d_v)   values
    mask     boolean, broadcast to (..., T_q, T_k): True = this query may look at
             this key; None = every query may look at every key
    output   (..., T_q, d_v)   each row a mix of the rows of v
    weights  (..., T_q, T_k)   each row is positive or zero and sums to 1

    The leading axes of q, k, v and mask broadcast as numpy's do. float32 and
    float64 are kept; integers become float64, float16 becomes float32.

    A query that may look at nothing gets weights and output of zero. (PyTorch
    answers NaN or zeros, depending on version and backend. Nothing seen is
    nothing mixed, and one NaN would spread through every later layer.)

    Raises TypeError if q, k or v are not real numbers or the mask is not boolean,
    and ValueError if shapes do not fit together.
    """
    q, k, v = _numbers(q=q, k=k, v=v)
    _check_shapes(q, k, v)

    d = q.shape[-1]
    scores = q @ k.swapaxes(-1, -2)     # (..., T_q, T_k)  one dot product per pair of words
    scores = scores / math.sqrt(d)      # long vectors make large dot products; undo that
    if mask is not None:
        scores = _hide(scores, mask)    # -inf where a query may not look
    weights = softmax(scores)           # (..., T_q, T_k)  scores become shares
    return weights @ v, weights         # (..., T_q, d_v)  the shares mix the values


def softmax(scores):
    """Turn scores (..., T) into weights (..., T) that are positive and sum to 1.

    A score of -inf gets weight 0; a row that is all -inf becomes all zeros.
    """
    highest = scores.max(axis=-1, keepdims=True, initial=-np.inf)
    highest = np.where(highest == -np.inf, 0, highest)  # -inf - -inf would be NaN
    raised = np.exp(scores - highest)   # taking the highest away changes no share, and exp(0) = 1
    total = raised.sum(axis=-1, keepdims=True)          # is at least 1, or 0 if all is hidden
    return raised / np.where(total == 0, 1, total)


def _hide(scores, mask):
    """Return scores with -inf wherever mask is False."""
    mask = np.asarray(mask)
    if mask.dtype != bool:
        raise TypeError(f"mask must be boolean (True = may look), not {mask.dtype}")
    try:
        fits = np.broadcast_shapes(mask.shape, scores.shape)[-2:] == scores.shape[-2:]
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"mask {mask.shape} does not broadcast to the scores {scores.shape}")
    return np.where(mask, scores, -np.inf)


def _numbers(**arrays):
    """Return the arrays in one floating-point type that holds them all."""
    arrays = {name: np.asarray(array) for name, array in arrays.items()}
    for name, array in arrays.items():
        if array.dtype.kind not in "fiub":
            raise TypeError(f"{name} must hold real numbers, not {array.dtype}")
    common = np.result_type(*arrays.values())
    if common.kind != "f":
        common = np.float64
    common = np.result_type(common, np.float32)  # half precision overflows at 65504
    return [array.astype(common, copy=False) for array in arrays.values()]


def _check_shapes(q, k, v):
    """Raise ValueError, naming the shapes, unless q, k and v fit together."""
    shapes = f"q {q.shape}, k {k.shape}, v {v.shape}"
    if min(q.ndim, k.ndim, v.ndim) < 2:
        raise ValueError(f"q, k and v need at least two axes (T, d): {shapes}")
    if q.shape[-1] != k.shape[-1] or q.shape[-1] == 0:
        raise ValueError(f"q and k need the same width d, at least 1: {shapes}")
    if k.shape[-2] != v.shape[-2]:
        raise ValueError(f"every key needs a value: {shapes}")
    try:
        np.broadcast_shapes(q.shape[:-2], k.shape[:-2], v.shape[:-2])
    except ValueError:
        raise ValueError(f"the leading axes do not broadcast: {shapes}") from None
