from dataclasses import FrozenInstanceError
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    GRID,
    AdaptiveTest,
    ItemParameters,
    ItemPool,
    estimate_eap,
    estimate_map,
    estimate_wle,
    normal_prior,
)
from scoring.ability import posterior
from scoring.priors import conditional_grid_prior
from scoring.probability_grid import ProbabilityGrid
from scoring.selection import TIE, FirstName, Selection, expected_posterior_variance
from tests.scoring.pools import BANK_O, PUBLISHED, mixed_pool, pools, responses, three_parameter_pool

POOL = three_parameter_pool(60, seed=1)
EVERY_ITEM = np.ones(60, dtype=np.bool_)
GREEDY = Selection(chance="none")


def adaptive_test(pool: ItemPool = POOL, **changes: Any) -> AdaptiveTest:
    arguments: dict[str, Any] = {
        "prior_mean": 0.0,
        "prior_sd": 1.0,
        "max_items": 20,
        "min_items": 5,
        "target_standard_error": 0.35,
    }
    return AdaptiveTest(pool, **{**arguments, **changes})


def draws(n_items: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random(n_items)


def test_on_bank_o_the_item_with_the_least_expected_posterior_variance_is_chosen() -> None:
    published = PUBLISHED["bank_o"]["after_four"]
    test = adaptive_test(BANK_O, selection=GREEDY)
    choice = test.choose([0, 1, 2, 3], [1, 1, 0, 1], np.ones(8, dtype=np.bool_), draws(8, 0))
    assert choice.index == published["best"]
    assert choice.estimate.ability == pytest.approx(published["eap"], abs=5e-8)
    assert choice.estimate.standard_error == pytest.approx(published["posterior_sd"], abs=5e-8)
    assert choice.criterion.rule == "mepv"
    assert choice.criterion.share == 1.0
    least = min(published["expected_posterior_variance"])
    assert choice.criterion.expected_posterior_variance == pytest.approx(least, abs=5e-8)


def test_before_the_first_item_the_estimate_is_the_prior() -> None:
    estimate = adaptive_test(prior_mean=0.5, prior_sd=0.8).estimate([], [])
    assert estimate.ability == pytest.approx(0.5, abs=1e-8)
    assert estimate.standard_error == pytest.approx(0.8, abs=1e-8)


@pytest.mark.parametrize("target", [0.35, None])
def test_the_first_item_is_left_to_chance_alone(target: float | None) -> None:
    test = adaptive_test(target_standard_error=target)
    for seed in range(20):
        uniforms = draws(60, seed)
        choice = test.choose([], [], EVERY_ITEM, uniforms)
        assert choice.index == uniforms.argmax()
        assert choice.criterion.share == 0.0


@pytest.mark.parametrize("target", [0.1, None])
def test_the_last_possible_item_is_left_to_the_criterion_alone(target: float | None) -> None:
    test = adaptive_test(target_standard_error=target)
    without_chance = adaptive_test(target_standard_error=target, selection=GREEDY)
    administered, categories = list(range(19)), [1, 0] * 9 + [1]
    expected = without_chance.choose(administered, categories, EVERY_ITEM, draws(60, 0)).index
    for seed in range(20):
        choice = test.choose(administered, categories, EVERY_ITEM, draws(60, seed))
        assert choice.index == expected
        assert choice.criterion.share == 1.0


def test_the_share_is_the_precision_gained_over_the_precision_needed() -> None:
    test = adaptive_test(max_items=60, selection=Selection(acceleration=2.0))
    choice = test.choose([0, 1, 2], [1, 0, 1], EVERY_ITEM, draws(60, 0))
    gained = 1.0 / choice.criterion.posterior_variance - 1.0
    assert choice.criterion.share == pytest.approx((gained / (0.35**-2 - 1.0)) ** 2, rel=1e-6)


@given(data=st.data())
def test_no_item_is_given_twice_and_none_that_is_not_eligible(data: st.DataObject) -> None:
    pool = data.draw(pools(min_items=2, max_items=8))
    administered, categories = data.draw(responses(pool))
    eligible = np.array(data.draw(st.lists(st.booleans(), min_size=pool.n_items, max_size=pool.n_items)))
    allowed = set(np.flatnonzero(eligible).tolist()) - set(administered)
    selections = [GREEDY, *(Selection(acceleration=each) for each in (0.5, 1.0, 3.0))]
    test = adaptive_test(pool, selection=data.draw(st.sampled_from(selections)))
    uniforms = draws(pool.n_items, data.draw(st.integers(0, 99)))
    if not allowed:
        with pytest.raises(ValueError, match="eligible must leave an item"):
            test.choose(administered, categories, eligible, uniforms)
        return
    choice = test.choose(administered, categories, eligible, uniforms)
    assert choice.index in allowed
    assert {candidate.index for candidate in choice.candidates} <= allowed
    assert len(choice.candidates) == min(3, len(allowed))
    assert choice.candidates[0].index == choice.index
    values = [candidate.value for candidate in choice.candidates]
    assert all(better > worse - TIE for better, worse in pairwise(values))


def test_a_choice_repeats_itself_and_leaves_its_arguments_alone() -> None:
    administered, categories, eligible, uniforms = [4, 9], [1, 0], EVERY_ITEM.copy(), draws(60, 7)
    first = adaptive_test().choose(administered, categories, eligible, uniforms)
    second = adaptive_test().choose(tuple(administered), tuple(categories), eligible, uniforms)
    assert first == second
    assert first.estimate == adaptive_test().estimate(administered, categories)
    assert (administered, categories) == ([4, 9], [1, 0])
    assert eligible.all()
    assert (uniforms == draws(60, 7)).all()


def test_the_order_of_responses_changes_no_choice() -> None:
    test = adaptive_test()
    choice = test.choose([3, 8, 21, 40], [1, 0, 0, 1], EVERY_ITEM, draws(60, 2))
    turned = test.choose([40, 21, 8, 3], [1, 0, 0, 1], EVERY_ITEM, draws(60, 2))
    assert turned.index == choice.index
    assert turned.estimate.ability == pytest.approx(choice.estimate.ability, abs=1e-12)


@pytest.mark.parametrize("selection", [GREEDY, Selection()])
def test_the_order_of_the_pool_changes_no_choice(selection: Selection) -> None:
    pool = mixed_pool(40, seed=5)
    turned_pool = ItemPool.of(pool.items[::-1])
    test = adaptive_test(pool, selection=selection)
    turned_test = adaptive_test(turned_pool, selection=selection)
    everything = np.ones(40, dtype=np.bool_)
    for seed in range(20):
        uniforms = draws(40, seed)
        chosen = test.choose([2, 7], [1, 3], everything, uniforms).index
        turned = turned_test.choose([37, 32], [1, 3], everything, uniforms[::-1]).index
        assert turned == 39 - chosen


def test_equally_good_items_are_chosen_by_the_draws() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 1.2, (0.0,))] * 50)
    test = adaptive_test(pool, selection=GREEDY)
    chosen = set()
    for seed in range(40):
        uniforms = draws(50, seed)
        choice = test.choose([], [], np.ones(50, dtype=np.bool_), uniforms)
        assert choice.index == uniforms.argmax()
        chosen.add(choice.index)
    assert len(chosen) > 20


