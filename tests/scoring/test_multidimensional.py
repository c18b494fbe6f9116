from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import ItemParameters, ItemPool, category_probabilities, item_information
from scoring.multidimensional import (
    MultidimensionalItem,
    MultidimensionalPool,
    information_matrices,
    information_weights,
    right_probabilities,
    updated_covariance,
)
from tests.scoring.pools import multidimensional_pools

POOL = MultidimensionalPool.of(
    [MultidimensionalItem((1.2, 0.0), 0.5), MultidimensionalItem((0.7, 0.9), -1.0)]
)


def test_probabilities_are_logistic_in_the_weighted_abilities() -> None:
    found = right_probabilities(POOL, [[0.5, -1.0], [0.0, 0.0]])
    z = np.array([[1.2 * 0.5 + 0.5, 0.5], [0.35 - 0.9 - 1.0, -1.0]])
    np.testing.assert_allclose(found, 1.0 / (1.0 + np.exp(-z)), rtol=1e-14)


def test_a_lack_of_one_ability_is_made_good_by_another() -> None:
    low, high = right_probabilities(POOL, [[0.9, -0.7], [-0.9, 0.7]])[1]
    assert low == pytest.approx(high)


def test_in_one_dimension_it_is_the_two_parameter_model() -> None:
    theta = np.linspace(-40.0, 40.0, 9)
    one = MultidimensionalPool.of([MultidimensionalItem((1.5,), -1.5 * 0.4)])
    same = ItemPool.of([ItemParameters("2pl", 1.5, (0.4,))])
    right, information = category_probabilities(same, theta)[0, 1], item_information(same, theta)[0]
    np.testing.assert_allclose(right_probabilities(one, theta[:, None])[0], right, rtol=1e-12)
    np.testing.assert_allclose(information_matrices(one, theta[:, None])[0, :, 0, 0], information, rtol=1e-12)


@given(data=st.data())
def test_the_information_matrix_is_the_curvature_of_the_log_likelihood(data: st.DataObject) -> None:
    pool = data.draw(multidimensional_pools(largest_slope=2.0))
    n = pool.n_dimensions
    point = np.array([data.draw(st.floats(-2.0, 2.0)) for _ in range(n)])
    step = 1e-4
    found = information_matrices(pool, point[None])[:, 0]
    for row in range(n):
        for column in range(n):
            total = np.zeros(pool.n_items)
            for sign_row in (-1.0, 1.0):
                for sign_column in (-1.0, 1.0):
                    moved = point + step * (sign_row * np.eye(n)[row] + sign_column * np.eye(n)[column])
                    total -= sign_row * sign_column * np.log(right_probabilities(pool, moved[None])[:, 0])
            np.testing.assert_allclose(found[:, row, column], total / (4.0 * step**2), atol=1e-5)


@given(data=st.data())
def test_the_update_of_the_covariance_is_that_of_the_inversion(data: st.DataObject) -> None:
    pool = data.draw(multidimensional_pools(largest_slope=10.0))
    n = pool.n_dimensions
    factor = np.array([data.draw(st.floats(-1.0, 1.0)) for _ in range(n * n)]).reshape(n, n)
    sigma = factor @ factor.T + 0.1 * np.eye(n)
    point = np.array([[data.draw(st.floats(-3.0, 3.0)) for _ in range(n)]])
    weight = float(information_weights(pool, point)[0, 0])
    expected = np.linalg.inv(np.linalg.inv(sigma) + information_matrices(pool, point)[0, 0])
    found = updated_covariance(sigma, pool.slopes[0], weight)
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-8)
    assert (np.linalg.eigvalsh(found) > 0.0).all()


def test_extreme_abilities_and_slopes_stay_finite() -> None:
    steep = MultidimensionalPool.of([MultidimensionalItem((10.0, -10.0), 5.0)])
    points = [[40.0, 40.0], [-40.0, 40.0], [40.0, -40.0]]
    assert np.isfinite(right_probabilities(steep, points)).all()
    assert np.isfinite(information_matrices(steep, points)).all()
    assert (information_weights(steep, points) >= 0.0).all()


def test_a_pool_cannot_be_changed_and_equals_another_of_the_same_items() -> None:
    with pytest.raises(ValueError, match="read-only"):
        POOL.slopes[0, 0] = 2.0
    assert MultidimensionalPool.of(list(POOL.items)) == POOL
    assert (POOL.n_items, POOL.n_dimensions) == (2, 2)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (([1.0], 0.0), "slopes must be a tuple of numbers"),
        (((0.0, 0.0), 0.0), "slopes must be finite and not all 0"),
        (((), 0.0), "slopes must be finite and not all 0"),
        (((np.inf, 0.0), 0.0), "slopes must be finite and not all 0"),
        (((1.0, 0.0), np.nan), "intercept must be finite, got nan"),
    ],
)
def test_items_that_make_no_sense_are_refused(arguments: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        MultidimensionalItem(*arguments)


def test_arguments_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"items must hold .* got 2 items with \[1, 2\] slopes"):
        MultidimensionalPool.of([POOL.items[0], MultidimensionalItem((1.0,), 0.0)])
    with pytest.raises(ValueError, match="got 0 items"):
        MultidimensionalPool.of([])
    with pytest.raises(ValueError, match=r"abilities must be finite logits of shape \(n_points, 2\)"):
        right_probabilities(POOL, [0.0, 1.0])
    with pytest.raises(ValueError, match="covariance must have shape"):
        updated_covariance(np.eye(3), (1.0, 0.0), 0.2)
    with pytest.raises(ValueError, match=r"weight must be finite and 0 or more, got -0\.1"):
        updated_covariance(np.eye(2), (1.0, 0.0), -0.1)
