import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.assembly import (
    EVERY_ITEM,
    AllOrNone,
    Constraint,
    ContentPlan,
    Count,
    Enemies,
    ItemAttributes,
    KeyBalance,
    Labelled,
    Mean,
    Order,
    Proportion,
    SetCount,
    Sets,
    SetTotal,
    Total,
)
from tests.scoring.assembly.plans import is_fulfilled, plans

EIGHT = ItemAttributes.of(
    8,
    labels={
        "domain": ["figural"] * 4 + ["verbal"] * 4,
        "passage": ["p", "p", "", "", "q", "q", "q", ""],
        "key": ["A", "B", "A", "B", "A", "B", "A", "B"],
    },
    numbers={"words": [10, 20, 30, 40, 50, 60, 70, 80], "stimulus_words": [5, 5, 0, 0, 9, 9, 9, 0]},
)


def plan(*constraints: Constraint, length: int | tuple[int, int] = 4) -> ContentPlan:
    return ContentPlan.of(EIGHT, length=length, constraints=constraints)


@settings(max_examples=40)
@given(plan=plans())
def test_a_test_has_violations_exactly_when_a_constraint_does_not_hold(plan: ContentPlan) -> None:
    for length in range(1, plan.longest + 2):
        for items in itertools.islice(itertools.combinations(range(plan.n_items), length), 40):
            holds = plan.shortest <= length <= plan.longest and all(
                is_fulfilled(each, plan.attributes, items) for each in plan.constraints
            )
            assert (not plan.violations(items)) == holds


def test_a_violation_names_the_demand_and_what_was_found() -> None:
    of = plan(Count(Labelled("domain", "figural"), at_least=3, at_most=4))
    (violation,) = of.violations([0, 1, 4, 5])
    assert violation.demand.words == "at least 3 items with domain figural"
    assert violation.demand.constraint == 0
    assert violation.found == 2.0


def test_the_length_is_a_demand_too() -> None:
    assert [each.demand.words for each in plan(length=(3, 4)).violations([0])] == ["at least 3 items in all"]
    assert [each.demand.words for each in plan(length=(3, 4)).violations(range(5))] == [
        "at most 4 items in all"
    ]


def test_binding_demands_are_those_that_are_just_met() -> None:
    of = plan(
        Count(Labelled("domain", "figural"), at_least=2, at_most=4),
        Count(Labelled("domain", "verbal"), at_most=2),
        Total("words", at_most=1000),
    )
    assert [demand.words for demand in of.binding([0, 1, 4, 5])] == [
        "at least 2 items with domain figural",
        "at most 2 items with domain verbal",
    ]


def test_sets_are_left_only_once_and_blocks_follow_their_order() -> None:
    of = plan(Sets("passage"), Order("domain", "figural", "verbal"))
    assert of.sequence_breaks([0, 1, 2, 3, 4, 5]) == ()
    assert of.sequence_breaks([0, 2, 1, 3]) == (2,)
    assert of.sequence_breaks([4, 5, 0]) == (2,)


def test_the_items_of_a_set_are_one_unit() -> None:
    assert plan(Sets("passage")).units.tolist() == [0, 0, 4, 5, 1, 1, 1, 9]
    assert plan().units.tolist() == list(range(8))


def test_sums_of_a_set_count_once() -> None:
    of = plan(Sets("passage"), SetTotal("stimulus_words", at_most=13))
    assert of.violations([0, 1, 2, 3]) == ()
    (violation,) = of.violations([0, 1, 4, 5])
    assert violation.demand.words == "at most 13 stimulus_words of the sets in all"
    assert violation.found == 14.0


def test_a_number_of_sets_is_bounded() -> None:
    of = plan(Sets("passage"), SetCount(Labelled("passage", "p", "q"), at_most=1))
    assert of.violations([0, 2, 3, 7]) == ()
    assert [each.demand.words for each in of.violations([0, 2, 3, 4])] == [
        "at most 1 sets with passage p or q"
    ]


def test_constraints_say_what_they_are_in_words() -> None:
    figural = Labelled("domain", "figural")
    said: list[tuple[Constraint, str]] = [
        (Count(figural, at_least=2, at_most=3), "2 to 3 items with domain figural"),
        (Count(EVERY_ITEM, at_most=3), "at most 3 items"),
        (Count(figural, at_least=2), "at least 2 items with domain figural"),
        (Count(figural, at_least=2, at_most=2), "exactly 2 items with domain figural"),
        (Proportion(figural, at_least=0.2, at_most=0.3), "20 to 30 % items with domain figural of all items"),
        (Total("words", at_most=90), "at most 90 words in all"),
        (Total("words", at_most=90, where=figural), "at most 90 words in all of items with domain figural"),
        (Mean("words", at_most=30), "at most 30 words on average"),
        (KeyBalance("key"), "every key within 1 items of its equal part"),
        (
            Sets("passage", least_items=2, most_items=3),
            "any number of sets by passage, with 2 to 3 items each",
        ),
        (SetCount(figural, at_most=1), "at most 1 sets with domain figural"),
        (SetTotal("stimulus_words", at_most=9), "at most 9 stimulus_words of the sets in all"),
        (Enemies("passage"), "at most one item of each passage"),
        (AllOrNone(((1, 2), (3, 4))), "all items or none of each of 2 groups of items"),
        (Order("domain", "figural", "verbal"), "domain in the order figural, verbal"),
    ]
    for constraint, words in said:
        assert constraint.in_words() == words