def test_the_reported_variances_are_those_of_the_criterion() -> None:
    pool = mixed_pool(20, seed=9)
    choice = adaptive_test(pool).choose([1, 4], [2, 0], np.ones(20, dtype=np.bool_), draws(20, 3))
    grid = ProbabilityGrid.of(pool)
    now = posterior(normal_prior(0.0, 1.0) + grid.log_likelihood([1, 4], [2, 0]))
    expected = expected_posterior_variance(grid, now)[choice.index]
    assert choice.criterion.posterior_variance == pytest.approx(now.variance, rel=1e-12)
    assert choice.criterion.expected_posterior_variance == pytest.approx(expected, rel=1e-12)


def test_extreme_response_patterns_on_steep_items_still_give_a_choice() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 10.0, (b,)) for b in np.linspace(-6, 6, 49).tolist()])
    everything = np.ones(49, dtype=np.bool_)
    test = adaptive_test(pool, max_items=49, min_items=49, target_standard_error=0.1)
    for categories in ([0] * 48, [1] * 48, [0, 1] * 24, [1] * 24 + [0] * 24):
        choice = test.choose(range(48), categories, everything, draws(49, 1))
        assert choice.index == 48
        assert -6.0 <= choice.estimate.ability <= 6.0
        assert np.isfinite(choice.estimate.standard_error)
        assert np.isfinite(choice.criterion.expected_posterior_variance)


