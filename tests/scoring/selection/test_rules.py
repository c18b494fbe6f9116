from typing import Any

import numpy as np
import pytest

from scoring import AdaptiveTest, ItemParameters, ItemPool, NominalParameters
from scoring.response_times import ResponseTimeParameters, ResponseTimes
from scoring.selection import RULES, RuleName, Selection, Standing, locations, strata
from tests.scoring.pools import mixed_pool, three_parameter_pool

POOL = three_parameter_pool(40, seed=9)
EVERY_ITEM = np.ones(40, dtype=np.bool_)


def adaptive_test(selection: Selection, pool: ItemPool = POOL, **changes: Any) -> AdaptiveTest:
    arguments: dict[str, Any] = {
        "prior_mean": 0.0,
        "prior_sd": 1.0,
        "max_items": 12,
        "min_items": 4,
        "target_standard_error": None,
        **changes,
    }
    return AdaptiveTest(pool, selection=selection, **arguments)


def draws(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).random(shape)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("target", [None, 0.3])
def test_every_rule_with_every_chance_gives_many_persons_what_it_gives_each(
    rule: RuleName, target: float | None
) -> None:
    rng = np.random.default_rng(4)
    pool = mixed_pool(24, seed=3)
    eligible = rng.random((6, 24)) < 0.8
    administered = np.array([rng.permutation(24)[:5] for _ in range(6)])
    categories = rng.integers(0, 2, (6, 5))
    np.put_along_axis(eligible, administered, values=False, axis=1)
    uniforms = draws(5, 6, 24)
    for chance in RULES[rule].chances:
        selection = Selection(rule, chance, n_examined=6)
        test = adaptive_test(selection, pool, target_standard_error=target)
        logs = np.array(
            [
                test.grid.log_likelihood(items.tolist(), answers.tolist())
                for items, answers in zip(administered, categories, strict=True)
            ]
        )
        standing = Standing(
            distribution=test.estimate_each(logs),
            log_likelihood=logs,
            administered=administered,
            categories=categories,
            eligible=eligible,
            max_items=12,
        )
        chosen = test.choose_each(standing, uniforms)
        for person in range(6):
            alone = test.choose(
                administered[person].tolist(), categories[person].tolist(), eligible[person], uniforms[person]
            )
            assert chosen[person] == alone.index
            assert alone.criterion.rule == rule
            assert alone.candidates[0].index == alone.index
            assert 0.0 < alone.criterion.expected_posterior_variance <= alone.criterion.posterior_variance


def test_a_rule_picks_the_item_that_its_criterion_values_most() -> None:
    for rule in set(RULES) - {"random", "a_stratified"}:
        test = adaptive_test(Selection(rule, "none"))
        choice = test.choose([3, 8], [1, 0], EVERY_ITEM, draws(1, 40))
        values = [candidate.value for candidate in choice.candidates]
        assert values == sorted(values, reverse=True)
        assert 3 not in {candidate.index for candidate in choice.candidates}


def test_a_random_rule_follows_the_draws_alone() -> None:
    test = adaptive_test(Selection("random"))
    for seed in range(10):
        uniforms = draws(seed, 40)
        assert test.choose([], [], EVERY_ITEM, uniforms).index == uniforms.argmax()


