import numpy as np
import pytest

from scoring import AdaptiveTest, ItemParameters, ItemPool, Simulation, simulate
from scoring.selection import Selection
from tests.scoring.pools import three_parameter_pool

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
    return np.random.default_rng(1).normal(size=1000)


@pytest.fixture(scope="module")
def controlled(examinees: np.ndarray) -> Simulation:
    return simulate(adaptive_test(), examinees, rng=np.random.default_rng(2), exposure=0.25, cohort=20)


@pytest.fixture(scope="module")
def greedy(examinees: np.ndarray) -> Simulation:
    return simulate(adaptive_test(Selection(chance="none")), examinees, rng=np.random.default_rng(2))


def test_simulated_tests_recover_the_abilities(controlled: Simulation, greedy: Simulation) -> None:
    for simulation in (controlled, greedy):
        assert abs(simulation.bias) < 0.03
        assert simulation.rmse < 0.41
        assert simulation.reliability > 0.84


def test_standard_errors_are_as_large_as_the_errors(controlled: Simulation) -> None:
    z = controlled.errors / controlled.standard_errors
    assert np.abs(z).max() < 5.0
    assert (z**2).mean() == pytest.approx(1.0, abs=0.1)
    assert controlled.coverage() == pytest.approx(0.95, abs=0.015)
    assert controlled.coverage(0.5) == pytest.approx(0.5, abs=0.04)


def test_posterior_means_are_pulled_to_the_prior_mean_by_what_the_tests_leave_open() -> None:
    """E(ability | estimate) is the estimate; and estimates rise with ability by the reliability only."""
    abilities = np.random.default_rng(6).normal(size=4000)
    short = AdaptiveTest(
        POOL, prior_mean=0.0, prior_sd=1.0, max_items=10, min_items=10, target_standard_error=None
    )
    simulation = simulate(short, abilities, rng=np.random.default_rng(7), cohort=1000)
    covariance = np.cov(simulation.abilities, simulation.estimates)
    assert covariance[0, 1] / covariance[1, 1] == pytest.approx(1.0, abs=0.03)
    kept = 1.0 - (simulation.standard_errors**2).mean()
    assert covariance[0, 1] / covariance[0, 0] == pytest.approx(kept, abs=0.03)
    low, *_, high = simulation.by_ability([-1.0, 1.0])
    assert low.bias == pytest.approx((kept - 1.0) * low.mean_ability, abs=0.1)
    assert high.bias == pytest.approx((kept - 1.0) * high.mean_ability, abs=0.1)


def test_exposure_is_held_to_the_limit(controlled: Simulation, greedy: Simulation) -> None:
    # An item just below the limit may be given to a whole cohort more.
    assert controlled.max_exposure <= 0.25 + 20 / controlled.n_examinees
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
    np.testing.assert_allclose(controlled.exposure_rates * controlled.n_examinees, controlled.counts)


def small(**changes: object) -> Simulation:
    """Four examinees: three answers, two answers, two answers, one answer."""
    arguments: dict[str, object] = {
        "n_items": 5,
        "abilities": np.array([-1.0, 0.2, 0.4, 1.4]),
        "estimates": np.array([-0.7, 0.5, -0.1, 1.0]),
        "standard_errors": np.array([0.2, 0.1, 0.5, 0.3]),
        "items": np.array([[0, 1, 2], [1, 0, -1], [1, 2, -1], [1, -1, -1]]),
        "categories": np.array([[1, 0, 1], [1, 0, -1], [1, 1, -1], [-1, -1, -1]]),
        "stop_reasons": ("max_items", "precise", "precise", "time_up"),
        **changes,
    }
    return Simulation(**arguments)  # type: ignore[arg-type]


