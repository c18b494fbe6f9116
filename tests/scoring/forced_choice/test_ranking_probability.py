import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.forced_choice import (
    Statement,
    StatementBank,
    all_orders,
    pair_probabilities,
    ranking_probabilities,
)
from scoring.forced_choice.ranking_probability import log_ranking_probabilities, ranking_terms
from tests.scoring.forced_choice.questionnaires import ORACLE, drawn_bank


def test_the_published_pair_is_met() -> None:
    assert pair_probabilities(ORACLE, 0, 1, [[0.3, -0.5]])[0] == pytest.approx(0.7198632, abs=5e-8)
    assert pair_probabilities(ORACLE, 1, 0, [[0.3, -0.5]])[0] == pytest.approx(1.0 - 0.7198632, abs=5e-8)


@settings(max_examples=25, deadline=None)
@given(size=st.integers(2, 4), seed=st.integers(0, 1000), width=st.floats(0.0, 3.0))
def test_the_probabilities_of_all_rankings_sum_to_one(size: int, seed: int, width: float) -> None:
    rng = np.random.default_rng(seed)
    bank = drawn_bank(rng, 4, 1)
    traits = rng.normal(0.0, width, (7, 4))
    probabilities = ranking_probabilities(bank, tuple(range(size)), traits)
    assert (probabilities > 0.0).all()
    np.testing.assert_allclose(probabilities.sum(axis=0), 1.0, atol=1e-11)


@pytest.mark.parametrize("size", [3, 4])
def test_rankings_occur_as_often_as_they_should(size: int) -> None:
    rng = np.random.default_rng(6)
    bank = drawn_bank(rng, 4, 1)
    traits = np.array([[0.4, -0.6, 0.9, 0.1]])
    places = np.arange(size)
    means = bank.means[places] + bank.loadings[places] * traits[0, bank.traits[places]]
    utilities = means + rng.normal(size=(200_000, size)) * np.sqrt(bank.uniquenesses[places])
    orders = (-utilities).argsort(axis=1)
    found = ranking_probabilities(bank, tuple(range(size)), traits)[:, 0]
    seen = np.array([(orders == order).all(axis=1).mean() for order in all_orders(size)])
    assert (np.abs(found - seen) < 4.5 * np.sqrt(found * (1.0 - found) / 200_000)).all()


def test_a_pair_within_a_block_has_the_probability_of_the_pair_alone() -> None:
    bank = drawn_bank(np.random.default_rng(8), 4, 1)
    traits = np.array([[1.0, -1.0, 0.3, 0.0], [0.0, 0.0, 2.0, -2.0]])
    probabilities = ranking_probabilities(bank, (0, 1, 2, 3), traits)
    first_ahead = [order.index(1) < order.index(3) for order in all_orders(4)]
    together = probabilities[first_ahead].sum(axis=0)
    np.testing.assert_allclose(together, pair_probabilities(bank, 1, 3, traits), atol=1e-11)


def test_origin_and_unit_of_utility_are_arbitrary() -> None:
    means, variances = np.array([[0.3], [-0.2], [0.9]]), np.array([[0.4], [0.7], [0.2]])
    once = log_ranking_probabilities(means, variances)
    again = log_ranking_probabilities(2.5 * (means + 7.0), 2.5**2 * variances)
    np.testing.assert_allclose(once, again, rtol=1e-11)


@pytest.mark.parametrize("size", [2, 3, 4])
def test_derivatives_are_those_of_finite_differences(size: int) -> None:
    rng = np.random.default_rng(size)
    means, variances = rng.normal(0.0, 1.0, (size, 4)), rng.uniform(0.2, 1.5, (size, 4))
    terms = ranking_terms(means, variances)
    step = 1e-5
    for place in range(size):
        move = step * np.eye(size)[place][:, None]
        up, down = ranking_terms(means + move, variances), ranking_terms(means - move, variances)
        slope = (up.log_probabilities - down.log_probabilities) / (2.0 * step)
        np.testing.assert_allclose(terms.by_means[place], slope, atol=1e-8)
        curve = (up.by_means - down.by_means) / (2.0 * step)
        np.testing.assert_allclose(terms.by_means_twice[place], curve, atol=1e-7)
        up, down = ranking_terms(means, variances + move), ranking_terms(means, variances - move)
        slope = (up.log_probabilities - down.log_probabilities) / (2.0 * step)
        np.testing.assert_allclose(terms.by_variances[place], slope, atol=1e-7)


def test_what_is_no_block_or_no_point_is_refused() -> None:
    bank = StatementBank.of([Statement(0, 0.7), Statement(1, 0.7)])
    with pytest.raises(ValueError, match="blocks must name 2 to 4 different statements each"):
        ranking_probabilities(bank, (0, 0), [[0.0, 0.0]])
    with pytest.raises(ValueError, match="blocks must name statements 0 to 1"):
        pair_probabilities(bank, 0, 2, [[0.0, 0.0]])
    with pytest.raises(ValueError, match=r"traits must be finite numbers of shape \(n_points, 2\)"):
        pair_probabilities(bank, 0, 1, [[0.0, np.nan]])
