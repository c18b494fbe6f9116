from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import (
    GRID,
    ItemParameters,
    ItemPool,
    SpecificFactor,
    category_probabilities,
    estimate_eap,
    normal_prior,
    sum_score_eap,
)
from scoring.response_models import characteristic_curve
from scoring.sum_scores import estimate_sum_score_eap, sum_score_distribution
from scoring.testlets import grid_log_likelihood, item_given
from tests.scoring.pools import BANK_O, EXACT_POOL, PUBLISHED, answer_sheets, pools_of_every_model

LSAT6 = PUBLISHED["lsat6"]


def test_the_distribution_on_bank_o_is_that_of_the_reference_programs() -> None:
    found = sum_score_distribution(BANK_O, np.array([0.0]))[:, 0]
    np.testing.assert_allclose(found, PUBLISHED["bank_o"]["sum_scores"]["probability_at_0"], atol=5.1e-7)


def test_eap_by_sum_score_of_lsat6_is_that_of_the_reference_programs() -> None:
    pool = ItemPool.of(
        [
            ItemParameters("2pl", a, (-d / a,))
            for a, d in zip(LSAT6["slopes"], LSAT6["intercepts"], strict=True)
        ]
    )
    table = sum_score_eap(pool)
    np.testing.assert_allclose(table.abilities, LSAT6["eap_by_sum_score"], atol=6e-5)
    np.testing.assert_allclose(table.standard_errors, LSAT6["posterior_sd_by_sum_score"], atol=6e-5)


@given(pool=pools_of_every_model(max_items=4), ability=st.floats(-6.0, 6.0))
def test_the_distribution_is_that_of_all_response_patterns(pool: ItemPool, ability: float) -> None:
    probabilities = category_probabilities(pool, np.array([ability]))[:, :, 0]
    expected = np.zeros(int((pool.n_categories - 1).sum()) + 1)
    for pattern in product(*(range(n) for n in pool.n_categories.tolist())):
        expected[sum(pattern)] += probabilities[np.arange(pool.n_items), pattern].prod()
    found = sum_score_distribution(pool, np.array([ability]))[:, 0]
    np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-300)


@given(pool=pools_of_every_model(), ability=st.floats(-40.0, 40.0))
def test_the_distribution_sums_to_one_and_has_the_characteristic_curve_as_its_mean(
    pool: ItemPool, ability: float
) -> None:
    here = np.array([ability])
    distribution = sum_score_distribution(pool, here)
    assert distribution.sum() == pytest.approx(1.0, rel=1e-12)
    mean = np.arange(len(distribution)) @ distribution
    np.testing.assert_allclose(mean, characteristic_curve(pool, here), rtol=1e-11, atol=1e-250)


@settings(max_examples=40)
@given(data=st.data())
def test_eap_by_sum_score_is_the_mean_over_all_patterns_of_that_sum(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=3, largest_slope=3.0))
    log_prior = normal_prior(data.draw(st.floats(-1.0, 1.0)), data.draw(st.floats(0.5, 1.5)))
    table = sum_score_eap(pool, log_prior=log_prior)
    joint = np.zeros((table.n_scores, GRID.size))
    for pattern in product(*(range(n) for n in pool.n_categories.tolist())):
        likelihood = category_probabilities(pool, GRID)[np.arange(pool.n_items), pattern].prod(axis=0)
        joint[sum(pattern)] += np.exp(log_prior) * likelihood
    np.testing.assert_allclose(table.probabilities, joint.sum(axis=1), rtol=1e-10)
    np.testing.assert_allclose(table.abilities, joint @ GRID / joint.sum(axis=1), atol=1e-9)
    np.testing.assert_allclose(table.posteriors.sum(axis=1), 1.0, rtol=1e-12)


