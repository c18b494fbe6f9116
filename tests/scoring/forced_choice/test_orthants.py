import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr
from scipy.stats import multivariate_normal

from scoring.arrays import Floats
from scoring.forced_choice.orthants import log_orthant, orthant_terms


def chain(r: Floats) -> Floats:
    matrix = np.eye(len(r) + 1)
    for place, value in enumerate(r):
        matrix[place, place + 1] = matrix[place + 1, place] = value
    return matrix


def nested(h: Floats, variances: Floats) -> float:
    """P(u_1 > u_2 > ...) by integrating one utility after the other over a fine grid, all of it positive."""
    spreads = np.sqrt(variances)
    means = np.concatenate(([0.0], -np.cumsum(h * np.sqrt(variances[:-1] + variances[1:]))))
    low, high = (means - 11.0 * spreads).min() - 4.0, (means + 11.0 * spreads).max() + 4.0
    x, w = np.polynomial.legendre.leggauss(10)
    edges = np.linspace(low, high, 1001)
    half = 0.5 * (edges[1] - edges[0])
    grid = 0.5 * (edges[1:] + edges[:-1])[:, None] + half * x
    powers = np.linalg.inv(np.polynomial.legendre.legvander(x, 9))
    series = [np.polynomial.legendre.legint(row, lbnd=-1) for row in np.eye(10)]
    upto = np.stack([np.polynomial.legendre.legval(x, row) for row in series], axis=1) @ powers
    below = ndtr((grid - means[-1]) / spreads[-1])
    total = 0.0
    for mean, spread in zip(means[-2::-1], spreads[-2::-1], strict=True):
        density = np.exp(-0.5 * ((grid - mean) / spread) ** 2) / (spread * np.sqrt(2.0 * np.pi)) * below
        panels = half * (density @ w)
        total = float(panels.sum())
        below = half * density @ upto.T + np.concatenate(([0.0], np.cumsum(panels)[:-1]))[:, None]
    return total


@settings(max_examples=25, deadline=None)
@given(
    h=st.lists(st.floats(-6.0, 6.0), min_size=1, max_size=3),
    logs=st.lists(st.floats(-2.3, 2.3), min_size=4, max_size=4),
)
def test_probabilities_have_a_small_relative_error_in_the_tails_too(
    h: list[float], logs: list[float]
) -> None:
    variances = np.exp(np.array(logs[: len(h) + 1]))
    spreads = np.sqrt(variances[:-1] + variances[1:])
    r = -variances[1:-1] / (spreads[:-1] * spreads[1:])
    found = float(np.exp(log_orthant(np.array(h)[:, None], r[:, None])[0]))
    assert found == pytest.approx(nested(np.array(h), variances), rel=2e-8, abs=1e-280)


@pytest.mark.parametrize("r", [[-0.5], [-0.9], [-0.3, -0.6], [-0.7, -0.5]])
def test_probabilities_are_those_of_scipy(r: list[float]) -> None:
    h = np.random.default_rng(4).normal(0.3, 1.0, (len(r) + 1, 2))
    found = np.exp(log_orthant(h, np.array(r)[:, None]))
    covariance = chain(np.array(r))
    expected = [
        multivariate_normal.cdf(point, cov=covariance, abseps=1e-7, releps=1e-7, rng=np.random.default_rng(1))
        for point in h.T
    ]
    np.testing.assert_allclose(found, expected, atol=2e-6)


def test_the_quadrant_of_two_correlated_normals_is_sheppards() -> None:
    r = np.array([[-0.2, -0.5, -0.8, -0.97]])
    expected = 0.25 + np.arcsin(r[0]) / (2.0 * np.pi)
    np.testing.assert_allclose(np.exp(log_orthant(np.zeros((2, 4)), r)), expected, rtol=1e-12)


def test_probabilities_beyond_what_a_float_holds_have_logarithms() -> None:
    far = log_orthant(np.full((2, 1), -40.0), np.array([[-0.5]]))
    # So far out the density at the corner rules, with exponent -(h^2 + k^2 - 2 r h k) / (2 (1 - r^2)).
    assert far[0] == pytest.approx(-0.5 * 1600.0 * 4.0, rel=0.01)
    assert np.isfinite(log_orthant(np.full((3, 1), -40.0), np.array([[-0.5], [-0.5]]))).all()


@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.parametrize("shift", [0.5, -4.0])
def test_derivatives_are_those_of_finite_differences(n: int, shift: float) -> None:
    rng = np.random.default_rng(n)
    h, r = rng.normal(shift, 1.0, (n, 5)), np.array([[-0.45], [-0.6]])[: n - 1] * np.ones((1, 5))
    terms = orthant_terms(h, r)
    step = 1e-5
    for i in range(n):
        move = step * np.eye(n)[i][:, None]
        slopes = (log_orthant(h + move, r) - log_orthant(h - move, r)) / (2.0 * step)
        np.testing.assert_allclose(terms.slopes[i], slopes, rtol=1e-6, atol=1e-7)
        curves = (orthant_terms(h + move, r).slopes - orthant_terms(h - move, r).slopes) / (2.0 * step)
        np.testing.assert_allclose(terms.curvatures[i], curves, rtol=1e-5, atol=1e-6)
    for j in range(n - 1):
        turn = step * np.eye(n - 1)[j][:, None]
        slopes = (log_orthant(h, r + turn) - log_orthant(h, r - turn)) / (2.0 * step)
        np.testing.assert_allclose(terms.correlation_slopes[j], slopes, rtol=1e-5, atol=1e-6)
