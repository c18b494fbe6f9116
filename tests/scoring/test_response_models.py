import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    ItemParameters,
    ItemPool,
    category_probabilities,
    item_information,
    log_category_probabilities,
    score_functions,
)
from tests.scoring.pools import BANK_O, EXACT, EXACT_POOL, PUBLISHED, pools

abilities = st.lists(st.floats(-40.0, 40.0), min_size=1, max_size=5).map(np.array)


def test_probabilities_and_information_of_bank_o_are_those_of_the_reference_programs() -> None:
    curves = PUBLISHED["bank_o"]["curves"]
    right = category_probabilities(BANK_O, np.array([0.0]))[:, 1, 0]
    information = item_information(BANK_O, np.array([0.0, 1.0]))
    np.testing.assert_allclose(right, curves["probability_at_0"], rtol=5e-8)
    np.testing.assert_allclose(information[:, 0], curves["information_at_0"], rtol=5e-8)
    np.testing.assert_allclose(information[:, 1], curves["information_at_1"], rtol=5e-8)


def test_probabilities_and_information_of_a_graded_item_are_those_of_the_reference_programs() -> None:
    graded = PUBLISHED["graded"]
    pool = ItemPool.of([ItemParameters("grm", graded["a"], tuple(graded["b"]))])
    probabilities = category_probabilities(pool, np.array([0.0]))[0, :, 0]
    information = item_information(pool, np.array(graded["abilities"]))[0]
    np.testing.assert_allclose(probabilities, graded["probabilities_at_0"], rtol=5e-8)
    np.testing.assert_allclose(information, graded["information"], rtol=5e-8)


def test_probabilities_of_a_mixed_pool_are_exact_even_at_40_logits() -> None:
    probabilities = category_probabilities(EXACT_POOL, np.array(EXACT["abilities"]))
    for item, expected in enumerate(EXACT["probabilities"]):
        np.testing.assert_allclose(probabilities[item, : len(expected)], expected, rtol=1e-12, atol=0.0)
        assert not probabilities[item, len(expected) :].any()


def test_information_of_a_mixed_pool_is_exact_even_at_40_logits() -> None:
    information = item_information(EXACT_POOL, np.array(EXACT["abilities"]))
    np.testing.assert_allclose(information, EXACT["information"], rtol=1e-12, atol=0.0)


@given(pool=pools(), ability=abilities)
def test_probabilities_of_an_item_sum_to_one(pool: ItemPool, ability: np.ndarray) -> None:
    probabilities = category_probabilities(pool, ability)
    assert (probabilities >= 0.0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, rtol=1e-13)


@given(pool=pools())
def test_a_higher_ability_never_lowers_the_chance_of_a_higher_category(pool: ItemPool) -> None:
    probabilities = category_probabilities(pool, np.linspace(-8.0, 8.0, 81))
    at_least = probabilities[:, ::-1].cumsum(axis=1)[:, ::-1]
    assert (np.diff(at_least, axis=2) >= -1e-14).all()


@given(pool=pools(), ability=abilities)
def test_everything_stays_finite_at_the_extremes(pool: ItemPool, ability: np.ndarray) -> None:
    is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
    assert np.isfinite(log_category_probabilities(pool, ability)[is_own]).all()
    assert np.isfinite(score_functions(pool, ability)).all()
    information = item_information(pool, ability)
    assert np.isfinite(information).all()
    assert (information >= 0.0).all()


@given(pool=pools(largest_slope=3.0), ability=st.floats(-5.0, 5.0))
def test_the_score_function_is_the_derivative_of_the_log_probability(pool: ItemPool, ability: float) -> None:
    step = 1e-5
    logs = log_category_probabilities(pool, np.array([ability - step, ability + step]))
    is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
    slopes = (logs[is_own][:, 1] - logs[is_own][:, 0]) / (2.0 * step)
    scores = score_functions(pool, np.array([ability]))[:, :, 0]
    np.testing.assert_allclose(scores[is_own], slopes, rtol=1e-5, atol=1e-7)
    assert not scores[~is_own].any()


@given(pool=pools(), ability=abilities)
def test_the_score_function_has_mean_zero(pool: ItemPool, ability: np.ndarray) -> None:
    mean = (category_probabilities(pool, ability) * score_functions(pool, ability)).sum(axis=1)
    np.testing.assert_allclose(mean, 0.0, atol=1e-12)


def test_a_graded_item_with_one_threshold_is_a_two_parameter_item() -> None:
    ability = np.linspace(-6.0, 6.0, 25)
    pool = ItemPool.of([ItemParameters("grm", 1.3, (0.4,)), ItemParameters("2pl", 1.3, (0.4,))])
    graded, logistic = category_probabilities(pool, ability)
    np.testing.assert_allclose(graded, logistic, rtol=1e-14)


@pytest.mark.parametrize("ability", [np.array([np.nan]), np.array([np.inf]), np.array(0.0), np.zeros((2, 2))])
def test_abilities_that_are_not_finite_logits_in_one_dimension_are_refused(ability: np.ndarray) -> None:
    for curve in (category_probabilities, item_information, score_functions):
        with pytest.raises(ValueError, match="ability must be a one-dimensional array of finite logits"):
            curve(BANK_O, ability)
