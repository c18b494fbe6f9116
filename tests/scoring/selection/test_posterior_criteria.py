import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import GRID, ItemParameters, ItemPool, category_probabilities, item_information, normal_prior
from scoring.ability import posterior
from scoring.probability_grid import ProbabilityGrid
from scoring.response_models import log_category_probabilities
from scoring.selection import (
    expected_posterior_variance,
    mutual_information,
    normalised_likelihood,
    variance_reduction,
    weighted_information,
)
from scoring.selection.posterior_criteria import variance_reduction_of
from scoring.selection.standing import posteriors
from tests.scoring.pools import (
    BANK_O,
    EXACT,
    EXACT_POOL,
    PUBLISHED,
    mixed_pool,
    pools,
    pools_of_every_model,
    responses,
)

STANDARD_PRIOR = normal_prior(0.0, 1.0)


def test_expected_posterior_variance_on_bank_o_is_that_of_the_reference() -> None:
    published = PUBLISHED["bank_o"]["after_four"]
    grid = ProbabilityGrid.of(BANK_O)
    after_four = posterior(
        STANDARD_PRIOR + grid.log_likelihood(range(4), PUBLISHED["bank_o"]["responses"][:4])
    )
    assert after_four.mean == pytest.approx(published["eap"], abs=5e-8)
    assert np.sqrt(after_four.variance) == pytest.approx(published["posterior_sd"], abs=5e-8)
    expected = expected_posterior_variance(grid, after_four)[4:]
    np.testing.assert_allclose(expected, published["expected_posterior_variance"], atol=5e-8)
    predictive = category_probabilities(BANK_O, GRID)[4:, 1] @ after_four.weights
    np.testing.assert_allclose(predictive, published["predictive_probability"], atol=5e-8)
    assert 4 + expected.argmin() == published["best"]


@pytest.mark.parametrize("case", EXACT["posteriors"])
def test_expected_posterior_variance_is_exact_for_mixed_models(case: dict) -> None:  # type: ignore[type-arg]
    grid = ProbabilityGrid.of(EXACT_POOL)
    log_posterior = normal_prior(**case["prior"]) + grid.log_likelihood(
        case["administered"], case["categories"]
    )
    expected = expected_posterior_variance(grid, posterior(log_posterior))
    np.testing.assert_allclose(expected, case["expected_posterior_variance"], rtol=1e-12)


@given(data=st.data())
def test_it_is_the_mean_of_the_variances_of_all_possible_posteriors(data: st.DataObject) -> None:
    pool = data.draw(pools(max_items=5))
    administered, categories = data.draw(responses(pool))
    grid = ProbabilityGrid.of(pool)
    log_posterior = STANDARD_PRIOR + grid.log_likelihood(administered, categories)
    now = posterior(log_posterior)
    probabilities = category_probabilities(pool, GRID)
    expected = np.zeros(pool.n_items)
    for item in range(pool.n_items):
        for category in range(pool.n_categories[item]):
            weights = probabilities[item, category] * now.weights
            mass = weights.sum()
            if mass > 0.0:
                mean = weights @ GRID / mass
                expected[item] += weights @ (GRID - mean) ** 2
    np.testing.assert_allclose(expected_posterior_variance(grid, now), expected, rtol=1e-9, atol=1e-13)


@given(data=st.data())
def test_an_answer_is_never_expected_to_make_the_estimate_worse(data: st.DataObject) -> None:
    pool = data.draw(pools())
    administered, categories = data.draw(responses(pool))
    grid = ProbabilityGrid.of(pool)
    now = posterior(STANDARD_PRIOR + grid.log_likelihood(administered, categories))
    reduction = variance_reduction(grid, now)
    assert (reduction >= 0.0).all()
    assert (reduction <= now.variance * (1.0 + 1e-12)).all()


def test_an_item_that_everybody_answers_alike_reduces_nothing() -> None:
    easy = [ItemParameters("2pl", 10.0, (-100.0,)), ItemParameters("grm", 10.0, (-200.0, -100.0))]
    grid = ProbabilityGrid.of(ItemPool.of(easy))
    np.testing.assert_allclose(variance_reduction(grid, posterior(STANDARD_PRIOR)), 0.0, atol=1e-15)


