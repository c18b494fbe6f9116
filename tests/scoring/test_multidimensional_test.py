from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import AdaptiveTest, ItemParameters, ItemPool, Selection, estimate_map, item_information
from scoring.multidimensional import MultidimensionalItem, MultidimensionalPool, information_matrices
from scoring.multidimensional_ability import estimate_multidimensional_map
from scoring.multidimensional_test import MultidimensionalStanding
from scoring.selection import ChanceName
from tests.scoring.batteries import battery, battery_test, correlated
from tests.scoring.pools import multidimensional_pools

POOL = battery(40, 3, seed=1)
EVERY_ITEM = np.ones(40, dtype=np.bool_)
WEIGHTS = np.array([0.5, 0.3, 0.2])
GIVEN = [3, 10, 17, 20], [1, 0, 1, 1]


def draws(n_items: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random(n_items)


@settings(max_examples=25)
@given(data=st.data(), criterion=st.sampled_from(["d", "a", "composite"]))
def test_the_chosen_item_is_the_best_when_every_covariance_is_inverted(
    data: st.DataObject, criterion: str
) -> None:
    pool = data.draw(multidimensional_pools())
    n = pool.n_dimensions
    categories = data.draw(st.lists(st.integers(0, 1), max_size=pool.n_items - 1))
    administered = list(range(len(categories)))
    weights = np.linspace(1.0, 0.2, n)
    test = battery_test(pool, criterion=criterion, weights=weights)
    everything = np.ones(pool.n_items, dtype=np.bool_)
    choice = test.choose(administered, categories, everything, draws(pool.n_items, 1))

    sheet = np.full((1, pool.n_items), -1)
    sheet[0, administered] = categories
    estimate = estimate_multidimensional_map(pool, sheet, covariance=correlated(n, 0.5))
    np.testing.assert_allclose(choice.estimate.abilities, estimate.abilities[0], atol=1e-9)
    np.testing.assert_allclose(choice.estimate.covariance, estimate.covariances[0], atol=1e-9)
    np.testing.assert_allclose(choice.estimate.standard_errors, estimate.standard_errors[0], atol=1e-9)

    def loss(covariance: np.ndarray) -> float:
        losses = {
            "d": np.linalg.slogdet(covariance)[1],
            "a": np.trace(covariance),
            "composite": weights @ covariance @ weights,
        }
        return float(losses[criterion])

    precision = np.linalg.inv(estimate.covariances[0])
    matrices = information_matrices(pool, estimate.abilities)[:, 0]
    left = range(len(categories), pool.n_items)
    after = {item: loss(np.linalg.inv(precision + matrices[item])) for item in left}
    assert choice.index in after
    assert after[choice.index] == pytest.approx(min(after.values()), abs=1e-8)
    assert choice.criterion.rule == criterion
    assert choice.criterion.present == pytest.approx(loss(estimate.covariances[0]), abs=1e-8)
    assert choice.criterion.expected == pytest.approx(after[choice.index], abs=1e-8)
    assert choice.candidates[0].index == choice.index
    values = [each.value for each in choice.candidates]
    expected = sorted((choice.criterion.present - each for each in after.values()), reverse=True)
    np.testing.assert_allclose(values, expected[:3], atol=1e-8)


@pytest.mark.parametrize("criterion", ["d", "a"])
def test_with_one_ability_the_choice_is_that_of_most_information_at_the_mode(criterion: str) -> None:
    rng = np.random.default_rng(5)
    slopes, difficulties = rng.lognormal(0.1, 0.3, 50), rng.normal(size=50)
    several = MultidimensionalPool.of(
        [
            MultidimensionalItem((a,), -a * b)
            for a, b in zip(slopes.tolist(), difficulties.tolist(), strict=True)
        ]
    )
    one = ItemPool.of(
        [ItemParameters("2pl", a, (b,)) for a, b in zip(slopes.tolist(), difficulties.tolist(), strict=True)]
    )
    test = battery_test(several, criterion=criterion)
    plain = AdaptiveTest(
        one,
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=20,
        min_items=20,
        target_standard_error=None,
        selection=Selection("mfi", "none"),
    )
    everything = np.ones(50, dtype=np.bool_)
    administered: list[int] = []
    categories: list[int] = []
    same = 0
    for position in range(15):
        choice = test.choose(administered, categories, everything, draws(50, position))
        sheet = np.full((1, 50), -1)
        sheet[0, administered] = categories
        mode = estimate_map(one, sheet)
        assert choice.estimate.abilities[0] == pytest.approx(mode.abilities[0], abs=1e-6)
        information = item_information(one, mode.abilities)[:, 0]
        information[administered] = 0.0
        assert choice.index == information.argmax()
        # At the mean instead of the mode it is nearly always the same item.
        same += choice.index == plain.choose(administered, categories, everything, draws(50, position)).index
        administered.append(choice.index)
        categories.append(int(rng.random() < 0.6))
    assert same >= 10


def test_of_unrelated_abilities_and_items_each_is_estimated_as_by_itself() -> None:
    pool = battery(20, 2, seed=3, is_simple=True)
    test = battery_test(pool, prior_covariance=np.diag([1.0, 0.5]), prior_mean=[0.2, -0.3])
    categories = (np.random.default_rng(4).random(20) < 0.6).astype(int).tolist()
    together = test.estimate(list(range(20)), categories)
    for ability, (mean, variance) in enumerate([(0.2, 1.0), (-0.3, 0.5)]):
        own = MultidimensionalPool.of(
            [MultidimensionalItem((item.slopes[ability],), item.intercept) for item in pool.items[ability::2]]
        )
        alone = battery_test(own, prior_mean=[mean], prior_covariance=[[variance]])
        found = alone.estimate(list(range(10)), categories[ability::2])
        assert found.abilities[0] == pytest.approx(together.abilities[ability], abs=1e-9)
        assert found.standard_errors[0] == pytest.approx(together.standard_errors[ability], abs=1e-9)
    assert together.covariance[0][1] == pytest.approx(0.0, abs=1e-12)


def test_an_answer_moves_the_estimate_of_an_ability_it_does_not_measure_by_the_priors_correlation() -> None:
    pool = battery(20, 2, seed=3, is_simple=True)
    test = battery_test(pool, prior_covariance=correlated(2, 0.6))
    found = test.estimate([0, 2], [1, 1])
    # The second ability is the regression on the first, of which alone the answers told.
    assert found.abilities[1] == pytest.approx(0.6 * found.abilities[0], abs=1e-9)
    assert found.covariance[1][1] == pytest.approx(0.64 + 0.36 * found.covariance[0][0], abs=1e-9)


def test_the_composite_is_the_weighted_sum_with_its_own_error() -> None:
    estimate = battery_test(POOL).estimate(*GIVEN)
    composite = estimate.composite(WEIGHTS)
    assert composite.ability == pytest.approx(WEIGHTS @ np.array(estimate.abilities))
    variance = sum(WEIGHTS[i] * WEIGHTS[j] * estimate.covariance[i][j] for i in range(3) for j in range(3))
    assert composite.standard_error == pytest.approx(np.sqrt(variance))
    with pytest.raises(ValueError, match=r"weights must have shape \(3,\), got \(2,\)"):
        estimate.composite([1.0, 1.0])


@pytest.mark.parametrize("chance", ["none", "progressive", "proportional", "randomesque"])
@pytest.mark.parametrize("targets", [(), (0.5, None, 0.6)])
def test_many_at_once_are_asked_as_each_by_itself(chance: ChanceName, targets: tuple[Any, ...]) -> None:
    test = battery_test(
        POOL, chance=chance, target_standard_errors=targets, items_per_ability=((2, 9), (2, 9), (2, 9))
    )
    rng = np.random.default_rng(7)
    items = np.array([rng.permutation(40)[:6] for _ in range(8)])
    categories = rng.integers(0, 2, items.shape)
    uniforms = rng.random((8, 40))
    eligible = rng.random((8, 40)) < 0.7
    free = eligible.copy()
    np.put_along_axis(free, items, values=False, axis=1)
    standing = MultidimensionalStanding(*test.estimate_each(items, categories), items, free)
    chosen, reasons = test.choose_each(standing, uniforms), test.stop_reason_each(standing)
    for person in range(8):
        responses = items[person].tolist(), categories[person].tolist()
        choice = test.choose(*responses, eligible[person], uniforms[person])
        assert choice.index == chosen[person]
        assert test.stop(*responses, eligible[person]) == reasons[person]
        np.testing.assert_allclose(choice.estimate.abilities, standing.abilities[person], atol=1e-10)


def test_equally_good_items_are_chosen_by_the_draws() -> None:
    pool = MultidimensionalPool.of([MultidimensionalItem((1.2, 0.3), 0.0)] * 30)
    test = battery_test(pool)
    for seed in range(10):
        uniforms = draws(30, seed)
        assert test.choose([], [], np.ones(30, dtype=np.bool_), uniforms).index == uniforms.argmax()


def test_chance_fades_from_all_to_nothing() -> None:
    for targets in ((), (0.2, 0.2, 0.2)):
        test = battery_test(POOL, chance="progressive", target_standard_errors=targets, max_items=10)
        greedy = battery_test(POOL)
        first = test.choose([], [], EVERY_ITEM, draws(40, 1))
        assert first.criterion.share == 0.0
        assert first.index == draws(40, 1).argmax()
        nine = list(range(9)), [1, 0, 1] * 3
        last = test.choose(*nine, EVERY_ITEM, draws(40, 1))
        assert last.criterion.share == 1.0
        assert last.index == greedy.choose(*nine, EVERY_ITEM, draws(40, 2)).index


def test_the_share_is_the_progress_of_the_ability_that_is_farthest_from_its_target() -> None:
    test = battery_test(POOL, chance="progressive", target_standard_errors=(0.4, None, 0.5), max_items=40)
    choice = test.choose(*GIVEN, EVERY_ITEM, draws(40, 1))
    errors = choice.estimate.standard_errors
    progress = [(errors[i] ** -2 - 1.0) / (target**-2 - 1.0) for i, target in ((0, 0.4), (2, 0.5))]
    assert choice.criterion.share == pytest.approx(max(min(progress), 4 / 39))


def test_one_of_the_best_is_drawn_and_told_by_its_value() -> None:
    test, greedy = battery_test(POOL, chance="randomesque", n_best=3), battery_test(POOL)
    best = {each.index: each.value for each in greedy.choose(*GIVEN, EVERY_ITEM, draws(40, 0)).candidates}
    found = [test.choose(*GIVEN, EVERY_ITEM, draws(40, seed)) for seed in range(30)]
    assert {choice.index for choice in found} == set(best)
    for choice in found:
        assert choice.candidates[0].value == pytest.approx(best[choice.index])
        assert choice.criterion.expected == pytest.approx(choice.criterion.present - best[choice.index])


def test_items_that_are_given_or_enemies_or_not_eligible_are_never_chosen() -> None:
    enemies = tuple((item ^ 1,) for item in range(40))
    test = battery_test(POOL, enemies=enemies, chance="progressive")
    eligible = EVERY_ITEM.copy()
    eligible[20:] = False
    found = {test.choose([0, 3, 4], [1, 0, 1], eligible, draws(40, seed)).index for seed in range(200)}
    assert found <= set(range(6, 20))
    assert len(found) > 10


def test_every_target_must_be_reached_and_the_least_length() -> None:
    items, categories = list(range(20)), [1, 0] * 10
    errors = battery_test(POOL).estimate(items, categories).standard_errors
    just, short = tuple(error + 1e-6 for error in errors), tuple(error - 1e-6 for error in errors)

    def reason(**changes: Any) -> str | None:
        return battery_test(POOL, max_items=30, **changes).stop(items, categories, EVERY_ITEM)

    assert reason(target_standard_errors=just) == "precise"
    assert reason(target_standard_errors=(just[0], None, None)) == "precise"
    assert reason(target_standard_errors=(just[0], short[1], just[2])) is None
    assert reason(target_standard_errors=just, min_items=21) is None
    assert reason() is None
    composite = battery_test(POOL).estimate(items, categories).composite(WEIGHTS).standard_error
    assert reason(weights=WEIGHTS, target_composite_error=composite + 1e-6) == "precise"
    assert reason(weights=WEIGHTS, target_composite_error=composite - 1e-6) is None
    both = {"weights": WEIGHTS, "target_composite_error": composite + 1e-6}
    assert reason(target_standard_errors=short, **both) is None


def test_a_test_ends_at_its_longest_or_when_nothing_is_left() -> None:
    test = battery_test(POOL, max_items=4, target_standard_errors=(0.3, 0.3, 0.3))
    assert test.stop(*GIVEN, EVERY_ITEM) == "max_items"
    assert test.stop(GIVEN[0][:2], GIVEN[1][:2], EVERY_ITEM) is None
    only = np.zeros(40, dtype=np.bool_)
    only[GIVEN[0][:2]] = True
    assert test.stop(GIVEN[0][:2], GIVEN[1][:2], only) == "pool_empty"
    estimate = test.estimate(*GIVEN)
    assert test.stop_reason(estimate, n_administered=3, n_left=5) is None
    assert test.stop_reason(estimate, n_administered=3, n_left=0) == "pool_empty"


def test_bounds_on_the_items_of_an_ability_are_kept_and_put_precision_off() -> None:
    bounds = ((0, 3), (4, 6), (2, 2))
    test = battery_test(POOL, max_items=9, items_per_ability=bounds, chance="progressive")
    for seed in range(20):
        rng = np.random.default_rng(seed)
        items: list[int] = []
        categories: list[int] = []
        while test.stop(items, categories, EVERY_ITEM) is None:
            items.append(test.choose(items, categories, EVERY_ITEM, rng.random(40)).index)
            categories.append(int(rng.integers(2)))
        counts = np.bincount(test.ability_of_item[items], minlength=3).tolist()
        assert len(items) == 9
        assert all(least <= n <= most for n, (least, most) in zip(counts, bounds, strict=True))
    easy = {"target_standard_errors": (0.95, None, None), "min_items": 1}
    three = [0, 3, 6], [1, 0, 1]  # all of the first ability
    assert battery_test(POOL, **easy).stop(*three, EVERY_ITEM) == "precise"
    owed = battery_test(POOL, **easy, items_per_ability=((0, 20), (1, 20), (0, 20)))
    assert owed.stop(*three, EVERY_ITEM) is None
    assert owed.stop([*three[0], 1], [*three[1], 0], EVERY_ITEM) == "precise"


@pytest.mark.parametrize(
    ("responses", "sentence"),
    [
        (([1, 2], [1]), "administered and categories must have the same length, got 2 items and 1"),
        (([1, 1], [1, 0]), "administered must hold items 0 to 39, none of them twice"),
        (([40], [1]), "administered must hold items 0 to 39"),
        (([1], [2]), r"categories must be 0 or 1, got \[2\]"),
    ],
)
def test_responses_that_make_no_sense_are_refused(
    responses: tuple[list[int], list[int]], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        battery_test(POOL).estimate(*responses)


def test_arrays_of_the_wrong_kind_are_refused() -> None:
    test = battery_test(POOL)
    with pytest.raises(ValueError, match=r"eligible must be a mask of shape \(40,\), got bool of shape"):
        test.stop([], [], EVERY_ITEM[:39])
    for uniforms in (draws(39, 0), draws(40, 0) + 0.5, np.full(40, np.nan)):
        with pytest.raises(ValueError, match=r"draws must be uniforms on \[0, 1\) of shape \(40,\)"):
            test.choose([], [], EVERY_ITEM, uniforms)
    with pytest.raises(ValueError, match="eligible must leave an item that may be administered, got none"):
        test.choose([], [], ~EVERY_ITEM, draws(40, 0))
