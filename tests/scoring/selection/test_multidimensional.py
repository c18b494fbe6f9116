from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.multidimensional import (
    MultidimensionalItem,
    MultidimensionalPool,
    information_matrices,
    information_weights,
)
from scoring.selection import a_optimal_gain, composite_optimal_gain, d_optimal_gain

SLOPES = arrays(np.float64, (6, 3), elements=st.floats(-3.0, 3.0))
ROOTS = arrays(np.float64, (3, 3), elements=st.floats(-1.0, 1.0))
WEIGHTS = arrays(np.float64, 6, elements=st.floats(0.0, 0.25))


@given(slopes=SLOPES, weights=WEIGHTS, root=ROOTS)
def test_gains_are_what_inverting_every_matrix_gives(
    slopes: np.ndarray, weights: np.ndarray, root: np.ndarray
) -> None:
    covariance = root @ root.T + 0.2 * np.eye(3)
    composite = np.array([0.5, 0.3, -0.2])
    precision = np.linalg.inv(covariance)
    d, a, c = (
        d_optimal_gain(slopes, weights, covariance),
        a_optimal_gain(slopes, weights, covariance),
        composite_optimal_gain(slopes, weights, covariance, composite),
    )
    for item in range(6):
        after = np.linalg.inv(precision + weights[item] * np.outer(slopes[item], slopes[item]))
        expected = np.linalg.slogdet(covariance)[1] - np.linalg.slogdet(after)[1]
        assert d[item] == pytest.approx(expected, abs=1e-10)
        assert a[item] == pytest.approx(np.trace(covariance) - np.trace(after), abs=1e-10)
        assert c[item] == pytest.approx(composite @ (covariance - after) @ composite, abs=1e-10)
    assert min(d.min(), a.min(), c.min()) >= 0.0


def test_with_one_dimension_all_of_them_rank_items_by_information() -> None:
    rng = np.random.default_rng(2)
    slopes, weights = rng.random((20, 1)) + 0.3, rng.random(20) / 4.0
    expected = np.argsort(weights * slopes[:, 0] ** 2)
    for gain in (d_optimal_gain, a_optimal_gain):
        assert (np.argsort(gain(slopes, weights, [[0.7]])) == expected).all()
    assert (np.argsort(composite_optimal_gain(slopes, weights, [[0.7]], [2.0])) == expected).all()


def test_gains_for_several_persons_are_those_of_each() -> None:
    rng = np.random.default_rng(4)
    slopes, weights = rng.normal(size=(12, 3)), rng.random((5, 12)) / 4.0
    roots = rng.normal(size=(5, 3, 3))
    covariances = roots @ np.swapaxes(roots, 1, 2) + 0.2 * np.eye(3)
    composite = [0.5, 0.3, -0.2]
    for gain in (d_optimal_gain, a_optimal_gain, partial(composite_optimal_gain, composite=composite)):
        found = gain(slopes, weights, covariances)
        expected = [gain(slopes, w, sigma) for w, sigma in zip(weights, covariances, strict=True)]
        np.testing.assert_allclose(found, expected, rtol=1e-12)
    with pytest.raises(ValueError, match=r"covariance must be symmetric, of shape \(5, 3, 3\)"):
        d_optimal_gain(slopes, weights, covariances[:4])


def test_the_weights_of_a_pool_are_those_of_its_information_matrices() -> None:
    rng = np.random.default_rng(3)
    pool = MultidimensionalPool.of(
        [MultidimensionalItem(tuple(row), 0.3) for row in rng.normal(size=(10, 2)).tolist()]
    )
    at = np.array([[0.4, -0.2]])
    precision = np.array([[1.5, 0.3], [0.3, 2.0]])
    expected = [
        np.linalg.slogdet(precision + matrix)[1] - np.linalg.slogdet(precision)[1]
        for matrix in information_matrices(pool, at)[:, 0]
    ]
    found = d_optimal_gain(pool.slopes, information_weights(pool, at)[:, 0], np.linalg.inv(precision))
    np.testing.assert_allclose(found, expected, rtol=1e-10)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slopes": [1.0, 2.0]}, r"slopes must be finite numbers of shape \(n_items, n_dimensions\)"),
        ({"weights": [0.1, -0.2]}, "weights must be 2 finite numbers of 0 or more"),
        ({"covariance": [[1.0]]}, r"covariance must be symmetric, of shape \(2, 2\)"),
        ({"covariance": [[1.0, 0.5], [0.4, 1.0]]}, "covariance must be symmetric"),
        ({"covariance": [[1.0, 2.0], [2.0, 1.0]]}, "covariance must be positive definite"),
        ({"composite": [0.0, 0.0]}, "composite must hold 2 finite numbers, not all 0"),
    ],
)
def test_arrays_that_make_no_sense_are_refused(changes: dict[str, Any], sentence: str) -> None:
    arguments: dict[str, Any] = {
        "slopes": [[1.0, 0.0], [0.5, 0.5]],
        "weights": [0.1, 0.2],
        "covariance": np.eye(2),
        "composite": [1.0, 1.0],
    }
    with pytest.raises(ValueError, match=sentence):
        composite_optimal_gain(**{**arguments, **changes})