def test_shares_of_a_fixed_length_are_whole_numbers_of_items() -> None:
    of = plan(Proportion(Labelled("domain", "figural"), at_least=0.3, at_most=0.6), length=5)
    assert of.programme.at_least.tolist() == [5.0, 2.0]
    assert of.programme.at_most.tolist() == [5.0, 3.0]


@pytest.mark.parametrize(
    ("constraints", "sentence"),
    [
        ([Count(Labelled("area", "x"), at_most=1)], r"attribute must be one that holds labels \(domain, key"),
        ([Count(Labelled("domain", "figurel"), at_most=1)], r"domain must be one that an item has \(figural"),
        (
            [Total("seconds", at_most=1)],
            r"attribute must be one that holds numbers \(stimulus_words, words\)",
        ),
        ([Sets("passage"), Sets("domain")], "constraints must hold at most one Sets and one Order, got 2"),
        ([Sets("passage"), Order("key", "A", "B")], "a set must lie within one block of the order, got p"),
        ([Order("domain", "figural", "numerical")], "domain must be one of figural, numerical, got 'verbal'"),
        ([SetCount(EVERY_ITEM, at_most=1)], "SetCount must stand beside a Sets constraint"),
        ([SetTotal("words", at_most=1)], "SetTotal must stand beside a Sets constraint"),
        ([Sets("passage"), SetTotal("words", at_most=1)], "words must be the same for all items of a set"),
        (
            [Sets("passage"), SetCount(Labelled("key", "A"), at_most=1)],
            "where must hold for all items of a set",
        ),
        ([Sets("passage", exceptions=(("r", 1, 2),))], "exceptions must name sets of passage, got r"),
        ([Enemies(((0, 8),))], r"groups must name different items, 0 to 7, got \(0, 8\)"),
    ],
)
def test_a_constraint_that_does_not_fit_the_pool_is_refused(
    constraints: list[Constraint], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        plan(*constraints)


def test_bounds_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="at_least must not exceed at_most, got 3 and 2"):
        Count(EVERY_ITEM, at_least=3, at_most=2)
    with pytest.raises(ValueError, match="at_least or at_most must be given, got neither"):
        Count(EVERY_ITEM)
    with pytest.raises(ValueError, match="at_least or at_most must be given"):
        Mean("words")
    with pytest.raises(ValueError, match="must be shares from 0 to 1 that bound something"):
        Proportion(EVERY_ITEM)
    with pytest.raises(ValueError, match="must be shares from 0 to 1"):
        Proportion(EVERY_ITEM, at_least=20)
    with pytest.raises(ValueError, match="tolerance must be 0 or more items, got -1"):
        KeyBalance("key", tolerance=-1)
    with pytest.raises(ValueError, match="least_items must be 1 or more"):
        Sets("passage", least_items=0)
    with pytest.raises(ValueError, match="least_sets must be 0 or more"):
        Sets("passage", least_sets=3, most_sets=2)
    with pytest.raises(ValueError, match="labels must be two or more different ones"):
        Order("domain", "figural")


@pytest.mark.parametrize("length", [0, (0, 3), (4, 3)])
def test_a_length_that_makes_no_sense_is_refused(length: int | tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="length must be 1 or more items, the shortest first"):
        plan(length=length)


@pytest.mark.parametrize("items", [[0, 0], [8], [-1]])
def test_items_that_are_unknown_or_named_twice_are_refused(items: list[int]) -> None:
    with pytest.raises(ValueError, match="items must be different ones, 0 to 7"):
        plan().violations(items)


@given(of=st.data())
def test_a_total_without_a_lower_bound_has_none_where_numbers_are_negative(of: st.DataObject) -> None:
    numbers = of.draw(st.lists(st.integers(-5, 5), min_size=4, max_size=4))
    below = ContentPlan.of(
        ItemAttributes.of(4, numbers={"shift": numbers}),
        length=(1, 4),
        constraints=[Total("shift", at_most=2)],
    )
    for items in itertools.combinations(range(4), 2):
        assert (not below.violations(items)) == (sum(numbers[item] for item in items) <= 2)


def test_plans_of_the_same_constraints_are_equal() -> None:
    count = Count(EVERY_ITEM, at_most=3)
    assert plan(count) == plan(Count(EVERY_ITEM, at_most=3.0))
    assert plan(count) != plan(Count(EVERY_ITEM, at_most=math.inf, at_least=1))


def test_attributes_are_read_by_name_and_checked() -> None:
    assert EIGHT.groups_of("passage") == {"p": (0, 1), "q": (4, 5, 6)}
    assert not EIGHT.numbers_of("words").flags.writeable
    with pytest.raises(ValueError, match="n_items must be 1 or more, got 0"):
        ItemAttributes.of(0)
    with pytest.raises(ValueError, match="labels of domain must be 2, one an item, got 1"):
        ItemAttributes.of(2, labels={"domain": ["x"]})
    with pytest.raises(ValueError, match="labels of domain must be text, got 3 for item 1"):
        ItemAttributes.of(2, labels={"domain": ["x", 3]})  # type: ignore[list-item]
    with pytest.raises(ValueError, match=r"numbers of words must have shape \(2,\), got \(3,\)"):
        ItemAttributes.of(2, numbers={"words": [1, 2, 3]})
    with pytest.raises(ValueError, match=r"numbers of words must be finite, got .*nan.* for item 1"):
        ItemAttributes.of(2, numbers={"words": [1, np.nan]})
    with pytest.raises(ValueError, match="must hold labels or numbers, got both for x"):
        ItemAttributes.of(1, labels={"x": ["a"]}, numbers={"x": [1]})
