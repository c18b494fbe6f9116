import pickle

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.assembly import (
    EVERY_ITEM,
    NO_LIMITS,
    Among,
    ContentPlan,
    Count,
    ItemAttributes,
    Labelled,
    Limits,
    NoTestError,
    Order,
    SetCount,
    Sets,
    ShadowTest,
    ShadowTests,
    Total,
)
from tests.scoring.assembly.plans import every_test, plans


def passages() -> ContentPlan:
    """Four passages of six items, three of which are used with three or four items each."""
    rng = np.random.default_rng(8)
    of = np.repeat(np.arange(4), 6)
    attributes = ItemAttributes.of(
        24,
        labels={"passage": [f"p{place}" for place in of], "kind": list(rng.choice(["x", "y"], 24))},
        numbers={"words": rng.integers(20, 60, 24)},
    )
    return ContentPlan.of(
        attributes,
        length=10,
        constraints=[
            Sets("passage", least_items=3, most_items=4, least_sets=3, most_sets=3),
            Count(Labelled("kind", "x"), at_least=4, at_most=6),
            Total("words", at_most=420),
        ],
    )


def whole_test(
    shadow_tests: ShadowTests, seed: int, ineligible: np.ndarray | None = None
) -> tuple[list[int], list[ShadowTest]]:
    """A test given item by item, the criterion and the ability changing at random."""
    rng = np.random.default_rng(seed)
    given: list[int] = []
    seen: list[ShadowTest] = []
    n_items = shadow_tests.plan.n_items
    for _ in range(shadow_tests.plan.longest):
        values = rng.random(n_items)
        shadow_test = shadow_tests.next(
            given,
            values,
            ability=float(rng.normal()),
            draws=rng.random(n_items),
            ineligible=ineligible,
            previous=seen[-1] if seen else None,
        )
        may_come = shadow_tests.may_come_next(shadow_test, given)
        seen.append(shadow_test)
        given.append(int(np.where(may_come, values, -1.0).argmax()))
    return given, seen


@given(plan=plans(), seed=st.integers(0, 1000))
def test_the_shadow_test_is_the_best_of_all_tests(plan: ContentPlan, seed: int) -> None:
    rng = np.random.default_rng(seed)
    values, draws = rng.random(plan.n_items), rng.random(plan.n_items)
    possible = list(every_test(plan))
    shadow_tests = ShadowTests(plan, limits=NO_LIMITS)
    if not possible:
        with pytest.raises(NoTestError, match="no test of"):
            shadow_tests.next([], values, ability=0.0, draws=draws)
        return
    found = shadow_tests.next([], values, ability=0.0, draws=draws)
    assert found.source == "optimal"
    assert found.items in possible
    assert found.value == pytest.approx(max(values[list(items)].sum() for items in possible), abs=2e-5)


@settings(max_examples=40)
@given(plan=plans(), seed=st.integers(0, 1000))
def test_it_holds_what_was_given_and_as_few_ineligible_items_as_can_be(plan: ContentPlan, seed: int) -> None:
    rng = np.random.default_rng(seed)
    values, draws = rng.random(plan.n_items), rng.random(plan.n_items)
    ineligible = rng.random(plan.n_items) < 0.4
    possible = list(every_test(plan))
    assume(possible)
    start = [int(possible[seed % len(possible)][0])]
    possible = [items for items in possible if start[0] in items]
    exact = ShadowTests(plan, limits=NO_LIMITS)
    found = exact.next(start, values, ability=0.0, draws=draws, ineligible=ineligible)
    free = [np.array([item for item in items if item != start[0]], dtype=int) for items in possible]
    fewest = min(int(ineligible[items].sum()) for items in free)
    best = max(values[items].sum() for items in free if ineligible[items].sum() == fewest)
    assert start[0] in found.items
    assert len(found.released) == fewest
    assert found.value == pytest.approx(best, abs=2e-5)
    hard = ShadowTests(plan, exclusion="hard", limits=NO_LIMITS)
    if fewest:
        with pytest.raises(NoTestError, match="and without the ineligible ones"):
            hard.next(start, values, ability=0.0, draws=draws, ineligible=ineligible)
    else:
        assert hard.next(start, values, ability=0.0, draws=draws, ineligible=ineligible) == found


