from typing import Any

import numpy as np
import pytest

from scoring.arrays import Floats
from scoring.exposure import ItemEligibility, SympsonHetter
from scoring.multidimensional_ability import estimate_multidimensional_eap
from scoring.selection import ChanceName
from scoring.simulation import MultidimensionalSimulation, simulate_multidimensional
from tests.scoring.batteries import battery, battery_test, correlated

POOL = battery(120, 3, seed=1)
PAIR = battery(120, 2, seed=2, is_simple=True)


def drawn(n: int, n_dimensions: int, correlation: float, seed: int) -> Floats:
    rng = np.random.default_rng(seed)
    return rng.multivariate_normal(np.zeros(n_dimensions), correlated(n_dimensions, correlation), n)


def simulated(
    abilities: Floats, seed: int = 3, pool: Any = POOL, **changes: Any
) -> MultidimensionalSimulation:
    return simulate_multidimensional(
        battery_test(pool, **changes), abilities, rng=np.random.default_rng(seed)
    )


@pytest.fixture(scope="module")
def measured() -> MultidimensionalSimulation:
    """800 examinees whose abilities are as the prior says."""
    return simulated(drawn(800, 3, 0.5, seed=4), max_items=24, weights=[0.5, 0.3, 0.2])


def test_figures_are_those_of_the_errors(measured: MultidimensionalSimulation) -> None:
    errors = measured.estimates - measured.abilities
    np.testing.assert_allclose(measured.bias, errors.mean(axis=0))
    np.testing.assert_allclose(measured.rmse, np.sqrt((errors**2).mean(axis=0)))
    reach = 1.959964 * np.sqrt(np.diagonal(measured.covariances, axis1=1, axis2=2))
    np.testing.assert_allclose(measured.coverage(), (np.abs(errors) <= reach).mean(axis=0))
    for ability in range(3):
        own = np.corrcoef(measured.estimates[:, ability], measured.abilities[:, ability])[0, 1]
        assert measured.reliability[ability] == pytest.approx(own**2)
    weights = np.array([0.5, 0.3, 0.2])
    composite = measured.composite()
    assert composite.rmse == pytest.approx(np.sqrt(((errors @ weights) ** 2).mean()))
    variances = [weights @ covariance @ weights for covariance in measured.covariances]
    np.testing.assert_allclose(composite.standard_errors**2, variances)
    inverse = np.linalg.inv(measured.covariances)
    distances = np.array([error @ matrix @ error for error, matrix in zip(errors, inverse, strict=True)])
    # The 95 % point of chi-square with 3 degrees of freedom, from its table.
    assert measured.joint_coverage() == pytest.approx(float((distances <= 7.814728).mean()))


def test_intervals_hold_the_abilities_as_often_as_they_say(measured: MultidimensionalSimulation) -> None:
    # The standard error of a share of 800 is 0.008.
    assert (np.abs(measured.coverage() - 0.95) < 0.025).all()
    assert abs(measured.composite().coverage() - 0.95) < 0.025
    assert abs(measured.joint_coverage() - 0.95) < 0.025
    assert (np.abs(measured.coverage(0.8) - 0.8) < 0.045).all()
    assert (np.abs(measured.bias) < 0.05).all()
    # The curvature's errors are some percent below those made, in long simulations too, the mean's are not.
    errors = np.sqrt(np.diagonal(measured.covariances, axis1=1, axis2=2)).mean(axis=0)
    np.testing.assert_allclose(errors / measured.rmse, 0.97, atol=0.06)


def test_final_estimates_can_be_the_means_of_the_same_answers() -> None:
    abilities = drawn(300, 2, 0.5, seed=14)
    mode, mean = (
        simulate_multidimensional(
            battery_test(PAIR), abilities, rng=np.random.default_rng(3), final=final, cohort=150
        )
        for final in ("map", "eap")
    )
    np.testing.assert_array_equal(mode.items, mean.items)
    sheet = np.full((300, 120), -1)
    np.put_along_axis(sheet, mean.items, mean.categories, axis=1)
    expected = estimate_multidimensional_eap(PAIR, sheet, covariance=correlated(2, 0.5))
    np.testing.assert_allclose(mean.estimates, expected.abilities, atol=1e-12)
    np.testing.assert_allclose(mean.covariances, expected.covariances, atol=1e-12)
    variances = np.diagonal(mean.covariances - mode.covariances, axis1=1, axis2=2)
    assert (variances.mean(axis=0) > 0.0).all()


def test_abilities_that_go_together_are_measured_better_together_than_apart() -> None:
    # Apart: without the correlation, and as many items of each ability, which is two tests of five items.
    abilities = drawn(600, 2, 0.8, seed=5)
    together = simulated(abilities, pool=PAIR, max_items=10, prior_covariance=correlated(2, 0.8))
    apart = simulated(
        abilities, pool=PAIR, max_items=10, prior_covariance=np.eye(2), items_per_ability=((5, 5), (5, 5))
    )
    assert (together.use.lengths == 10).all()
    assert (apart.use.lengths == 10).all()
    # With 3,000 examinees the errors are 0.90 times as large.
    assert (together.rmse < 0.95 * apart.rmse).all()
    assert (together.reliability > apart.reliability).all()
    assert together.composite([0.5, 0.5]).rmse < apart.composite([0.5, 0.5]).rmse


def test_items_that_are_to_measure_a_composite_do_so_best() -> None:
    abilities = drawn(300, 3, 0.5, seed=6)
    weights = [1.0, 0.0, 0.0]
    by_composite = simulated(abilities, criterion="composite", weights=weights)
    by_all = simulated(abilities, criterion="a", weights=weights)
    assert by_composite.composite().rmse < by_all.composite().rmse
    assert by_composite.rmse.sum() > by_all.rmse.sum()