def test_figures_are_what_a_person_would_count() -> None:
    simulation = small(
        seconds=np.array([[9.0, 5.0, 1.0], [4.0, 4.0, np.nan], [2.0, 1.0, np.nan], [7.0, np.nan, np.nan]])
    )
    assert simulation.bias == pytest.approx((0.3 + 0.3 - 0.5 - 0.4) / 4)
    assert simulation.rmse == pytest.approx(np.sqrt((0.09 + 0.09 + 0.25 + 0.16) / 4))
    assert simulation.lengths.tolist() == [3, 2, 2, 1]
    assert simulation.counts.tolist() == [2, 4, 2, 0, 0]
    assert (simulation.max_exposure, simulation.unused_share) == (1.0, 0.4)
    assert simulation.administered == ((0, 1, 2), (1, 0), (1, 2), (1,))
    assert simulation.coverage() == 0.75
    assert simulation.total_seconds is not None
    assert simulation.total_seconds.tolist() == [15.0, 8.0, 3.0, 7.0]
    assert simulation.stop_reason_counts == {"max_items": 1, "precise": 2, "time_up": 1}
    shared = [2 / 2, 2 / 2, 1 / 2, 1 / 2, 1 / 2, 1 / 2]  # items in common over the mean length of 2
    assert simulation.overlap == pytest.approx(np.mean(shared))
    assert small().total_seconds is None
    assert small(violations=np.array([0, 2, 0, 1])).n_violating == 2
    assert small().n_violating == 0


def test_groups_by_ability_are_those_between_the_edges() -> None:
    below, middle, above = small().by_ability([0.2, 1.4])
    assert [group.n_examinees for group in (below, middle, above)] == [1, 2, 1]
    assert (middle.low, middle.high) == (0.2, 1.4)
    assert middle.bias == pytest.approx(-0.1)
    assert middle.rmse == pytest.approx(np.sqrt((0.09 + 0.25) / 2))
    assert middle.coverage == 0.5
    assert middle.standard_error == pytest.approx(0.3)
    assert middle.mean_length == 2.0
    nobody = small().by_ability([5.0, 6.0])[1]
    assert nobody.n_examinees == 0
    assert np.isnan(nobody.bias)


def test_classification_compares_true_categories_with_assigned_ones() -> None:
    found = small().classification([0.0, 1.2])
    assert found.counts.tolist() == [[1, 0, 0], [1, 1, 0], [0, 1, 0]]
    assert (found.accuracy, found.false_below, found.false_above) == (0.5, 0.5, 0.0)
    assert found.expected.accuracy > 0.6
    assert found.cuts == (0.0, 1.2)


def test_decisions_are_as_accurate_as_their_errors_promise(controlled: Simulation) -> None:
    found = controlled.classification([-0.5, 0.8])
    assert found.accuracy == pytest.approx(found.expected.accuracy, abs=0.03)
    assert found.false_above == pytest.approx(found.expected.false_above, abs=0.02)


def test_edges_and_levels_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="edges must be one or more finite logits that rise"):
        small().by_ability([1.0, 1.0])
    with pytest.raises(ValueError, match="level must lie between 0 and 1, got 95"):
        small().coverage(95)


def test_one_examinee_overlaps_with_nobody_and_has_no_reliability() -> None:
    pool = ItemPool.of([ItemParameters("1pl", 1.0, (0.0,))])
    test = AdaptiveTest(
        pool, prior_mean=0.0, prior_sd=1.0, max_items=1, min_items=1, target_standard_error=None
    )
    alone = simulate(test, [0.0], rng=np.random.default_rng(0))
    assert np.isnan(alone.overlap)
    assert np.isnan(alone.reliability)


def test_groups_are_joined_in_the_order_of_the_examinees() -> None:
    test = adaptive_test()
    abilities = np.array([-1.0, 0.5, 2.0, -0.3, 1.1])
    members = [np.array([3, 0]), np.array([1, 4, 2])]
    parts = [simulate(test, abilities[each], rng=np.random.default_rng(5)) for each in members]
    joined = Simulation.joined(parts, members)
    assert joined.abilities.tolist() == abilities.tolist()
    for part, places in zip(parts, members, strict=True):
        assert (joined.items[places] == part.items).all()
        assert [joined.stop_reasons[place] for place in places.tolist()] == list(part.stop_reasons)
    with pytest.raises(ValueError, match="members must name every examinee"):
        Simulation.joined(parts, members[:1])