@settings(max_examples=40)
@given(plan=plans(), seed=st.integers(0, 1000))
def test_whatever_happens_on_the_way_the_test_that_was_given_fulfils_the_plan(
    plan: ContentPlan, seed: int
) -> None:
    assume(next(iter(every_test(plan)), None) is not None)
    given: list[int] = []
    rng = np.random.default_rng(seed)
    shadow_tests = ShadowTests(plan)
    while True:
        values = rng.random(plan.n_items)
        shadow_test = shadow_tests.next(given, values, ability=0.0, draws=rng.random(plan.n_items))
        may_come = shadow_tests.may_come_next(shadow_test, given)
        if not may_come.any():
            break
        given.append(int(np.where(may_come, values, -1.0).argmax()))
    assert not plan.violations(given)
    assert not plan.sequence_breaks(given)


def test_equal_tests_are_chosen_by_the_draws_and_not_by_the_order_of_the_pool() -> None:
    attributes = ItemAttributes.of(30, labels={"kind": ["x", "y", "z"] * 10})
    constraints = [Count(Labelled("kind", kind), at_least=2, at_most=2) for kind in "xyz"]
    values = np.ones(30)
    draws = np.random.default_rng(6).random(30)
    order = np.random.default_rng(7).permutation(30)
    turned = ItemAttributes.of(30, labels={"kind": [attributes.labels_of("kind")[item] for item in order]})
    plans_of = [ContentPlan.of(each, length=6, constraints=constraints) for each in (attributes, turned)]
    first, second = (ShadowTests(plan, limits=NO_LIMITS) for plan in plans_of)
    items = first.next([], values, ability=0.0, draws=draws).items
    same = second.next([], values, ability=0.0, draws=draws[order]).items
    assert sorted(order[list(same)].tolist()) == list(items)
    for kind in range(3):
        of_kind = range(kind, 30, 3)
        largest = sorted(of_kind, key=lambda item: -draws[item])[:2]
        assert set(largest) <= set(items)


def test_near_enough_is_within_the_gap_and_the_order_of_the_pool_has_no_say() -> None:
    rng = np.random.default_rng(12)
    kinds, words = rng.integers(0, 4, 200), rng.integers(20, 99, 200)
    order = rng.permutation(200)

    def tests_from(places: np.ndarray, limits: Limits) -> ShadowTests:
        attributes = ItemAttributes.of(
            200, labels={"kind": [f"k{kind}" for kind in kinds[places]]}, numbers={"words": words[places]}
        )
        counts = [Count(Labelled("kind", f"k{kind}"), at_least=3, at_most=5) for kind in range(4)]
        total = Total("words", at_least=900, at_most=930)
        return ShadowTests(ContentPlan.of(attributes, length=16, constraints=[*counts, total]), limits=limits)

    for _ in range(4):
        values, draws = rng.random(200) ** 3, rng.random(200)
        near, turned, exact = (
            tests_from(places, limits).next([], values[places], ability=0.0, draws=draws[places])
            for places, limits in (
                (np.arange(200), Limits(gap=0.01)),
                (order, Limits(gap=0.01)),
                (np.arange(200), NO_LIMITS),
            )
        )
        assert exact.value * 0.99 <= near.value <= exact.value + 2e-5
        assert sorted(order[list(turned.items)].tolist()) == list(near.items)


def test_a_difference_larger_than_a_tie_is_not_left_to_chance() -> None:
    plan = ContentPlan.of(ItemAttributes.of(2), length=1)
    values = np.array([1.0, 1.0 + 1e-4])
    exact = ShadowTests(plan, limits=NO_LIMITS)
    assert exact.next([], values, ability=0.0, draws=np.array([0.99, 0.0])).items == (1,)