@pytest.mark.parametrize("chance", ["none", "progressive", "randomesque"])
def test_a_simulated_test_is_the_test_itself_asked_item_by_item(chance: ChanceName) -> None:
    test = battery_test(
        POOL,
        chance=chance,
        target_standard_errors=(0.6, None, 0.6),
        enemies=tuple((item ^ 1,) for item in range(120)),
        items_per_ability=((0, 9), (1, 9), (0, 9)),
    )
    abilities = [[0.4, -1.0, 0.8]]
    found = simulate_multidimensional(test, abilities, rng=np.random.default_rng(9))
    rng = np.random.default_rng(9)
    everything = np.ones(120, dtype=np.bool_)
    items: list[int] = []
    categories: list[int] = []
    while (reason := test.stop(items, categories, everything)) is None:
        items.append(test.choose(items, categories, everything, rng.random(120)).index)
        logit = np.dot(POOL.slopes[items[-1]], abilities[0]) + POOL.intercepts[items[-1]]
        categories.append(int(rng.random(1)[0] < 1.0 / (1.0 + np.exp(-logit))))
    n = len(items)
    assert found.use.lengths.tolist() == [n]
    assert found.items[0, :n].tolist() == items
    assert found.categories[0, :n].tolist() == categories
    assert found.stop_reasons == (reason,)
    estimate = test.estimate(items, categories)
    np.testing.assert_allclose(found.estimates[0], estimate.abilities, atol=1e-9)
    np.testing.assert_allclose(found.covariances[0], estimate.covariance, atol=1e-9)


def test_tests_end_when_their_targets_are_reached() -> None:
    abilities = drawn(200, 3, 0.5, seed=7)
    found = simulated(abilities, target_standard_errors=(0.55,) * 3, max_items=30)
    errors = np.sqrt(np.diagonal(found.covariances, axis1=1, axis2=2))
    is_precise = np.array(found.stop_reasons) == "precise"
    assert is_precise.mean() > 0.5
    assert ((errors <= 0.55).all(axis=1) == is_precise).all()
    assert (found.use.lengths[~is_precise] == 30).all()
    assert found.use.lengths[is_precise].min() < found.use.lengths[is_precise].max()


def test_exposure_is_controlled_by_the_cohorts_before() -> None:
    abilities = drawn(200, 3, 0.5, seed=8)
    test = battery_test(POOL, max_items=6, weights=[1.0, 1.0, 1.0])

    def largest(exposure: Any) -> float:
        rng = np.random.default_rng(1)
        found = simulate_multidimensional(test, abilities, rng=rng, exposure=exposure, cohort=15)
        items = found.items
        assert all(len(set(row)) == 6 for row in items.tolist())
        return found.use.max_exposure

    assert largest(1.0) == 1.0  # the first item is the same for all
    assert largest(0.3) < 0.35
    assert largest(ItemEligibility(0.3)) < 0.5
    assert 0.4 < largest(SympsonHetter(np.full(120, 0.5), (0.5,), 1, is_settled=True)) < 0.6


def test_equal_generators_give_equal_tests_and_cohorts_end_where_they_end() -> None:
    abilities = drawn(50, 3, 0.5, seed=9)
    test = battery_test(POOL, max_items=6, chance="progressive")
    first, again, other = (
        simulate_multidimensional(test, abilities, rng=np.random.default_rng(seed), cohort=17)
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.items, again.items)
    np.testing.assert_array_equal(first.estimates, again.estimates)
    assert (first.items != other.items).any()
    np.testing.assert_array_equal(first.abilities, abilities)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"abilities": [0.0, 1.0, 2.0]}, r"abilities must be finite logits of shape \(n_examinees, 3\)"),
        ({"abilities": [[0.0, 1.0]]}, "abilities must be finite logits"),
        ({"abilities": np.zeros((0, 3))}, "abilities must be finite logits"),
        ({"abilities": [[0.0, np.nan, 0.0]]}, "abilities must be finite logits"),
        ({"rng": 1}, "rng must be a generator of numpy"),
        ({"final": "ml"}, "final must be 'map' or 'eap', got 'ml'"),
        ({"cohort": 0}, "cohort must be 1 or more, got 0"),
        ({"exposure": ItemEligibility(0.3)}, "exposure by ItemEligibility needs a test with weights"),
        ({"exposure": "none"}, "exposure must be a largest rate, an ItemEligibility or a SympsonHetter"),
    ],
)
def test_simulations_that_make_no_sense_are_refused(changes: dict[str, Any], sentence: str) -> None:
    arguments: dict[str, Any] = {"abilities": np.zeros((2, 3)), "rng": np.random.default_rng(1), **changes}
    abilities = arguments.pop("abilities")
    with pytest.raises(ValueError, match=sentence):
        simulate_multidimensional(battery_test(POOL), abilities, **arguments)


def test_figures_that_make_no_sense_are_refused(measured: MultidimensionalSimulation) -> None:
    with pytest.raises(ValueError, match="dimension must be 0 to 2, got 3"):
        measured.ability(3)
    with pytest.raises(ValueError, match="weights must hold 3 finite numbers"):
        measured.composite([1.0])
    with pytest.raises(ValueError, match="level must lie between 0 and 1, got 95"):
        measured.joint_coverage(95)
    plain = simulated(np.zeros((1, 3)), max_items=4)
    with pytest.raises(ValueError, match="weights must hold 3 finite numbers, got None"):
        plain.composite()
