import numpy as np
import pytest

from scoring import GRID, ItemParameters, ItemPool, category_probabilities, normal_prior
from scoring.arrays import Floats
from scoring.estimation import posterior_weights
from scoring.fit import curve_distances, empirical_curves, expected_counts
from tests.scoring.drawn_responses import drawn_responses
from tests.scoring.pools import mixed_pool


def test_expected_counts_are_sums_of_posterior_weights() -> None:
    pool = mixed_pool(3, seed=1)
    responses = np.array([[1, 3, -1], [0, 3, 1], [1, -1, -1]])
    weights = posterior_weights(pool, responses)
    counts = expected_counts(pool, responses, weights)
    np.testing.assert_allclose(counts[0, 1], weights[0] + weights[2])
    np.testing.assert_allclose(counts[1, 3], weights[0] + weights[1])
    np.testing.assert_allclose(counts[2, 1], weights[1])
    assert counts.sum() == pytest.approx(6.0)
    with pytest.raises(ValueError, match=r"posteriors must have shape \(3, 121\)"):
        expected_counts(pool, responses, weights[:2])


def test_the_bands_of_items_that_fit_hold_the_models_curves() -> None:
    pool = mixed_pool(30, seed=2)
    rng = np.random.default_rng(3)
    responses = drawn_responses(pool, rng.normal(size=2000), rng)
    curves = empirical_curves(pool, responses, posterior_weights(pool, responses))
    assert curves.counts.sum(axis=1) == pytest.approx(2000.0)
    np.testing.assert_allclose(curves.observed.sum(axis=1), 1.0)
    np.testing.assert_allclose(curves.expected.sum(axis=1), 1.0)
    is_own = np.arange(4) < pool.n_categories[:, None]
    inside = ((curves.lower <= curves.expected) & (curves.expected <= curves.upper))[is_own]
    assert inside.mean() > 0.93
    assert (curves.upper[~is_own] == 0.0).all()
    assert 0.5 < curves.standardised.std() < 1.2
    assert (np.diff(curves.abilities, axis=1) > 0.0).all()


def test_shares_in_a_bin_are_those_of_persons_known_to_be_there() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.0, (0.0,))])
    posteriors = np.zeros((10, GRID.size))
    posteriors[:, 75] = 1.0  # all at 1.5
    responses = np.array([[1]] * 6 + [[0]] * 4)
    curves = empirical_curves(pool, responses, posteriors, edges=[-1.0, 1.0, 2.0])
    assert curves.counts.tolist() == [[0.0, 10.0]]
    right = 1.0 / (1.0 + np.exp(-1.5))
    assert curves.observed[0, :, 1] == pytest.approx([0.4, 0.6])
    assert curves.expected[0, 1, 1] == pytest.approx(right)
    assert curves.standardised[0, 1] == pytest.approx(
        (6.0 - 10.0 * right) / np.sqrt(10.0 * right * (1 - right))
    )
    # Wilson's limits for 6 of 10 (Newcombe, 1998, by the formula).
    assert (curves.lower[0, 1, 1], curves.upper[0, 1, 1]) == pytest.approx((0.3127, 0.8318), abs=5e-5)
    assert np.isnan(curves.observed[0, :, 0]).all()


def test_the_distance_is_that_of_the_formula_at_certain_abilities() -> None:
    pool = mixed_pool(2, seed=4)
    posteriors = np.zeros((4, GRID.size))
    posteriors[:2, 60] = posteriors[2:, 70] = 1.0
    responses = np.array([[1, 0], [0, 3], [1, 2], [1, -1]])
    model = category_probabilities(pool, GRID[[60, 70]])
    found = curve_distances(pool, responses, posteriors)
    right = np.array([0.5, 1.0])
    assert found.rmsd[0] == pytest.approx(np.sqrt(((right - model[0, 1]) ** 2).mean()))
    assert found.mean_deviation[0] == pytest.approx((right - model[0, 1]).mean())
    shares = np.array([[0.5, 0.0, 0.0, 0.5], [0.0, 0.0, 1.0, 0.0]])
    squares = ((shares - model[1].T) ** 2).mean(axis=1)
    assert found.rmsd[1] == pytest.approx(np.sqrt(squares @ [2 / 3, 1 / 3]))
    even = curve_distances(pool, responses, posteriors, weights=np.ones(121))
    assert even.rmsd[1] == pytest.approx(np.sqrt(squares.mean()))


def test_an_item_that_got_easier_has_the_largest_distance() -> None:
    pool = mixed_pool(20, seed=5)
    rng = np.random.default_rng(6)
    responses = drawn_responses(pool, rng.normal(size=1000), rng)
    eased = drawn_responses(pool, rng.normal(size=1000) + 1.5, rng)
    responses[:, 8] = eased[:, 8]
    found = curve_distances(pool, responses, posterior_weights(pool, responses))
    assert found.rmsd.argmax() == 8
    assert found.mean_deviation[8] > 0.1
    assert np.median(found.rmsd) < 0.05


def test_items_that_nobody_answered_are_nan_and_wrong_arguments_refused() -> None:
    pool = mixed_pool(2, seed=1)
    responses = np.array([[1, -1], [0, -1]])
    weights = posterior_weights(pool, responses)
    found = curve_distances(pool, responses, weights, weights=np.exp(normal_prior(0.0, 1.0)))
    assert np.isnan(found.rmsd[1])
    assert np.isfinite(found.rmsd[0])
    with pytest.raises(ValueError, match="edges must be two or more numbers that rise"):
        empirical_curves(pool, responses, weights, edges=[1.0, 0.0])
    with pytest.raises(ValueError, match="coverage must lie between 0 and 1, got 1"):
        empirical_curves(pool, responses, weights, coverage=1.0)
    with pytest.raises(ValueError, match="weights must be 121 finite numbers"):
        curve_distances(pool, responses, weights, weights=np.zeros(121))


def with_entry(value: float) -> Floats:
    posteriors = np.zeros((2, GRID.size))
    posteriors[:, 60] = 1.0
    posteriors[1, 59] = value
    return posteriors


@pytest.mark.parametrize("wrong", [np.nan, -0.1, np.inf, 0.1])
def test_posteriors_that_are_no_distributions_are_refused(wrong: float) -> None:
    pool = mixed_pool(2, seed=1)
    for function in (empirical_curves, curve_distances):
        with pytest.raises(ValueError, match=r"posteriors must be 0 or more and sum to 1, .* for person 1"):
            function(pool, [[1, 1], [0, 1]], with_entry(wrong))
    with pytest.raises(ValueError, match="posteriors must be numbers"):
        expected_counts(pool, [[1, 1]], [["a"] * GRID.size])


def test_a_bin_that_hardly_anybody_is_in_says_nothing_instead_of_overflowing() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.0, (0.0,))])
    certain = np.full((3, GRID.size), 1e-170)
    certain[:, 60] = 1.0
    with np.errstate(all="raise", under="ignore"):
        curves = empirical_curves(pool, [[1], [0], [1]], certain / certain.sum(axis=1, keepdims=True))
    nearly_empty = curves.counts[0] < 1e-100
    assert nearly_empty.any()
    assert (curves.upper[0][:, nearly_empty] - curves.lower[0][:, nearly_empty] > 0.999).all()