def test_passages_are_given_whole_one_after_the_other() -> None:
    for seed in range(3):
        given, seen = whole_test(ShadowTests(passages()), seed)
        assert not passages().violations(given)
        assert not passages().sequence_breaks(given)
        assert all(shadow_test.source == "optimal" for shadow_test in seen)


def test_blocks_are_given_in_their_order() -> None:
    rng = np.random.default_rng(2)
    plan = ContentPlan.of(
        ItemAttributes.of(30, labels={"section": list(rng.choice(["b", "a", "c"], 30))}),
        length=9,
        constraints=[
            Order("section", "a", "b", "c"),
            *(Count(Labelled("section", label), at_least=2, at_most=4) for label in "abc"),
        ],
    )
    for seed in range(3):
        given, _ = whole_test(ShadowTests(plan), seed)
        assert not plan.violations(given)
        assert not plan.sequence_breaks(given)


def test_a_set_boundary_is_where_a_passage_has_no_item_left() -> None:
    given, seen = whole_test(ShadowTests(passages(), refresh="set_boundary"), seed=1)
    plan = passages()
    for position, shadow_test in enumerate(seen):
        is_boundary = position == 0 or plan.set_of[given[position]] != plan.set_of[given[position - 1]]
        assert shadow_test.source == ("optimal" if is_boundary else "kept")
    assert not plan.violations(given)


def test_a_shadow_test_is_kept_while_the_ability_stays_near() -> None:
    plan = passages()
    shadow_tests = ShadowTests(plan, refresh="moved", moved_by=0.1)
    values, draws = np.random.default_rng(1).random((2, 24))
    first = shadow_tests.next([], values, ability=0.0, draws=draws)
    given = [first.items[0]]
    near = shadow_tests.next(given, values, ability=0.1, draws=draws, previous=first)
    assert (near.items, near.ability, near.source) == (first.items, 0.0, "kept")
    assert near.value == pytest.approx(values[[item for item in first.items if item not in given]].sum())
    far = shadow_tests.next(given, values, ability=0.11, draws=draws, previous=near)
    assert (far.ability, far.source) == (0.11, "optimal")


def test_a_shadow_test_is_not_kept_when_it_lacks_what_was_given_or_holds_what_became_ineligible() -> None:
    plan = passages()
    shadow_tests = ShadowTests(plan, refresh="moved")
    values, draws = np.random.default_rng(1).random((2, 24))
    first = shadow_tests.next([], values, ability=0.0, draws=draws)
    other = next(item for item in range(24) if item not in first.items)
    assert shadow_tests.next([other], values, ability=0.0, draws=draws, previous=first).source == "optimal"
    ineligible = np.zeros(24, dtype=np.bool_)
    ineligible[first.items[0]] = True
    again = shadow_tests.next([], values, ability=0.0, draws=draws, previous=first, ineligible=ineligible)
    assert again.source == "optimal"
    assert first.items[0] not in again.items


def test_at_the_time_limit_the_last_shadow_test_serves_and_the_plan_is_kept() -> None:
    plan = passages()
    hurried = ShadowTests(plan, limits=Limits(seconds=1e-9))
    given, seen = whole_test(hurried, seed=3)
    assert not plan.violations(given)
    assert not plan.sequence_breaks(given)
    # The first has none before it: the limit is lifted.
    assert seen[0].source == "optimal"
    assert "previous" in {shadow_test.source for shadow_test in seen[1:]}


def test_at_the_limit_a_hard_exclusion_is_kept_too() -> None:
    plan = passages()
    hurried = ShadowTests(plan, limits=Limits(seconds=1e-9), exclusion="hard")
    values, draws = np.random.default_rng(1).random((2, 24))
    first = hurried.next([], values, ability=0.0, draws=draws)
    ineligible = np.zeros(24, dtype=np.bool_)
    ineligible[first.items[0]] = True
    again = hurried.next([], values, ability=0.0, draws=draws, previous=first, ineligible=ineligible)
    assert first.items[0] not in again.items
    soft = ShadowTests(plan, limits=Limits(seconds=1e-9))
    released = soft.next([], values, ability=0.0, draws=draws, previous=first, ineligible=ineligible)
    assert released.source in {"previous", "unfinished", "optimal"}
    assert (first.items[0] in released.released) == (first.items[0] in released.items)


