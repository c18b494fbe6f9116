from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from scoring.ability import GRID
from scoring.ability_estimates import AbilityEstimates
from scoring.arrays import Floats, Integers
from scoring.estimation import (
    estimate_eap,
    estimate_jeffreys,
    estimate_map,
    estimate_ml,
    estimate_ml_with_fences,
    estimate_wle,
    posterior_weights,
)
from scoring.parameters import ItemParameters, ItemPool
from scoring.response_models import category_probabilities
from scoring.testlets import SpecificFactor, factor_log_likelihood, grid_log_likelihood, joint_items
from tests.scoring.pools import BANK_O, EXACT_POOL, answer_sheets, pools_of_every_model

FINE, LENGTHS = 9.0 * np.array(np.polynomial.legendre.leggauss(900))


def integrated(pool: ItemPool, factor: SpecificFactor, pattern: np.ndarray) -> np.ndarray:
    """The likelihood at every node of `GRID` by Gauss-Legendre quadrature over the factor."""
    product_ = np.ones((GRID.size, FINE.size))
    for item, loading, category in zip(factor.items, factor.loadings, pattern, strict=True):
        if category >= 0:
            seen = (GRID[:, None] + loading * FINE).ravel()
            probabilities = category_probabilities(pool, seen)[item, category]
            product_ *= probabilities.reshape(product_.shape)
    return np.asarray(product_ @ (norm.pdf(FINE) * LENGTHS))


@settings(max_examples=20)
@given(data=st.data())
def test_the_likelihood_of_a_set_is_the_integral_over_its_factor(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(min_items=2, max_items=3, largest_slope=3.0))
    loadings = st.floats(-2.0, 2.0)
    factor = SpecificFactor(
        tuple(range(pool.n_items)), tuple(data.draw(loadings) for _ in range(pool.n_items))
    )
    pattern = data.draw(answer_sheets(pool, max_persons=1))
    found = np.exp(factor_log_likelihood(pool, factor, pattern)[0])
    np.testing.assert_allclose(found, integrated(pool, factor, pattern[0]), rtol=1e-9, atol=1e-13)


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
    np.testing.assert_allclose(np.exp(factor_log_likelihood(pool, factor, [[1, 0]])[0]), expected, rtol=1e-11)


def test_a_testlet_tells_less_than_the_same_items_apart() -> None:
    sheet = np.array([[1, 1, 0, 1, 1, 0, 1, 0]])
    apart = estimate_eap(BANK_O, sheet)
    factor = SpecificFactor.of_testlet(range(8), sd=1.0)
    together = estimate_eap(BANK_O, sheet, specific_factors=[factor])
    assert together.standard_errors[0] > apart.standard_errors[0] + 0.05


SETS = [SpecificFactor.of_testlet([0, 3, 5], sd=1.1), SpecificFactor((6, 2), (0.7, -0.6))]
SHEET_O = np.array([[1, 1, 0, 1, 1, 0, 1, 0], [1, -1, 1, 0, -1, 0, -1, 1], [1, 1, -1, 0, 1, 0, 1, -1]])
ABILITIES = np.linspace(-6.0, 6.0, 2401)


def log_likelihood(row: Integers, abilities: Floats) -> Floats:
    """The log likelihood of bank O with its two sets, by quadrature over each factor."""
    total = np.zeros(abilities.size)
    in_sets = {item for factor in SETS for item in factor.items}
    curves = category_probabilities(BANK_O, abilities)
    for item in range(8):
        if item not in in_sets and row[item] >= 0:
            total += np.log(curves[item, row[item]])
    for factor in SETS:
        integrand = np.ones((abilities.size, FINE.size))
        for item, loading in zip(factor.items, factor.loadings, strict=True):
            if row[item] >= 0:
                seen = (abilities[:, None] + loading * FINE).ravel()
                one = ItemPool.of([BANK_O.items[item]])
                integrand *= category_probabilities(one, seen)[0, row[item]].reshape(integrand.shape)
        total += np.log(integrand @ (norm.pdf(FINE) * LENGTHS))
    return total


def derivatives(row: Integers, ability: float, step: float = 1e-3) -> tuple[float, float]:
    low, here, high = log_likelihood(row, ability + step * np.array([-1.0, 0.0, 1.0]))
    return (high - low) / (2.0 * step), (high - 2.0 * here + low) / step**2


@pytest.mark.parametrize("person", range(3))
def test_estimates_with_sets_are_those_of_brute_force(person: int) -> None:
    row = SHEET_O[person]
    logs = log_likelihood(row, ABILITIES)
    prior = -0.5 * ABILITIES**2
    weights = np.exp(logs + prior)
    weights /= weights.sum()
    eap = estimate_eap(BANK_O, row[None], specific_factors=SETS)
    assert eap.abilities[0] == pytest.approx(weights @ ABILITIES, abs=1e-8)
    mode = estimate_map(BANK_O, row[None], specific_factors=SETS, information="observed")
    assert mode.abilities[0] == pytest.approx(ABILITIES[np.argmax(logs + prior)], abs=0.003)
    score, curvature = derivatives(row, float(mode.abilities[0]))
    assert score == pytest.approx(mode.abilities[0], abs=1e-5)
    assert mode.standard_errors[0] == pytest.approx((1.0 - curvature) ** -0.5, abs=1e-5)
    ml = estimate_ml(BANK_O, row[None], specific_factors=SETS, information="observed")
    assert ml.abilities[0] == pytest.approx(ABILITIES[np.argmax(logs)], abs=0.003)
    score, curvature = derivatives(row, float(ml.abilities[0]))
    assert score == pytest.approx(0.0, abs=1e-5)
    assert ml.standard_errors[0] == pytest.approx((-curvature) ** -0.5, abs=1e-5)
    assert ml.n_answered[0] == np.count_nonzero(row >= 0)