def test_stop_reasons_are_those_of_the_stopping_rule() -> None:
    test = adaptive_test()
    assert test.stop_reason(test.estimate([], []), 0, 60) is None
    assert test.stop_reason(test.estimate([], []), 20, 40) == "max_items"
    assert test.stop_reason(test.estimate([], []), 3, 0) == "pool_empty"


EARLIER = conditional_grid_prior(np.exp(normal_prior(0.9, 0.4)), correlation=0.8)


@pytest.mark.parametrize("target", [0.35, None])
def test_a_prior_of_ones_own_takes_the_place_of_the_tests(target: float | None) -> None:
    # With a normal prior everything is as in a test that has this prior for all.
    own = normal_prior(0.7, 0.6)
    test = adaptive_test(target_standard_error=target)
    for_all = adaptive_test(target_standard_error=target, prior_mean=0.7, prior_sd=0.6)
    for administered, categories in (([], []), ([4, 9, 30], [1, 0, 1])):
        found = test.choose(administered, categories, EVERY_ITEM, draws(60, 3), log_prior=own)
        assert found == for_all.choose(administered, categories, EVERY_ITEM, draws(60, 3))
        assert test.estimate(administered, categories, log_prior=own) == found.estimate
        assert found.estimate != test.estimate(administered, categories)


@pytest.mark.parametrize("first", ["information", "difficulty"])
def test_the_first_item_is_chosen_at_the_mean_of_ones_own_prior(first: FirstName) -> None:
    selection = Selection("mfi", "none", first=first, n_first_best=1)
    own = normal_prior(1.6, 0.5)
    found = adaptive_test(selection=selection).choose([], [], EVERY_ITEM, draws(60, 3), log_prior=own)
    for_all = adaptive_test(selection=selection, prior_mean=1.6, prior_sd=0.5)
    assert found.index == for_all.choose([], [], EVERY_ITEM, draws(60, 3)).index
    assert found.index != adaptive_test(selection=selection).choose([], [], EVERY_ITEM, draws(60, 3)).index


def test_any_prior_on_the_grid_is_taken_as_it_is() -> None:
    test = adaptive_test()
    estimate = test.estimate([4, 9], [1, 0], log_prior=EARLIER)
    row = np.full((1, 60), -1)
    row[0, [4, 9]] = [1, 0]
    expected = estimate_eap(POOL, row, log_prior=EARLIER)
    assert estimate.ability == pytest.approx(expected.abilities[0], abs=1e-12)
    assert estimate.standard_error == pytest.approx(expected.standard_errors[0], abs=1e-12)


def test_a_prior_that_is_precise_from_the_start_ends_the_test_at_its_least_length() -> None:
    test, own = adaptive_test(), normal_prior(0.2, 0.2)
    assert test.stop([1, 2], [1, 0], EVERY_ITEM, log_prior=own) is None
    stop = test.stop([1, 2, 3, 4, 5], [1, 0, 1, 0, 1], EVERY_ITEM, log_prior=own)
    assert stop is not None
    assert stop.reason == "precise"
    assert test.choose([1], [1], EVERY_ITEM, draws(60, 1), log_prior=own).criterion.share == 1.0


def test_the_final_estimate_by_another_method_takes_the_same_answers() -> None:
    # One row with the answers of the test is all that the other estimators need.
    test, administered, categories = adaptive_test(), [4, 9, 30, 41], [1, 0, 1, 1]
    row = np.full((1, 60), -1)
    row[0, administered] = categories
    mode = estimate_map(POOL, row, log_prior=EARLIER).estimate(0)
    assert mode.method == "map"
    heights = EARLIER + test.log_likelihood(administered, categories)
    assert mode.ability == pytest.approx(GRID[heights.argmax()], abs=0.06)
    assert estimate_wle(POOL, row).estimate(0).method == "wle"


