import numpy as np
import pytest

from scoring import AdaptiveTest, Simulation, simulate
from scoring.selection import Selection
from tests.scoring.pools import mixed_pool, three_parameter_pool

USUAL = Selection()
POOL = three_parameter_pool(200, seed=11)


def adaptive_test(selection: Selection = USUAL) -> AdaptiveTest:
    return AdaptiveTest(
        POOL,
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=25,
        min_items=8,
        target_standard_error=0.35,
        selection=selection,
    )


@pytest.fixture(scope="module")
def examinees() -> np.ndarray:
    return np.random.default_rng(1).normal(size=400)


@pytest.fixture(scope="module")
def controlled(examinees: np.ndarray) -> Simulation:
    return simulate(adaptive_test(), examinees, rng=np.random.default_rng(2), max_rate=0.25)


@pytest.fixture(scope="module")
def greedy(examinees: np.ndarray) -> Simulation:
    return simulate(adaptive_test(Selection(chance="none")), examinees, rng=np.random.default_rng(2))


def test_simulated_tests_recover_the_abilities(controlled: Simulation, greedy: Simulation) -> None:
    for simulation in (controlled, greedy):
        assert abs(simulation.bias) < 0.05
        assert simulation.rmse < 0.40
        correlation = np.corrcoef(simulation.abilities, simulation.estimates)[0, 1]
        assert correlation > 0.90


def test_standard_errors_are_as_large_as_the_errors(controlled: Simulation) -> None:
    z = (controlled.estimates - controlled.abilities) / controlled.standard_errors
    assert np.abs(z).max() < 5.0
    assert (z**2).mean() == pytest.approx(1.0, abs=0.2)
    assert (np.abs(z) < 1.96).mean() == pytest.approx(0.95, abs=0.03)


def test_exposure_is_held_to_the_limit(controlled: Simulation, greedy: Simulation) -> None:
    # An item just below the limit may be given once more.
    assert controlled.max_exposure <= 0.25 + 1 / controlled.n_examinees
    assert greedy.max_exposure > 0.5
    assert controlled.unused_share < greedy.unused_share
    assert controlled.overlap < greedy.overlap


def test_tests_end_for_the_reasons_they_should(controlled: Simulation) -> None:
    assert controlled.lengths.min() >= 8
    assert controlled.lengths.max() <= 25
    for error, length, reason in zip(
        controlled.standard_errors, controlled.lengths, controlled.stop_reasons, strict=True
    ):
        assert reason == ("precise" if error <= 0.35 else "max_items")
        assert reason == "precise" or length == 25
    assert sum(controlled.stop_reason_counts.values()) == controlled.n_examinees


def test_a_random_part_costs_items_but_not_many(controlled: Simulation, greedy: Simulation) -> None:
    assert greedy.mean_length < controlled.mean_length < 1.6 * greedy.mean_length


def test_no_examinee_sees_an_item_twice(controlled: Simulation) -> None:
    assert all(len(set(items)) == len(items) for items in controlled.administered)
    assert controlled.counts.sum() == controlled.lengths.sum()


def test_overlap_is_the_mean_over_all_pairs_of_examinees(controlled: Simulation) -> None:
    seen = [set(items) for items in controlled.administered[:40]]
    few = Simulation(
        abilities=controlled.abilities[:40],
        estimates=controlled.estimates[:40],
        standard_errors=controlled.standard_errors[:40],
        lengths=controlled.lengths[:40],
        counts=np.bincount(np.concatenate([list(items) for items in seen]), minlength=200),
        administered=controlled.administered[:40],
        stop_reasons=controlled.stop_reasons[:40],
    )
    shared = [len(seen[i] & seen[j]) for i in range(40) for j in range(i)]
    assert few.overlap == pytest.approx(np.mean(shared) / few.mean_length, rel=1e-12)


def test_equal_generators_give_equal_simulations(examinees: np.ndarray) -> None:
    first, second = (
        simulate(adaptive_test(), examinees[:20], rng=np.random.default_rng(5), max_rate=0.3)
        for _ in range(2)
    )
    assert first.administered == second.administered
    assert (first.estimates == second.estimates).all()


def test_mixed_pools_are_simulated_too() -> None:
    test = AdaptiveTest(
        mixed_pool(60, seed=4),
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=15,
        min_items=15,
        target_standard_error=None,
    )
    abilities = np.random.default_rng(3).normal(size=150)
    simulation = simulate(test, abilities, rng=np.random.default_rng(4))
    assert simulation.stop_reason_counts == {"max_items": 150}
    assert simulation.rmse < 0.40


def test_a_pool_smaller_than_the_test_runs_empty() -> None:
    test = AdaptiveTest(
        mixed_pool(6, seed=4),
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=10,
        min_items=10,
        target_standard_error=None,
    )
    simulation = simulate(test, [0.0, 1.0, -1.0], rng=np.random.default_rng(0), max_rate=0.5)
    assert simulation.stop_reasons == ("pool_empty",) * 3
    assert simulation.lengths.tolist() == [6, 6, 6]


def test_one_examinee_overlaps_with_nobody() -> None:
    assert np.isnan(simulate(adaptive_test(), [0.0], rng=np.random.default_rng(0)).overlap)


@pytest.mark.parametrize("abilities", [[], [[0.0]], 0.0])
def test_abilities_of_another_shape_are_refused(abilities: object) -> None:
    with pytest.raises(ValueError, match="abilities must be a one-dimensional array of at least one ability"):
        simulate(adaptive_test(), abilities, rng=np.random.default_rng(0))  # type: ignore[arg-type]
