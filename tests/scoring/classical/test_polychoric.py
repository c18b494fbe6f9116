import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import multivariate_normal, norm

from scoring.classical import bivariate_normal, polychoric


@settings(max_examples=25)
@given(x=st.floats(-4.0, 4.0), y=st.floats(-4.0, 4.0), correlation=st.floats(-0.95, 0.95))
def test_the_bivariate_normal_is_that_of_scipy(x: float, y: float, correlation: float) -> None:
    expected = multivariate_normal.cdf([x, y], cov=[[1.0, correlation], [correlation, 1.0]])
    assert bivariate_normal(x, y, correlation) == pytest.approx(expected, abs=1e-9)


def test_the_bivariate_normal_at_the_origin_is_sheppards() -> None:
    for correlation in (-0.9, 0.0, 0.3, 0.99):
        expected = 0.25 + np.arcsin(correlation) / (2.0 * np.pi)
        assert bivariate_normal(0.0, 0.0, correlation) == pytest.approx(expected, abs=1e-13)


def test_the_correlation_is_the_most_likely_one() -> None:
    rng = np.random.default_rng(1)
    first, second = rng.multivariate_normal([0.0, 0.0], [[1.0, 0.55], [0.55, 1.0]], 400).T
    sheet = np.column_stack((np.digitize(first, [-0.5, 0.8]), np.digitize(second, [0.0, 0.7, 1.5])))
    found = polychoric(sheet).matrix[0, 1]
    table = np.zeros((3, 4))
    np.add.at(table, (sheet[:, 0], sheet[:, 1]), 1)
    ends = [
        np.concatenate(([-8.0], norm.ppf(table.sum(axis=axis).cumsum()[:-1] / 400), [8.0])) for axis in (1, 0)
    ]

    def loss(correlation: float) -> float:
        corners = np.array(
            [
                [
                    multivariate_normal.cdf([x, y], cov=[[1.0, correlation], [correlation, 1.0]])
                    for y in ends[1]
                ]
                for x in ends[0]
            ]
        )
        cells = np.maximum(np.diff(np.diff(corners, axis=0), axis=1), 1e-12)
        return -float((table * np.log(cells)).sum())

    expected = minimize_scalar(loss, bounds=(0.3, 0.8), method="bounded", options={"xatol": 1e-6}).x
    assert found == pytest.approx(expected, abs=1e-5)


def test_of_two_halves_it_is_the_cosine_of_the_tetrachoric_angle() -> None:
    # Both thresholds at 0: P(both above) = 1/4 + arcsin(r) / (2 pi).
    sheet = np.array([[1, 1]] * 40 + [[0, 0]] * 40 + [[1, 0]] * 10 + [[0, 1]] * 10)
    expected = np.sin(2.0 * np.pi * (0.4 - 0.25))
    assert polychoric(sheet).matrix[0, 1] == pytest.approx(expected, abs=1e-8)


def test_pairs_without_a_correlation_are_nan_and_equal_items_are_at_the_bound() -> None:
    column = np.array([0, 1, 2, 0, 1, 2, 1, 0])
    sheet = np.column_stack((column, column, np.zeros(8, dtype=int), [0, 1, 0, 1, -1, -1, 1, 0]))
    found = polychoric(sheet)
    assert found.at_bound[0, 1]
    assert found.matrix[0, 1] == pytest.approx(0.999)
    assert np.isnan(found.matrix[2]).all()
    assert np.isfinite(found.matrix[0, 3])
    assert found.matrix[0, 0] == 1.0