def test_the_order_of_items_does_not_change_their_values() -> None:
    pool = mixed_pool(40, seed=3)
    turned = ItemPool.of(pool.items[::-1])
    values = variance_reduction(ProbabilityGrid.of(pool), posterior(STANDARD_PRIOR))
    turned_values = variance_reduction(ProbabilityGrid.of(turned), posterior(STANDARD_PRIOR))
    np.testing.assert_allclose(turned_values[::-1], values, rtol=1e-12)


@given(data=st.data())
def test_of_one_item_it_is_the_same(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model())
    administered, categories = data.draw(responses(pool))
    grid = ProbabilityGrid.of(pool)
    now = posterior(STANDARD_PRIOR + grid.log_likelihood(administered, categories))
    each = [variance_reduction_of(grid, now, item) for item in range(pool.n_items)]
    np.testing.assert_allclose(each, variance_reduction(grid, now), rtol=1e-7, atol=1e-12)


def test_mutual_information_on_bank_o_is_that_of_the_reference() -> None:
    published = PUBLISHED["bank_o"]["after_four"]
    grid = ProbabilityGrid.of(BANK_O)
    log_likelihood = grid.log_likelihood(range(4), PUBLISHED["bank_o"]["responses"][:4])
    found = mutual_information(grid, posterior(STANDARD_PRIOR + log_likelihood).weights)[4:]
    np.testing.assert_allclose(found, published["mutual_information"], atol=5e-8)
    assert 4 + found.argmax() == published["best"]


@given(data=st.data())
def test_mutual_information_is_the_divergence_of_answers_from_what_is_predicted(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5, largest_slope=4.0))
    administered, categories = data.draw(responses(pool))
    grid = ProbabilityGrid.of(pool)
    weights = posterior(STANDARD_PRIOR + grid.log_likelihood(administered, categories)).weights
    logs = log_category_probabilities(pool, GRID)
    expected = np.zeros(pool.n_items)
    for item in range(pool.n_items):
        for category in range(pool.n_categories[item]):
            log_p = logs[item, category]
            predicted = float((np.exp(log_p) * weights).sum())
            if predicted > 0.0:
                expected[item] += (weights * np.exp(log_p) * (log_p - np.log(predicted))).sum()
    np.testing.assert_allclose(mutual_information(grid, weights), expected, atol=1e-12)


@given(data=st.data())
def test_weighted_information_is_the_mean_over_the_posterior_or_the_likelihood(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5))
    administered, categories = data.draw(responses(pool))
    grid = ProbabilityGrid.of(pool)
    log_likelihood = grid.log_likelihood(administered, categories)
    information = item_information(pool, GRID)
    for weights in (
        posterior(STANDARD_PRIOR + log_likelihood).weights,
        np.exp(log_likelihood) / np.exp(log_likelihood).sum(),
    ):
        expected = (information * weights).sum(axis=1)
        np.testing.assert_allclose(weighted_information(grid, weights), expected, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(normalised_likelihood(log_likelihood), weights, rtol=1e-12)


def test_many_persons_have_the_values_that_each_has_alone() -> None:
    pool = mixed_pool(30, seed=8)
    grid = ProbabilityGrid.of(pool)
    logs = np.array([grid.log_likelihood(range(k), [k % 2] * k) for k in range(12)]) + STANDARD_PRIOR
    many = posteriors(logs)
    for person, log_posterior in enumerate(logs):
        one = posterior(log_posterior)
        assert many.mean[person] == pytest.approx(one.mean, abs=1e-12)
        assert many.variance[person] == pytest.approx(one.variance, rel=1e-12)
        np.testing.assert_allclose(
            variance_reduction(grid, many)[person], variance_reduction(grid, one), rtol=1e-9, atol=1e-13
        )
        for criterion in (mutual_information, weighted_information):
            np.testing.assert_allclose(
                criterion(grid, many.weights)[person], criterion(grid, one.weights), rtol=1e-9, atol=1e-12
            )
