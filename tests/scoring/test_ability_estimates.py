from collections.abc import Callable

import numpy as np
import pytest

from scoring import (
    AdaptiveTest,
    Estimate,
    category_probabilities,
    estimate_eap,
    estimate_map,
    estimate_ml,
    estimate_wle,
)
from scoring.ability_estimates import AbilityEstimates
from tests.scoring.pools import three_parameter_pool

POOL = three_parameter_pool(40, seed=8)


def simulated(n_persons: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    abilities = rng.normal(size=n_persons)
    right = category_probabilities(POOL, abilities)[:, 1].T
    return abilities, (rng.random((n_persons, POOL.n_items)) < right).astype(np.int64)


def test_the_estimate_of_one_person_is_that_of_the_adaptive_test() -> None:
    test = AdaptiveTest(
        POOL, prior_mean=0.0, prior_sd=1.0, max_items=40, min_items=1, target_standard_error=None
    )
    _, sheet = simulated(5, seed=1)
    sheet[:, 20:] = -1
    estimates = estimate_eap(POOL, sheet)
    for person, row in enumerate(sheet):
        live = test.estimate(list(range(20)), row[:20].tolist())
        assert isinstance(estimates.estimate(person), Estimate)
        assert estimates.estimate(person).method == live.method
        assert estimates.estimate(person).ability == pytest.approx(live.ability, abs=1e-12)
        assert estimates.estimate(person).standard_error == pytest.approx(live.standard_error, abs=1e-12)


def test_estimates_cannot_be_changed() -> None:
    estimates = estimate_wle(POOL, simulated(3, seed=2)[1])
    for array in (
        estimates.abilities,
        estimates.standard_errors,
        estimates.n_answered,
        estimates.is_at_bound,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("estimate", [estimate_eap, estimate_map, estimate_wle])
def test_estimates_lie_near_the_abilities_as_far_as_their_standard_errors_say(
    estimate: Callable[..., AbilityEstimates],
) -> None:
    abilities, sheet = simulated(2000, seed=3)
    estimates = estimate(POOL, sheet)
    standardised = (estimates.abilities - abilities) / estimates.standard_errors
    assert np.sqrt(np.mean(standardised**2)) == pytest.approx(1.0, abs=0.08)


def test_the_reliability_of_eap_is_the_squared_correlation_with_the_abilities() -> None:
    abilities, sheet = simulated(4000, seed=4)
    estimates = estimate_eap(POOL, sheet)
    correlation = np.corrcoef(estimates.abilities, abilities)[0, 1]
    assert estimates.reliability == pytest.approx(correlation**2, abs=0.01)


def test_the_reliability_of_other_estimates_is_the_share_of_variance_that_is_no_error() -> None:
    estimates = estimate_ml(POOL, simulated(500, seed=5)[1], bounds=(-4.0, 4.0))
    within = (estimates.standard_errors**2).mean()
    assert estimates.reliability == pytest.approx(1.0 - within / estimates.abilities.var(ddof=1))


def test_one_person_has_no_reliability() -> None:
    assert np.isnan(estimate_eap(POOL, simulated(1, seed=6)[1]).reliability)