@pytest.mark.parametrize(
    "prior", [np.zeros(120), np.zeros((1, 121)), np.full(121, -np.inf), np.full(121, np.nan)]
)
def test_priors_that_make_no_sense_are_refused(prior: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"log_prior must have (shape \(121,\)|a finite largest value)"):
        adaptive_test().estimate([1], [1], log_prior=prior)


def test_a_test_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        adaptive_test().max_items = 5  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"prior_sd": 0.0}, "prior sd must be finite and at least 0.1"),
        ({"prior_mean": 9.0}, "prior mean must lie within the grid"),
        ({"max_items": 0}, "max_items must be 1 or more"),
        ({"min_items": 21}, "min_items must lie between 0 and max_items"),
        ({"target_standard_error": 0.05}, "target_standard_error must be at least 0.1 logits"),
        ({"target_standard_error": 1.0}, "below the prior's standard deviation on the grid, 1.0000, got 1.0"),
    ],
)
def test_a_test_that_makes_no_sense_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        adaptive_test(**changes)


@pytest.mark.parametrize("pool", [None, [ItemParameters("1pl", 1.0, (0.0,))]])
def test_what_is_no_pool_is_refused_by_its_name(pool: Any) -> None:
    with pytest.raises(ValueError, match="pool must be an ItemPool, got "):
        adaptive_test(pool)


def test_arrays_of_the_wrong_kind_are_refused() -> None:
    test = adaptive_test()
    with pytest.raises(
        ValueError, match=r"eligible must be a mask of shape \(60,\), got bool of shape \(59,\)"
    ):
        test.choose([], [], EVERY_ITEM[:59], draws(60, 0))
    with pytest.raises(ValueError, match="got int64 of shape"):
        test.choose([], [], EVERY_ITEM.astype(np.int64), draws(60, 0))
    for uniforms in (draws(59, 0), draws(60, 0) + 0.5, draws(60, 0) - 0.5, np.full(60, np.nan)):
        with pytest.raises(ValueError, match=r"draws must be uniforms on \[0, 1\) of shape \(60,\)"):
            test.choose([], [], EVERY_ITEM, uniforms)
    with pytest.raises(ValueError, match="administered must name an item only once"):
        test.choose([1, 1], [0, 0], EVERY_ITEM, draws(60, 0))
    with pytest.raises(
        ValueError, match=r"eligible must be a mask of shape \(60,\), got bool of shape \(3,\)"
    ):
        test.stop([], [], EVERY_ITEM[:3])


def test_lists_serve_where_arrays_do() -> None:
    test, uniforms = adaptive_test(), draws(60, 0)
    by_arrays = test.choose([1, 2], [1, 0], EVERY_ITEM, uniforms, log_prior=EARLIER)
    lists: list[Any] = [EVERY_ITEM.tolist(), uniforms.tolist()]
    prior: Any = EARLIER.tolist()
    assert test.choose([1, 2], [1, 0], *lists, log_prior=prior) == by_arrays
    assert test.estimate([1, 2], [1, 0], log_prior=prior) == by_arrays.estimate
    assert test.stop([1, 2], [1, 0], lists[0], log_prior=prior) is None


def test_the_order_of_questions_changes_no_answer() -> None:
    """The last posterior is kept between questions; other responses and other priors do not get it."""
    test, fresh = adaptive_test(), adaptive_test()
    draws = np.random.default_rng(2).random(60)
    other = normal_prior(0.8, 0.6)
    asked = [([3, 9], [1, 0], None), ([3, 9], [1, 1], None), ([3, 9], [1, 1], other), ([9, 3], [1, 1], None)]
    for items, answered, prior in [*asked, *reversed(asked), *asked]:
        assert test.estimate(items, answered, log_prior=prior) == adaptive_test().estimate(
            items, answered, log_prior=prior
        )
        alone = adaptive_test().choose(items, answered, EVERY_ITEM, draws, log_prior=prior)
        assert test.choose(items, answered, EVERY_ITEM, draws, log_prior=prior) == alone
    assert test == fresh
