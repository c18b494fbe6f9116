"""Where programs differ on the same answers: that this library's conventions give its numbers and no others.

The numbers are of catR 3.17 and mirt 1.45.1 for bank O (`published_scoring.toml`), by their own conventions.
"""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import GRID, ItemParameters, ItemPool, estimate_eap, estimate_map, estimate_ml, estimate_wle
from scoring.ability import normal_prior, posterior
from scoring.ability_estimates import AbilityEstimates
from scoring.arrays import Floats, Integers
from scoring.estimation import estimate_jeffreys, estimate_robust
from scoring.probability_grid import ProbabilityGrid
from scoring.response_models import (
    category_probabilities,
    item_information,
    log_category_probabilities,
    observed_information,
)
from scoring.selection import expected_posterior_variance
from tests.scoring.pools import BANK_O, PUBLISHED, answer_sheets, pools_of_every_model

O = PUBLISHED["bank_o"]  # noqa: E741
ANSWERS = np.array(O["responses"])


def mean_on(nodes: Floats, *, ends: float = 1.0) -> float:
    """EAP of bank O's answers with a standard normal prior on these nodes, the outermost weighing `ends`."""
    logs = log_category_probabilities(BANK_O, nodes)[np.arange(8), ANSWERS].sum(axis=0) - 0.5 * nodes**2
    weights = np.exp(logs - logs.max())
    weights[[0, -1]] *= ends
    return float(weights @ nodes / weights.sum())


def test_a_coarse_and_narrow_grid_gives_another_mean_and_a_finer_one_the_same() -> None:
    assert mean_on(np.linspace(-6.0, 6.0, 1201)) == pytest.approx(-0.11970137, abs=6e-9)
    # catR's default, by the trapezoidal rule.
    assert mean_on(np.linspace(-4.0, 4.0, 33), ends=0.5) == pytest.approx(-0.11969735, abs=6e-9)
    own = estimate_eap(BANK_O, ANSWERS[None]).abilities[0]
    assert own == pytest.approx(mean_on(GRID), abs=1e-13)
    assert own == pytest.approx(mean_on(np.linspace(-6.0, 6.0, 1201)), abs=1e-8)


def test_warms_estimate_and_jeffreys_mode_are_two_estimates_under_one_name() -> None:
    assert estimate_wle(BANK_O, ANSWERS[None]).abilities[0] == pytest.approx(-0.0992033, abs=6e-8)  # catR
    assert estimate_jeffreys(BANK_O, ANSWERS[None]).abilities[0] == pytest.approx(0.0076396, abs=6e-8)  # mirt


def test_an_expected_posterior_variance_by_plugging_in_the_estimate_is_not_the_exact_one() -> None:
    # catR weighs the answers by their probabilities at the estimate, not by the predictive ones.
    grid = ProbabilityGrid.of(BANK_O)
    log_posterior = normal_prior(0.0, 1.0) + grid.log_likelihood(range(4), ANSWERS[:4].tolist())
    now = posterior(log_posterior)
    exact = expected_posterior_variance(grid, now)[4:]
    at_estimate = category_probabilities(BANK_O, np.array([now.mean]))[4:, :, 0]
    plugged_in = [
        sum(
            at_estimate[place, category]
            * posterior(log_posterior + grid.log_rows[grid.first_rows[item] + category]).variance
            for category in (0, 1)
        )
        for place, item in enumerate(range(4, 8))
    ]
    np.testing.assert_allclose(plugged_in, [0.5455260, 0.4951976, 0.5409940, 0.5425616], atol=6e-8)
    np.testing.assert_allclose(exact, O["after_four"]["expected_posterior_variance"], atol=6e-8)


def test_a_scaling_constant_is_a_factor_of_the_slope_and_nothing_else() -> None:
    # D = 1 everywhere; an item calibrated with D = 1.702 comes in with its slope times 1.702.
    legacy = ItemPool.of([ItemParameters("3pl", 1.702 * 0.8, (0.4,), 0.2)])
    right = category_probabilities(legacy, np.array([1.0]))[0, 1, 0]
    assert right == pytest.approx(0.2 + 0.8 / (1.0 + np.exp(-1.702 * 0.8 * 0.6)), rel=1e-14)


ESTIMATORS: list[Callable[..., AbilityEstimates]] = [
    estimate_eap,
    estimate_map,
    estimate_ml,
    estimate_wle,
    estimate_jeffreys,
    estimate_robust,
]


def brute_force(pool: ItemPool, row: Integers) -> tuple[float, float]:
    logs = log_category_probabilities(pool, GRID)
    there = np.flatnonzero(row >= 0)
    heights = logs[there, row[there]].sum(axis=0) - 0.5 * GRID**2
    weights = np.exp(heights - heights.max())
    weights /= weights.sum()
    mean = weights @ GRID
    return float(mean), float(np.sqrt(weights @ (GRID - mean) ** 2))


@settings(max_examples=40)
@given(data=st.data())
def test_eap_of_every_model_is_that_of_brute_force_on_the_published_grid(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=8))
    sheet = data.draw(answer_sheets(pool, max_persons=3))
    found = estimate_eap(pool, sheet)
    for person, row in enumerate(sheet):
        mean, sd = brute_force(pool, row)
        assert found.abilities[person] == pytest.approx(mean, abs=1e-10)
        assert found.standard_errors[person] == pytest.approx(sd, abs=1e-10)


@settings(max_examples=40)
@given(pool=pools_of_every_model(max_items=4), ability=st.floats(-6.0, 6.0))
def test_information_is_the_variance_of_the_score_and_the_mean_of_the_observed_one(
    pool: ItemPool, ability: float
) -> None:
    here = np.array([ability])
    p = category_probabilities(pool, here)[:, :, 0]
    observed = observed_information(pool, here)[:, :, 0]
    np.testing.assert_allclose(
        (p * observed).sum(axis=1), item_information(pool, here)[:, 0], rtol=1e-9, atol=1e-12
    )


@pytest.mark.parametrize("estimate", ESTIMATORS)
def test_the_order_of_items_and_persons_changes_nothing(estimate: Callable[..., AbilityEstimates]) -> None:
    rng = np.random.default_rng(6)
    sheet = rng.integers(-1, 2, (12, 8))
    items, persons = rng.permutation(8), rng.permutation(12)
    turned = ItemPool.of([BANK_O.items[item] for item in items])
    found = estimate(turned, sheet[persons][:, items])
    expected = estimate(BANK_O, sheet)
    np.testing.assert_allclose(found.abilities, expected.abilities[persons], atol=1e-9)
    np.testing.assert_allclose(found.standard_errors, expected.standard_errors[persons], rtol=1e-7)