def test_when_what_was_given_cannot_be_completed_that_is_said() -> None:
    plan = ContentPlan.of(ItemAttributes.of(4), length=2, constraints=[Count(Among(0, 1), at_most=1)])
    values, draws = np.ones(4), np.zeros(4)
    with pytest.raises(NoTestError, match=r"no test of 2 to 2 items .* with the 2 items already given"):
        ShadowTests(plan).next([0, 1], values, ability=0.0, draws=draws)


def test_a_passage_that_was_left_is_not_entered_again() -> None:
    plan = ContentPlan.of(
        ItemAttributes.of(6, labels={"passage": ["p", "p", "p", "q", "q", "q"]}),
        length=4,
        constraints=[Sets("passage", least_items=2), SetCount(EVERY_ITEM, at_least=2)],
    )
    values = np.array([1.0, 1.0, 1.0, 0.1, 0.1, 0.1])
    draws = np.zeros(6)
    with pytest.raises(NoTestError):
        ShadowTests(plan).next([0, 3], values, ability=0.0, draws=draws)
    assert ShadowTests(plan).next([0, 1, 3], values, ability=0.0, draws=draws).items[:2] == (0, 1)


def test_shadow_tests_can_be_handed_to_another_process() -> None:
    shadow_tests = ShadowTests(passages())
    values, draws = np.random.default_rng(3).random((2, 24))
    there = pickle.loads(pickle.dumps(shadow_tests))  # noqa: S301  our own
    here = shadow_tests.next([], values, ability=0.0, draws=draws)
    assert there.next([], values, ability=0.0, draws=draws) == here


def test_when_all_items_were_given_none_may_come_next() -> None:
    plan = ContentPlan.of(ItemAttributes.of(3), length=2)
    shadow_tests = ShadowTests(plan)
    done = shadow_tests.next([0, 2], np.ones(3), ability=0.0, draws=np.zeros(3))
    assert done.items == (0, 2)
    assert done.value == 0.0
    assert not shadow_tests.may_come_next(done, [0, 2]).any()


def test_values_of_nothing_and_negative_values_are_values_too() -> None:
    plan = ContentPlan.of(ItemAttributes.of(3), length=2)
    shadow_tests = ShadowTests(plan)
    nothing = shadow_tests.next([], np.zeros(3), ability=0.0, draws=np.array([0.1, 0.9, 0.5]))
    assert nothing.items == (1, 2)
    negative = shadow_tests.next([], np.array([-3.0, -1.0, -2.0]), ability=0.0, draws=np.zeros(3))
    assert negative.items == (1, 2)


@pytest.mark.parametrize(
    ("administered", "values", "draws", "ineligible", "sentence"),
    [
        ([4], np.ones(4), np.zeros(4), None, "administered must name different items, 0 to 3, got"),
        ([1, 1], np.ones(4), np.zeros(4), None, "administered must name different items"),
        ([], np.ones(3), np.zeros(4), None, r"values must be finite numbers of shape \(4,\)"),
        ([], np.full(4, np.nan), np.zeros(4), None, "values must be finite numbers"),
        ([], np.ones(4), np.ones(4), None, r"draws must be uniforms on \[0, 1\) of shape"),
        ([], np.ones(4), np.zeros(4), np.zeros(4), "ineligible must be a mask of shape"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(
    administered: list[int],
    values: np.ndarray,
    draws: np.ndarray,
    ineligible: np.ndarray | None,
    sentence: str,
) -> None:
    shadow_tests = ShadowTests(ContentPlan.of(ItemAttributes.of(4), length=2))
    with pytest.raises(ValueError, match=sentence):
        shadow_tests.next(administered, values, ability=0.0, draws=draws, ineligible=ineligible)


def test_a_movement_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="moved_by must be 0 or more logits, got -1"):
        ShadowTests(ContentPlan.of(ItemAttributes.of(4), length=2), moved_by=-1)