def moments(row: Integers, ability: float, step: float = 1e-3) -> tuple[float, float, float]:
    """I, J and I' of the answered items, sums over all patterns of them by finite differences."""
    where = np.flatnonzero(row >= 0)
    points = ability + step * np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    information, j = np.zeros(3), 0.0
    for pattern in product((0, 1), repeat=where.size):
        other = np.full(8, -1)
        other[where] = pattern
        p = np.exp(log_likelihood(other, points))
        slopes = (p[2:] - p[:-2]) / (2.0 * step)
        information += slopes**2 / p[1:-1]
        j += slopes[1] * (p[3] - 2.0 * p[2] + p[1]) / step**2 / p[2]
    return float(information[1]), j, float((information[2] - information[0]) / (2.0 * step))


@pytest.mark.parametrize(
    ("estimate", "correction"),
    [
        (estimate_ml, lambda _: 0.0),
        (estimate_wle, lambda found: found[1] / (2.0 * found[0])),
        (estimate_jeffreys, lambda found: found[2] / (2.0 * found[0])),
    ],
)
def test_information_and_bias_corrections_are_sums_over_the_patterns_of_a_set(
    estimate: Callable[..., AbilityEstimates], correction: Callable[[tuple[float, float, float]], float]
) -> None:
    # Warm's J adds over independent answers, of which a set is one: checked for answers to one set only.
    row = np.full(8, -1)
    row[[0, 3, 5]] = [1, 1, 0]
    found = estimate(BANK_O, row[None], specific_factors=SETS)
    ability = float(found.abilities[0])
    expected = moments(row, ability)
    assert derivatives(row, ability)[0] + correction(expected) == pytest.approx(0.0, abs=2e-5)
    assert found.standard_errors[0] == pytest.approx(expected[0] ** -0.5, rel=1e-5)


@pytest.mark.parametrize(
    "estimate",
    [estimate_eap, estimate_map, estimate_ml, estimate_ml_with_fences, estimate_wle, estimate_jeffreys],
)
def test_sets_without_an_effect_leave_every_estimate_as_it_is(
    estimate: Callable[..., AbilityEstimates],
) -> None:
    sheet = np.concatenate((SHEET_O, [[1] * 8, [0] * 8, [-1] * 8]))
    none = [SpecificFactor.of_testlet([0, 3, 5], sd=0.0), SpecificFactor.of_testlet([6, 2], sd=0.0)]
    apart, together = estimate(BANK_O, sheet), estimate(BANK_O, sheet, specific_factors=none)
    np.testing.assert_allclose(together.abilities, apart.abilities, atol=1e-8)
    np.testing.assert_allclose(together.standard_errors, apart.standard_errors, rtol=1e-7)
    assert together.n_answered.tolist() == apart.n_answered.tolist()
    assert together.is_at_bound.tolist() == apart.is_at_bound.tolist()


def test_many_persons_have_the_modes_that_each_has_alone() -> None:
    sheet = np.random.default_rng(3).integers(-1, 2, (60, 8))
    for information in ("expected", "observed"):
        together = estimate_map(BANK_O, sheet, specific_factors=SETS, information=information)
        for person in (0, 31, 59):
            alone = estimate_map(
                BANK_O, sheet[person : person + 1], specific_factors=SETS, information=information
            )
            assert together.abilities[person] == pytest.approx(alone.abilities[0], abs=1e-9)
            assert together.standard_errors[person] == pytest.approx(alone.standard_errors[0], abs=1e-9)


def test_large_sets_are_summed_over_only_where_nobody_needs_all_their_patterns() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.0, (b,)) for b in np.linspace(-2.0, 2.0, 12).tolist()])
    factor = SpecificFactor.of_testlet(range(12), sd=0.8)
    sheet = np.array([[1, 0] * 6])
    assert np.isfinite(estimate_ml(pool, sheet, specific_factors=[factor], information="observed").abilities)
    with pytest.raises(ValueError, match=r"sets of at most 1024 .* got 4096; EAP has no limit"):
        estimate_wle(pool, sheet, specific_factors=[factor])


def test_the_patterns_of_a_set_become_the_categories_of_one_item() -> None:
    pool, sheet = joint_items(BANK_O, SHEET_O, SETS, every_pattern=True)
    assert pool.n_items == 3 + 1 + 3  # three alone, one way to answer the first set, three the second
    assert (sheet[:, 3] >= 0).all()
    np.testing.assert_allclose(category_probabilities(pool, GRID).sum(axis=1), 1.0, rtol=1e-12)
    pool, sheet = joint_items(BANK_O, SHEET_O, SETS, every_pattern=False)
    assert pool.n_categories.tolist() == [2, 2, 2, 3, 4]


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
