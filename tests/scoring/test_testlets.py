from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from scoring import (
    GRID,
    ItemParameters,
    ItemPool,
    SpecificFactor,
    category_probabilities,
    estimate_eap,
    factor_log_likelihood,
    grid_log_likelihood,
    posterior_weights,
)
from tests.scoring.pools import BANK_O, EXACT_POOL, answer_sheets, pools_of_every_model

FINE, LENGTHS = 8.0 * np.array(np.polynomial.legendre.leggauss(400))


def integrated(pool: ItemPool, factor: SpecificFactor, pattern: np.ndarray) -> np.ndarray:
    """The likelihood at every node of `GRID` by Gauss-Legendre quadrature over the factor."""
    product_ = np.ones((GRID.size, FINE.size))
    for item, loading, category in zip(factor.items, factor.loadings, pattern, strict=True):
        if category >= 0:
            seen = (GRID[:, None] + loading * FINE).ravel()
            probabilities = category_probabilities(pool, seen)[item, category]
            product_ *= probabilities.reshape(product_.shape)
    return np.asarray(product_ @ (norm.pdf(FINE) * LENGTHS))


@given(data=st.data())
def test_the_likelihood_of_a_set_is_the_integral_over_its_factor(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(min_items=2, max_items=3, largest_slope=3.0))
    loadings = st.floats(-2.0, 2.0)
    factor = SpecificFactor(
        tuple(range(pool.n_items)), tuple(data.draw(loadings) for _ in range(pool.n_items))
    )
    pattern = data.draw(answer_sheets(pool, max_persons=1))
    found = np.exp(factor_log_likelihood(pool, factor, pattern)[0])
    np.testing.assert_allclose(found, integrated(pool, factor, pattern[0]), rtol=1e-6, atol=1e-9)


def test_the_likelihoods_of_all_patterns_of_a_set_sum_to_one() -> None:
    factor = SpecificFactor.of_testlet([1, 6, 8], sd=1.3)
    patterns = np.array(list(product(range(2), range(4), range(3))))
    found = np.exp(factor_log_likelihood(EXACT_POOL, factor, patterns))
    np.testing.assert_allclose(found.sum(axis=0), 1.0, rtol=1e-12)


def test_without_an_effect_the_items_of_a_testlet_are_independent() -> None:
    sheet = np.array([[1, 0, 1, 1, 0, 1, 2, 3, 1], [0, -1, 1, -1, 0, 1, 0, 2, -1]])
    none = SpecificFactor.of_testlet([0, 2, 6, 7], sd=0.0)
    np.testing.assert_allclose(
        grid_log_likelihood(EXACT_POOL, sheet, [none]), grid_log_likelihood(EXACT_POOL, sheet), atol=1e-11
    )


def test_a_set_that_nobody_answered_tells_nothing() -> None:
    factor = SpecificFactor.of_testlet([0, 1], sd=1.0)
    np.testing.assert_allclose(factor_log_likelihood(BANK_O, factor, [[-1, np.nan]]), 0.0, atol=1e-14)


def test_the_bifactor_model_is_that_of_two_slopes() -> None:
    # logit P = a_general theta + a_specific gamma - a_general b, by brute force over gamma.
    general, specific, b = np.array([1.2, 0.8]), np.array([0.9, -0.4]), np.array([0.3, -0.6])
    pool = ItemPool.of([ItemParameters("2pl", a, (each,)) for a, each in zip(general, b, strict=True)])
    factor = SpecificFactor((0, 1), tuple((specific / general).tolist()))
    z = general[:, None, None] * (GRID[:, None] - b[:, None, None]) + specific[:, None, None] * FINE
    right = 1.0 / (1.0 + np.exp(-z))
    expected = (right[0] * (1.0 - right[1])) @ (norm.pdf(FINE) * LENGTHS)
    np.testing.assert_allclose(np.exp(factor_log_likelihood(pool, factor, [[1, 0]])[0]), expected, rtol=1e-6)


def test_a_testlet_tells_less_than_the_same_items_apart() -> None:
    sheet = np.array([[1, 1, 0, 1, 1, 0, 1, 0]])
    apart = estimate_eap(BANK_O, sheet)
    factor = SpecificFactor.of_testlet(range(8), sd=1.0)
    together = estimate_eap(BANK_O, sheet, specific_factors=[factor])
    assert together.standard_errors[0] > apart.standard_errors[0] + 0.05


def test_many_persons_are_integrated_as_each_alone() -> None:
    factors = [SpecificFactor.of_testlet([0, 1, 2], sd=0.8), SpecificFactor((5, 3), (1.1, -0.4))]
    sheet = np.random.default_rng(3).integers(-1, 2, (250, 8))
    together = posterior_weights(BANK_O, sheet, specific_factors=factors)
    for person in (0, 101, 249):
        alone = posterior_weights(BANK_O, sheet[person : person + 1], specific_factors=factors)
        np.testing.assert_allclose(together[person], alone[0], atol=1e-14)


def test_no_persons_have_no_likelihood() -> None:
    factor = SpecificFactor.of_testlet([0, 1], sd=1.0)
    assert grid_log_likelihood(BANK_O, np.empty((0, 8)), [factor]).shape == (0, 121)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (((), ()), "items must name one item or more, none twice"),
        (((1, 1), (1.0, 1.0)), "items must name one item or more, none twice"),
        (((-1,), (1.0,)), "items must name"),
        (((1, 2), (1.0,)), "loadings must be finite numbers, one for each of 2 items"),
        (((1,), (np.nan,)), "loadings must be finite"),
    ],
)
def test_factors_that_make_no_sense_are_refused(arguments: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        SpecificFactor(*arguments)


def test_factors_that_do_not_fit_the_pool_are_refused() -> None:
    one, other = SpecificFactor.of_testlet([0, 1], sd=1.0), SpecificFactor.of_testlet([1, 2], sd=1.0)
    with pytest.raises(ValueError, match="specific_factors must not name an item twice"):
        grid_log_likelihood(BANK_O, np.zeros((1, 8)), [one, other])
    with pytest.raises(ValueError, match="specific_factors must name items 0 to 7, got 8"):
        grid_log_likelihood(BANK_O, np.zeros((1, 8)), [SpecificFactor((8,), (1.0,))])
    with pytest.raises(ValueError, match="sd must be finite and 0 or more"):
        SpecificFactor.of_testlet([0, 1], sd=-1.0)