def test_with_one_slope_for_all_items_the_sum_tells_everything() -> None:
    pool = ItemPool.of([ItemParameters("1pl", 1.2, (b,)) for b in (-1.0, 0.3, 1.1)])
    pool = ItemPool.of([*pool.items, ItemParameters("pcm", 1.2, (0.5, -0.5))])
    sheet = np.array(list(product((0, 1), (0, 1), (0, 1), (0, 1, 2))))
    by_sum, by_pattern = estimate_sum_score_eap(pool, sheet), estimate_eap(pool, sheet)
    np.testing.assert_allclose(by_sum.abilities, by_pattern.abilities, atol=1e-12)
    np.testing.assert_allclose(by_sum.standard_errors, by_pattern.standard_errors, atol=1e-12)
    assert by_sum.method == "sum_score_eap"


@given(data=st.data())
def test_persons_with_equal_sums_have_equal_estimates(data: st.DataObject) -> None:
    sheet = data.draw(answer_sheets(EXACT_POOL, max_persons=5, is_complete=True))
    estimates = estimate_sum_score_eap(EXACT_POOL, sheet)
    table = sum_score_eap(EXACT_POOL)
    np.testing.assert_array_equal(estimates.abilities, table.abilities[sheet.sum(axis=1)])
    np.testing.assert_array_equal(estimates.standard_errors, table.standard_errors[sheet.sum(axis=1)])


SETS = [SpecificFactor((0, 6, 8), (0.9, 1.3, -0.4)), SpecificFactor.of_testlet([3, 1], sd=0.8)]


def test_the_distribution_with_sets_is_that_of_all_response_patterns() -> None:
    # Cai (2015) by enumeration: every pattern's likelihood with the factors integrated out.
    pool = ItemPool.of(EXACT_POOL.items[:2] + EXACT_POOL.items[5:9])
    sets = [SpecificFactor((0, 3, 5), (0.9, 1.3, -0.4)), SpecificFactor.of_testlet([4, 1], sd=0.8)]
    sheet = np.array(list(product(*(range(n) for n in pool.n_categories.tolist()))))
    patterns = np.exp(grid_log_likelihood(pool, sheet, sets))
    expected = np.zeros((int((pool.n_categories - 1).sum()) + 1, GRID.size))
    np.add.at(expected, sheet.sum(axis=1), patterns)
    np.testing.assert_allclose(sum_score_distribution(pool, GRID, sets), expected, rtol=1e-9, atol=1e-300)
    table = sum_score_eap(pool, specific_factors=sets)
    joint = expected * np.exp(normal_prior(0.0, 1.0))
    np.testing.assert_allclose(table.abilities, joint @ GRID / joint.sum(axis=1), atol=1e-9)
    found = estimate_sum_score_eap(pool, sheet[:3], specific_factors=sets)
    np.testing.assert_array_equal(found.abilities, table.abilities[sheet[:3].sum(axis=1)])


def test_a_set_has_the_mean_sum_score_of_its_items_averaged_over_its_factor() -> None:
    # Sets change what goes together, not how often: every item keeps its marginal curve.
    distribution = sum_score_distribution(EXACT_POOL, GRID, SETS)
    np.testing.assert_allclose(distribution.sum(axis=0), 1.0, rtol=1e-12)
    mean = np.arange(len(distribution)) @ distribution
    in_sets = {item: factor for factor in SETS for item in factor.items}
    items = [
        item_given(EXACT_POOL, in_sets[item], item, None, ()) if item in in_sets else EXACT_POOL.items[item]
        for item in range(9)
    ]
    np.testing.assert_allclose(mean, characteristic_curve(ItemPool.of(items), GRID), rtol=1e-10)


def test_gaps_are_refused() -> None:
    with pytest.raises(
        ValueError, match="responses must be complete for sum scores, got none of person 1 to"
    ):
        estimate_sum_score_eap(BANK_O, [[1] * 8, [1] * 7 + [-1]])


def test_a_prior_for_each_person_is_refused() -> None:
    with pytest.raises(ValueError, match=r"log_prior must have shape \(121,\)"):
        sum_score_eap(BANK_O, log_prior=np.zeros((3, 121)))
