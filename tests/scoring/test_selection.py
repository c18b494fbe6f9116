import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    GRID,
    ItemParameters,
    ItemPool,
    ProbabilityGrid,
    category_probabilities,
    expected_posterior_variance,
    normal_prior,
    posterior,
    variance_reduction,
)
from scoring.selection import best, fixed_length_share, progressive_weights, variable_length_share
from tests.scoring.pools import BANK_O, EXACT, EXACT_POOL, PUBLISHED, mixed_pool, pools, responses

STANDARD_PRIOR = normal_prior(0.0, 1.0)
ALL_EIGHT = np.ones(8, dtype=np.bool_)


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


def test_the_share_of_a_variable_length_test_follows_whichever_is_further_on() -> None:
    def share(n_administered: int, information: float, acceleration: float = 1.0) -> float:
        return variable_length_share(
            n_administered=n_administered,
            max_items=21,
            information=information,
            information_to_stop=8.0,
            acceleration=acceleration,
        )

    assert share(0, 0.0) == 0.0
    assert share(5, 1.0) == 5 / 20
    assert share(5, 4.0) == 4 / 8
    assert share(5, 4.0, acceleration=2.0) == 1 / 4
    assert share(20, 4.0) == 1.0
    assert share(10, 9.0) == 1.0
    assert share(0, -0.5) == 0.0


def test_the_share_of_a_fixed_length_test_is_the_cumulated_power_of_the_position() -> None:
    shares = [fixed_length_share(n_administered=q, max_items=5, acceleration=2.0) for q in range(5)]
    assert shares == pytest.approx([0.0, 1 / 30, 5 / 30, 14 / 30, 1.0])


def test_a_test_of_one_item_is_left_to_chance() -> None:
    assert fixed_length_share(n_administered=0, max_items=1, acceleration=1.0) == 0.0
    for_precision = variable_length_share(
        n_administered=0, max_items=1, information=0.0, information_to_stop=8.0, acceleration=1.0
    )
    assert for_precision == 0.0


def test_progressive_weights_mix_chance_up_to_the_best_eligible_item_with_the_criterion() -> None:
    values = np.array([0.1, 0.4, 0.9])
    draws = np.array([0.5, 0.25, 0.75])
    weights = progressive_weights(values, draws, 0.3, np.array([True, True, False]))
    assert weights.tolist() == pytest.approx([0.7 * 0.5 * 0.4 + 0.03, 0.7 * 0.25 * 0.4 + 0.12, -1.0])


@given(draws=st.lists(st.floats(0.0, 1.0, exclude_max=True), min_size=8, max_size=8).map(np.array))
def test_with_no_share_left_to_the_criterion_the_largest_draw_wins(draws: np.ndarray) -> None:
    values = np.linspace(0.1, 0.8, 8)
    chosen = best(progressive_weights(values, draws, 0.0, ALL_EIGHT), draws, 1)[0].index
    assert draws[chosen] == draws.max()


def test_the_best_come_first_and_ties_go_to_the_larger_draw() -> None:
    weights = np.array([0.5, 0.9, 0.5, -1.0, 0.5])
    draws = np.array([0.2, 0.1, 0.9, 0.99, 0.3])
    assert [candidate.index for candidate in best(weights, draws, 3)] == [1, 2, 4]
    assert [candidate.index for candidate in best(weights, draws, 9)] == [1, 2, 4, 0]
    assert [candidate.value for candidate in best(weights, draws, 3)] == [0.9, 0.5, 0.5]


def test_items_that_tell_nothing_are_taken_in_the_order_of_the_draws() -> None:
    draws = np.array([0.3, 0.8, 0.1, 0.9])
    eligible = np.array([True, True, True, False])
    weights = progressive_weights(np.zeros(4), draws, 0.5, eligible)
    assert [candidate.index for candidate in best(weights, draws, 4)] == [1, 0, 2]
