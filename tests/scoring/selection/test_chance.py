import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from scoring.selection import (
    NEVER,
    Chance,
    best,
    best_of_each,
    fixed_length_share,
    progressive_weights,
    proportional_weights,
    randomesque_weights,
    variable_length_share,
    weighed,
)

ALL_EIGHT = np.ones(8, dtype=np.bool_)


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
    assert weights.tolist() == pytest.approx([0.7 * 0.5 * 0.4 + 0.03, 0.7 * 0.25 * 0.4 + 0.12, NEVER])


@given(draws=st.lists(st.floats(0.0, 1.0, exclude_max=True), min_size=8, max_size=8).map(np.array))
def test_with_no_share_left_to_the_criterion_the_largest_draw_wins(draws: np.ndarray) -> None:
    values = np.linspace(0.1, 0.8, 8)
    chosen = best(progressive_weights(values, draws, 0.0, ALL_EIGHT), draws, 1)[0].index
    assert draws[chosen] == draws.max()


def test_items_that_tell_nothing_are_taken_in_the_order_of_the_draws() -> None:
    draws = np.array([0.3, 0.8, 0.1, 0.9])
    eligible = np.array([True, True, True, False])
    weights = progressive_weights(np.zeros(4), draws, 0.5, eligible)
    assert [candidate.index for candidate in best(weights, draws, 4)] == [1, 0, 2]


def frequencies(weights: np.ndarray, draws: np.ndarray) -> np.ndarray:
    return np.bincount(best_of_each(weights, draws), minlength=weights.shape[1])


def test_the_proportional_method_draws_items_with_probabilities_that_are_powers_of_their_values() -> None:
    values = np.array([0.2, 0.9, 0.4, 0.0, 0.7])
    eligible = np.array([True, True, True, True, False])
    draws = np.random.default_rng(5).random((20_000, 5))
    for power in (0.5, 1.0, 3.0):
        everybody = np.tile(values, (20_000, 1)), draws, np.full((20_000, 1), power)
        found = frequencies(proportional_weights(*everybody, np.tile(eligible, (20_000, 1))), draws)
        expected = values[:3] ** power / (values[:3] ** power).sum()
        assert found[3] == found[4] == 0
        assert chisquare(found[:3], 20_000 * expected).pvalue > 1e-3


def test_with_no_power_the_proportional_method_is_a_lottery_of_equals_and_with_much_the_best_wins() -> None:
    values = np.array([0.2, 0.9, 0.4, 0.0])
    everybody = np.ones(4, dtype=np.bool_)
    for seed in range(20):
        draws = np.random.default_rng(seed).random(4)
        assert proportional_weights(values, draws, 0.0, everybody).argmax() == draws.argmax()
        assert proportional_weights(values, draws, 400.0, everybody).argmax() == 1
    draws = np.random.default_rng(99).random(4)
    assert proportional_weights(np.zeros(4), draws, 2.0, everybody).argmax() == draws.argmax()
    assert proportional_weights(values, np.zeros(4), 2.0, everybody).tolist() == [0.0] * 4


def test_the_randomesque_method_draws_one_of_the_best_with_equal_chances() -> None:
    values = np.array([0.5, 0.9, 0.1, 0.8, 0.7])
    eligible = np.array([True, True, True, True, False])
    draws = np.random.default_rng(7).random((9_000, 5))
    weights = randomesque_weights(np.tile(values, (9_000, 1)), draws, 3, np.tile(eligible, (9_000, 1)))
    found = frequencies(weights, draws)
    assert found[[2, 4]].tolist() == [0, 0]
    assert chisquare(found[[0, 1, 3]]).pvalue > 1e-3


def test_items_that_tie_with_the_last_of_the_best_take_part_wherever_they_are() -> None:
    values = np.array([0.5, 0.9, 0.5, 0.5])
    weights = randomesque_weights(values, np.full(4, 0.25), 2, np.ones(4, dtype=np.bool_))
    assert (weights > NEVER).all()
    few = randomesque_weights(values, np.full(4, 0.25), 9, np.array([True, False, False, True]))
    assert (few > NEVER).tolist() == [True, False, False, True]


@pytest.mark.parametrize("name", ["progressive", "proportional", "randomesque", "none"])
def test_nobody_is_given_what_is_not_eligible(name: str) -> None:
    rng = np.random.default_rng(3)
    chance = Chance(name, n_best=3, length=20)  # type: ignore[arg-type]
    assert chance.has_share == (name in {"progressive", "proportional"})
    values, draws = rng.random((50, 8)), rng.random((50, 8))
    eligible = rng.random((50, 8)) < 0.3
    eligible[:, 0] = True
    shares = rng.random((50, 1))
    many = weighed(chance, values, draws, shares, eligible)
    assert (many[~eligible] == NEVER).all()
    for person in range(50):
        one = weighed(chance, values[person], draws[person], float(shares[person, 0]), eligible[person])
        np.testing.assert_allclose(many[person], one, rtol=1e-14)
