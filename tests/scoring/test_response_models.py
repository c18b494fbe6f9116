import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import ItemParameters, ItemPool, category_probabilities, information_curve, item_information
from scoring.parameters import ModelName
from scoring.response_models import (
    characteristic_curve,
    expected_item_scores,
    log_category_probabilities,
    observed_information,
    probability_derivatives,
    score_functions,
)
from tests.scoring.pools import (
    BANK_O,
    EXACT,
    EXACT_MODELS,
    EXACT_POOL,
    PUBLISHED,
    pool_of,
    pools,
    pools_of_every_model,
)

abilities = st.lists(st.floats(-40.0, 40.0), min_size=1, max_size=5).map(np.array)


def test_probabilities_and_information_of_bank_o_are_those_of_the_reference_programs() -> None:
    curves = PUBLISHED["bank_o"]["curves"]
    right = category_probabilities(BANK_O, np.array([0.0]))[:, 1, 0]
    information = item_information(BANK_O, np.array([0.0, 1.0]))
    np.testing.assert_allclose(right, curves["probability_at_0"], rtol=5e-8)
    np.testing.assert_allclose(information[:, 0], curves["information_at_0"], rtol=5e-8)
    np.testing.assert_allclose(information[:, 1], curves["information_at_1"], rtol=5e-8)


@pytest.mark.parametrize(("name", "model"), [("graded", "grm"), ("partial_credit", "gpcm")])
def test_probabilities_and_information_of_polytomous_items_are_those_of_the_reference_programs(
    name: str, model: ModelName
) -> None:
    published = PUBLISHED[name]
    pool = ItemPool.of([ItemParameters(model, published["a"], tuple(published["b"]))])
    probabilities = category_probabilities(pool, np.array([0.0]))[0, :, 0]
    information = item_information(pool, np.array(published["abilities"]))[0]
    np.testing.assert_allclose(probabilities, published["probabilities_at_0"], rtol=5e-8)
    np.testing.assert_allclose(information, published["information"], rtol=5e-8)


def test_probabilities_of_a_mixed_pool_are_exact_even_at_40_logits() -> None:
    probabilities = category_probabilities(EXACT_POOL, np.array(EXACT["abilities"]))
    for item, expected in enumerate(EXACT["probabilities"]):
        np.testing.assert_allclose(probabilities[item, : len(expected)], expected, rtol=1e-12, atol=0.0)
        assert not probabilities[item, len(expected) :].any()


def test_information_of_a_mixed_pool_is_exact_even_at_40_logits() -> None:
    information = item_information(EXACT_POOL, np.array(EXACT["abilities"]))
    np.testing.assert_allclose(information, EXACT["information"], rtol=1e-12, atol=0.0)


@pytest.mark.parametrize("place", range(len(EXACT_MODELS["items"])))
def test_every_curve_of_every_model_is_exact_even_at_40_logits(place: int) -> None:
    pool = pool_of(EXACT_MODELS["items"][place : place + 1])
    ability, exact = np.array(EXACT_MODELS["abilities"]), EXACT_MODELS["curves"][place]
    derivatives = probability_derivatives(pool, ability)
    information = np.array(exact["information"])
    steepest = pool.a[0] * np.ptp(pool.groups[0].parameters.scores)
    chance = np.array(exact["probabilities"])
    for found, name, scale in [
        (category_probabilities(pool, ability)[0], "probabilities", 0.0),
        (derivatives.first[0], "first", chance * steepest),
        (derivatives.second[0], "second", chance * steepest**2),
        (observed_information(pool, ability)[0], "observed_information", information),
        (item_information(pool, ability)[0], "information", 0.0),
        (expected_item_scores(pool, ability)[0], "expected_score", 0.0),
    ]:
        # To its own size; a derivative that passes through zero, to the size of the terms that cancel.
        allowed = 1e-12 * np.abs(exact[name]) + 1e-14 * scale + 1e-290
        np.testing.assert_array_less(np.abs(found - exact[name]), allowed, err_msg=name)


@given(pool=pools_of_every_model(), ability=abilities)
def test_probabilities_of_an_item_sum_to_one(pool: ItemPool, ability: np.ndarray) -> None:
    probabilities = category_probabilities(pool, ability)
    assert (probabilities >= 0.0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0, rtol=1e-13)


@given(pool=pools())
def test_a_higher_ability_never_lowers_the_chance_of_a_higher_category(pool: ItemPool) -> None:
    probabilities = category_probabilities(pool, np.linspace(-8.0, 8.0, 81))
    at_least = probabilities[:, ::-1].cumsum(axis=1)[:, ::-1]
    assert (np.diff(at_least, axis=2) >= -1e-14).all()