def test_the_stratified_rule_goes_through_the_strata_from_low_slopes_to_high() -> None:
    test = adaptive_test(Selection("a_stratified", n_strata=3))
    stratum_of = strata(POOL, 3)
    administered: list[int] = []
    for position in range(12):
        choice = test.choose(
            administered, [1, 0] * (position // 2) + [1] * (position % 2), EVERY_ITEM, draws(0, 40)
        )
        assert stratum_of[choice.index] == position // 4
        administered.append(choice.index)


def test_the_best_few_take_turns_and_are_told_with_their_criterion() -> None:
    test = adaptive_test(Selection("mfi", "randomesque", n_best=4))
    greedy = adaptive_test(Selection("mfi", "none")).choose([], [], EVERY_ITEM, draws(0, 40))
    chosen = {test.choose([], [], EVERY_ITEM, draws(seed, 40)).index for seed in range(60)}
    assert len(chosen) == 4
    assert {candidate.index for candidate in greedy.candidates} <= chosen
    told = test.choose([], [], EVERY_ITEM, draws(1, 40)).candidates
    values = {candidate.index: candidate.value for candidate in greedy.candidates}
    assert all(values.get(each.index, each.value) == pytest.approx(each.value) for each in told)


def test_the_first_items_can_be_chosen_in_their_own_way() -> None:
    near = adaptive_test(Selection(first="difficulty", n_first=2, n_first_best=3, first_ability=1.0))
    nearest = set(np.argsort(np.abs(locations(POOL) - 1.0))[:3].tolist())
    for seed in range(10):
        choice = near.choose([], [], EVERY_ITEM, draws(seed, 40))
        assert choice.index in nearest
        assert choice.criterion.rule == "first_difficulty"
    assert near.choose([0], [1], EVERY_ITEM, draws(0, 40)).criterion.rule == "first_difficulty"
    assert near.choose([0, 1], [1, 0], EVERY_ITEM, draws(0, 40)).criterion.rule == "mepv"
    telling = adaptive_test(Selection("klp", first="information", n_first_best=1), prior_mean=0.7)
    greedy = adaptive_test(Selection("mfi", "none"), prior_mean=0.7)
    uniforms = draws(2, 40)
    assert (
        telling.choose([], [], EVERY_ITEM, uniforms).index
        == greedy.choose([], [], EVERY_ITEM, uniforms).index
    )
    lottery = adaptive_test(Selection("mfi", "none", first="random"))
    assert lottery.choose([], [], EVERY_ITEM, uniforms).index == uniforms.argmax()


def test_items_are_chosen_by_what_they_tell_in_a_second() -> None:
    rng = np.random.default_rng(3)
    times = ResponseTimes.of([ResponseTimeParameters(float(each), 2.0) for each in rng.normal(4.0, 0.5, 40)])
    test = adaptive_test(Selection("mfi", "none", is_per_time=True), response_times=times)
    plain = adaptive_test(Selection("mfi", "none"))
    choice = test.choose([], [], EVERY_ITEM, draws(0, 40))
    information = {
        each.index: each.value for each in plain.choose([], [], EVERY_ITEM, draws(0, 40)).candidates
    }
    best = choice.candidates[0]
    seconds = times.expected_seconds()
    assert all(value / seconds[index] <= best.value + 1e-12 for index, value in information.items())
    with pytest.raises(ValueError, match="response_times must be given to choose items per time, got None"):
        adaptive_test(Selection("mfi", is_per_time=True))
    with pytest.raises(ValueError, match="response_times must be of the pool's 40 items, got those of 1"):
        adaptive_test(Selection("mfi"), response_times=ResponseTimes.of([ResponseTimeParameters(4.0, 1.0)]))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"rule": "maxinfo"}, "rule must be one of mepv, .*, got 'maxinfo'"),
        ({"chance": "dice"}, "chance must be one of progressive, .*, got 'dice'"),
        ({"first": "best"}, "first must be one of as_others, .*, got 'best'"),
        ({"rule": "random", "chance": "progressive"}, "chance must be one of none with the rule random"),
        ({"acceleration": 0.0}, "acceleration must be finite and greater than 0, got 0.0"),
        ({"reach": np.inf}, "reach must be finite and greater than 0, got inf"),
        ({"n_best": 0}, "n_best must be 1 or more, got 0"),
        ({"first_ability": np.nan}, "first_ability must be None or a finite number, got nan"),
        (
            {"rule": "a_stratified", "is_per_time": True},
            "is_per_time must be False with the rule a_stratified",
        ),
    ],
)
def test_a_selection_that_makes_no_sense_is_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Selection(**arguments)


def test_a_rule_that_does_not_suit_the_pool_is_refused() -> None:
    nominal = NominalParameters(1.0, (0.0, 1.0), (0.0, 0.3))
    pool = ItemPool.of([ItemParameters("1pl", 1.0, (0.0,)), nominal])
    with pytest.raises(ValueError, match="pool must hold items that have a difficulty"):
        adaptive_test(Selection("a_stratified", n_strata=1), pool)
    with pytest.raises(ValueError, match="n_strata must lie between 1 and the number of items"):
        adaptive_test(Selection("a_stratified", n_strata=41))
