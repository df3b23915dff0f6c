"""scaled_dot_product_attention means equation 1 of Vaswani et al. 2017, whatever it is given."""

import inspect
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demos.attention import scaled_dot_product_attention
from demos.attention.model import core

TIGHT = {"rtol": 1e-12, "atol": 1e-12}


def by_hand(q, k, v, mask):
    """Equation 1 for one (T, d) sentence: lists, loops and the standard library."""
    output, weights = [], []
    for i, query in enumerate(q):
        scores = [sum(a * b for a, b in zip(query, key)) / math.sqrt(len(query)) for key in k]
        seen = [j for j in range(len(k)) if mask[i][j]]
        highest = max((scores[j] for j in seen), default=0)
        raised = [math.exp(scores[j] - highest) if j in seen else 0 for j in range(len(k))]
        row = [one / sum(raised) if seen else 0 for one in raised]
        weights.append(row)
        output.append([sum(w * value[c] for w, value in zip(row, v)) for c in range(len(v[0]))])
    return output, weights


def sentences(*shape, seed=0, scale=1.0):
    return np.random.default_rng(seed).normal(size=shape) * scale


@settings(deadline=None)
@given(
    t_q=st.integers(1, 6), t_k=st.integers(1, 6), d=st.integers(1, 5), d_v=st.integers(1, 5),
    scale=st.sampled_from([0, 1e-3, 1, 30, 1e3]), seed=st.integers(0, 2**32 - 1),
)  # fmt: skip
def test_it_agrees_with_the_equation_worked_out_by_hand(t_q, t_k, d, d_v, scale, seed):
    rng = np.random.default_rng(seed)
    q, k, v = (rng.normal(size=shape) * scale for shape in [(t_q, d), (t_k, d), (t_k, d_v)])
    mask = rng.random((t_q, t_k)) < 0.7
    output, weights = scaled_dot_product_attention(q, k, v, mask)
    expected_output, expected_weights = by_hand(q.tolist(), k.tolist(), v.tolist(), mask.tolist())
    np.testing.assert_allclose(weights, expected_weights, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(output, expected_output, rtol=1e-8, atol=1e-10 * max(scale, 1))


def test_every_row_of_weights_sums_to_one():
    q, k, v = sentences(3, 2, 7, 4), sentences(3, 2, 9, 4), sentences(3, 2, 9, 5)
    _, weights = scaled_dot_product_attention(q, k, v)
    assert weights.shape == (3, 2, 7, 9)
    assert (weights >= 0).all()
    np.testing.assert_allclose(weights.sum(axis=-1), 1, **TIGHT)


def test_the_order_of_keys_does_not_matter_and_the_order_of_queries_is_kept():
    q, k, v = sentences(6, 4, seed=1), sentences(5, 4, seed=2), sentences(5, 3, seed=3)
    rows, columns = np.random.default_rng(4).permutation(6), np.random.default_rng(5).permutation(5)
    output, weights = scaled_dot_product_attention(q, k, v)
    moved_output, moved_weights = scaled_dot_product_attention(q[rows], k[columns], v[columns])
    np.testing.assert_allclose(moved_output, output[rows], **TIGHT)
    np.testing.assert_allclose(moved_weights, weights[rows][:, columns], **TIGHT)


def test_equal_scores_share_equally():
    output, weights = scaled_dot_product_attention(np.zeros((2, 3)), sentences(4, 3), np.eye(4))
    np.testing.assert_allclose(weights, 0.25, **TIGHT)
    np.testing.assert_allclose(output, 0.25, **TIGHT)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_huge_scores_stay_finite(dtype):
    q = (sentences(4, 8) * 1e4).astype(dtype)
    with np.errstate(all="raise", under="ignore"):
        output, weights = scaled_dot_product_attention(q, q, q)
    assert np.isfinite(output).all()
    np.testing.assert_allclose(weights.sum(axis=-1), 1, rtol=1e-6)


def test_a_causal_mask_hides_the_future():
    q, causal = sentences(5, 4), np.tri(5, dtype=bool)
    output, weights = scaled_dot_product_attention(q, q, q, causal)
    assert (weights[~causal] == 0).all()
    first, _ = scaled_dot_product_attention(q[:3], q[:3], q[:3], causal[:3, :3])
    np.testing.assert_allclose(output[:3], first, **TIGHT)


def test_a_query_that_may_look_at_nothing_gets_zeros_and_no_warning():
    q, mask = sentences(2, 3), np.array([[True, True], [False, False]])
    with np.errstate(all="raise"):
        output, weights = scaled_dot_product_attention(q, q, q, mask)
    assert (weights[1] == 0).all() and (output[1] == 0).all()
    np.testing.assert_allclose(weights[0].sum(), 1, **TIGHT)


@pytest.mark.parametrize("shape", [(), (5,), (4, 1), (4, 5), (2, 1, 4, 5), (3, 1, 1), (6, 1, 1, 1, 5)])
def test_a_mask_broadcasts(shape):
    q, k, v = sentences(2, 3, 4, 6), sentences(2, 3, 5, 6), sentences(2, 3, 5, 2)
    mask = np.random.default_rng(7).random(shape) < 0.6
    found = scaled_dot_product_attention(q, k, v, mask)
    whole = np.broadcast_to(mask, np.broadcast_shapes(mask.shape, (2, 3, 4, 5)))
    for one, other in zip(found, scaled_dot_product_attention(q, k, v, whole), strict=True):
        np.testing.assert_array_equal(one, other)


def test_leading_axes_broadcast():
    q, k, v = sentences(2, 1, 4, 6), sentences(3, 5, 6), sentences(5, 2)
    output, weights = scaled_dot_product_attention(q, k, v)
    assert output.shape == (2, 3, 4, 2) and weights.shape == (2, 3, 4, 5)
    alone, _ = scaled_dot_product_attention(q[1, 0], k[2], v)
    np.testing.assert_allclose(output[1, 2], alone, **TIGHT)


@pytest.mark.parametrize("mine, kept", ["f4 f4".split(), "f8 f8".split(), "i8 f8".split(), "f2 f4".split()])
def test_the_number_type_is_kept(mine, kept):
    x = np.arange(12).reshape(3, 4).astype(mine)
    output, weights = scaled_dot_product_attention(x, x, x, np.tri(3, dtype=bool))
    assert output.dtype == weights.dtype == np.dtype(kept)


@pytest.mark.parametrize(
    "shapes, mask, error, words",
    [
        ([(3, 4), (3, 5), (3, 4)], None, ValueError, "same width d"),
        ([(3, 0), (3, 0), (3, 4)], None, ValueError, "at least 1"),
        ([(3, 4), (3, 4), (2, 4)], None, ValueError, "every key needs a value"),
        ([(4,), (3, 4), (3, 4)], None, ValueError, "at least two axes"),
        ([(2, 3, 4), (5, 3, 4), (3, 4)], None, ValueError, "leading axes"),
        ([(3, 4), (3, 4), (3, 4)], np.ones((2, 3), bool), ValueError, "does not broadcast"),
        ([(1, 4), (3, 4), (3, 4)], np.ones((2, 3), bool), ValueError, "does not broadcast"),
        ([(3, 4), (3, 4), (3, 4)], np.ones((3, 3), int), TypeError, "mask must be boolean"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(shapes, mask, error, words):
    with pytest.raises(error, match=words):
        scaled_dot_product_attention(*map(np.ones, shapes), mask)


@pytest.mark.parametrize("bad", [np.ones((2, 2), complex), [["a", "b"]] * 2, [[None, 1]] * 2])
def test_only_real_numbers_are_taken(bad):
    with pytest.raises(TypeError, match="v must hold real numbers"):
        scaled_dot_product_attention(np.ones((2, 2)), np.ones((2, 2)), bad)


def test_the_file_that_readers_edit_stands_alone():
    # It is run by itself in the page, so it may import numpy and the standard library only.
    scope = {"__name__": "edited"}
    exec(compile(inspect.getsource(core), "core.py", "exec"), scope)
    assert scope["scaled_dot_product_attention"](np.eye(2), np.eye(2), np.eye(2))[1].shape == (2, 2)
