import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.pairwise_correlations import paired_correlations, pairwise_moments


@settings(max_examples=30)
@given(seed=st.integers(0, 10**6), mean=st.sampled_from([0.0, 3.0, 1e6]))
def test_moments_are_those_of_the_rows_that_have_both(seed: int, mean: float) -> None:
    rng = np.random.default_rng(seed)
    values = np.where(rng.random((25, 4)) < 0.4, np.nan, rng.normal(mean, 1.0, (25, 4)))
    found = pairwise_moments(values)
    for first in range(4):
        for second in range(4):
            both = values[np.isfinite(values[:, [first, second]]).all(axis=1)]
            assert found.counts[first, second] == len(both)
            if len(both) > 2:
                covariance = np.cov(both[:, first], both[:, second])
                assert found.covariances[first, second] == pytest.approx(covariance[0, 1], rel=1e-6, abs=1e-8)
                expected = covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1])
                assert found.correlations[first, second] == pytest.approx(expected, abs=1e-6)
                paired = paired_correlations(values[:, [first]], values[:, [second]])
                assert paired[0] == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("constant", [0.0, 0.1, 1.0 / 3.0, 7.0, 1e9 / 7.0])
def test_a_constant_correlates_with_nothing_whatever_rounding_leaves_of_it(constant: float) -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(size=(1000, 3))
    values[:, 0] = constant
    values[:500, 1] = constant  # and is constant only where the third is there
    values[500:, 2] = np.nan
    found = pairwise_moments(values)
    assert np.isnan(found.correlations[[0, 0, 1], [1, 2, 2]]).all()
    assert (found.covariances[[0, 0, 1], [1, 2, 2]] == 0.0).all()
    assert np.isnan(paired_correlations(values[:, [0, 1]], values[:, [1, 2]])).all()
    assert found.correlations[1, 1] == pytest.approx(1.0)


def test_fewer_than_two_rows_have_no_covariance() -> None:
    found = pairwise_moments(np.array([[1.0, np.nan, 2.0], [2.0, 5.0, np.nan]]))
    assert found.counts.tolist() == [[2, 1, 1], [1, 1, 0], [1, 0, 1]]
    assert found.covariances[0, 0] == pytest.approx(0.5)
    assert np.isnan(found.covariances).sum() == 8
    assert np.isnan(found.correlations).sum() == 8