@given(pool=pools_of_every_model(), ability=abilities)
def test_everything_stays_finite_at_the_extremes(pool: ItemPool, ability: np.ndarray) -> None:
    is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
    assert np.isfinite(log_category_probabilities(pool, ability)[is_own]).all()
    assert np.isfinite(score_functions(pool, ability)).all()
    assert np.isfinite(observed_information(pool, ability)).all()
    information = item_information(pool, ability)
    assert np.isfinite(information).all()
    assert (information >= 0.0).all()


@given(pool=pools_of_every_model(largest_slope=3.0), ability=st.floats(-5.0, 5.0))
def test_derivatives_are_those_of_finite_differences(pool: ItemPool, ability: float) -> None:
    step = 1e-5
    here, around = np.array([ability]), np.array([ability - step, ability + step])
    is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
    scores = score_functions(pool, here)[:, :, 0]
    logs = log_category_probabilities(pool, around)[is_own]
    np.testing.assert_allclose(scores[is_own], np.diff(logs)[:, 0] / (2.0 * step), rtol=1e-5, atol=1e-7)
    assert not scores[~is_own].any()
    for curve, derivative in [
        (score_functions(pool, around), -observed_information(pool, here)),
        (category_probabilities(pool, around), probability_derivatives(pool, here).first),
        (probability_derivatives(pool, around).first, probability_derivatives(pool, here).second),
    ]:
        slopes = np.diff(curve, axis=2) / (2.0 * step)
        np.testing.assert_allclose(derivative, slopes, rtol=1e-5, atol=1e-7)


@given(pool=pools_of_every_model(), ability=abilities)
def test_the_score_function_has_mean_zero_and_the_information_as_its_variance(
    pool: ItemPool, ability: np.ndarray
) -> None:
    probabilities, scores = category_probabilities(pool, ability), score_functions(pool, ability)
    np.testing.assert_allclose((probabilities * scores).sum(axis=1), 0.0, atol=1e-11)
    variance = (probabilities * scores**2).sum(axis=1)
    np.testing.assert_allclose(item_information(pool, ability), variance, rtol=1e-12, atol=1e-300)


@given(pool=pools_of_every_model(), ability=abilities)
def test_the_expected_information_is_the_mean_of_the_observed(pool: ItemPool, ability: np.ndarray) -> None:
    mean = (category_probabilities(pool, ability) * observed_information(pool, ability)).sum(axis=1)
    np.testing.assert_allclose(mean, item_information(pool, ability), rtol=1e-9, atol=1e-12)


@given(pool=pools_of_every_model(), ability=abilities)
def test_derivatives_of_the_probabilities_sum_to_zero(pool: ItemPool, ability: np.ndarray) -> None:
    derivatives = probability_derivatives(pool, ability)
    np.testing.assert_allclose(derivatives.first.sum(axis=1), 0.0, atol=1e-11)
    np.testing.assert_allclose(derivatives.second.sum(axis=1), 0.0, atol=1e-9)


@given(pool=pools_of_every_model(), ability=abilities)
def test_the_curves_of_a_pool_are_the_sums_over_its_items(pool: ItemPool, ability: np.ndarray) -> None:
    scores = expected_item_scores(pool, ability)
    by_hand = (category_probabilities(pool, ability) * np.arange(pool.max_categories)[:, None]).sum(axis=1)
    np.testing.assert_allclose(scores, by_hand, rtol=1e-13)
    np.testing.assert_array_equal(characteristic_curve(pool, ability), scores.sum(axis=0))
    np.testing.assert_array_equal(
        information_curve(pool, ability), item_information(pool, ability).sum(axis=0)
    )


def test_the_characteristic_curve_of_bank_o_is_that_of_the_reference_programs() -> None:
    found = characteristic_curve(BANK_O, np.array([0.0]))[0]
    assert found == pytest.approx(PUBLISHED["bank_o"]["curves"]["characteristic_at_0"], abs=5e-7)


def test_a_right_answer_to_a_guessable_item_can_have_negative_information() -> None:
    assert observed_information(BANK_O, np.array([-3.0]))[5, 1, 0] < 0.0
    assert (observed_information(BANK_O, np.array([-3.0]))[:, 0] > 0.0).all()


def test_a_graded_item_with_one_threshold_is_a_two_parameter_item() -> None:
    ability = np.linspace(-6.0, 6.0, 25)
    pool = ItemPool.of([ItemParameters("grm", 1.3, (0.4,)), ItemParameters("2pl", 1.3, (0.4,))])
    graded, logistic = category_probabilities(pool, ability)
    np.testing.assert_allclose(graded, logistic, rtol=1e-14)


@pytest.mark.parametrize("ability", [np.array([np.nan]), np.array([np.inf]), np.array(0.0), np.zeros((2, 2))])
def test_abilities_that_are_not_finite_logits_in_one_dimension_are_refused(ability: np.ndarray) -> None:
    for curve in (category_probabilities, item_information, score_functions, observed_information):
        with pytest.raises(ValueError, match="ability must be a one-dimensional array of finite logits"):
            curve(BANK_O, ability)
