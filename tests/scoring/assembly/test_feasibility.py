import itertools

import numpy as np
import pytest
from hypothesis import given, settings

from scoring.assembly import (
    EVERY_ITEM,
    AllOrNone,
    Among,
    Constraint,
    ContentPlan,
    Count,
    Diagnosis,
    Enemies,
    ItemAttributes,
    Labelled,
    Sets,
    Total,
    examine,
)
from scoring.assembly.plan import Demand
from tests.scoring.assembly.plans import every_test, plans

TWELVE = ItemAttributes.of(
    12,
    labels={"domain": ["figural"] * 3 + ["verbal"] * 9, "level": ["easy", "hard"] * 6, "set": ["p"] * 12},
    numbers={"words": np.arange(10, 130, 10)},
)
FIGURAL, VERBAL = Labelled("domain", "figural"), Labelled("domain", "verbal")


def diagnosis(*constraints: Constraint, length: int = 6) -> Diagnosis:
    return examine(ContentPlan.of(TWELVE, length=length, constraints=constraints))


def can_hold(plan: ContentPlan, demands: tuple[Demand, ...]) -> bool:
    """Whether some choice of items meets these demands and the structure, by trying all."""
    structure = [
        (row, side)
        for row, each in enumerate(plan.rows)
        if not each.is_demand
        for side in ("at_least", "at_most")
    ]
    asked = {*structure, *((demand.row, demand.side) for demand in demands)}
    return any(
        not asked & {(each.demand.row, each.demand.side) for each in plan.violations(items)}
        for length in range(plan.n_items + 1)
        for items in itertools.combinations(range(plan.n_items), length)
    )


@settings(max_examples=40)
@given(plan=plans(most_items=7))
def test_a_plan_is_feasible_exactly_when_a_test_fulfils_it_and_a_conflict_is_one(plan: ContentPlan) -> None:
    found = examine(plan)
    possible = set(every_test(plan))
    assert found.is_feasible == bool(possible)
    if found.items is not None:
        assert found.items in possible
        return
    assert found.is_smallest
    assert not can_hold(plan, found.conflict)
    for left_out in found.conflict:
        assert can_hold(plan, tuple(demand for demand in found.conflict if demand != left_out))
    assert found.shortfalls


@settings(max_examples=40)
@given(plan=plans(most_items=6))
def test_no_smaller_conflict_exists(plan: ContentPlan) -> None:
    found = examine(plan)
    if found.is_feasible or len(found.conflict) < 2:
        return
    sides = [
        demand
        for row, each in enumerate(plan.rows)
        if each.is_demand
        for demand in (plan.demand(row, "at_least"), plan.demand(row, "at_most"))
    ]
    for fewer in itertools.combinations(sides, len(found.conflict) - 1):
        assert can_hold(plan, fewer)


def test_a_plan_that_can_be_fulfilled_says_so_with_a_test() -> None:
    found = diagnosis(Count(FIGURAL, at_least=2))
    assert found.is_feasible
    assert found.items is not None
    assert len(found.items) == 6
    assert found.in_words() == "A test fulfils every constraint."


def test_a_thin_cell_is_named_with_what_it_lacks() -> None:
    found = diagnosis(Count(FIGURAL, at_least=5), Count(VERBAL, at_least=1))
    assert found.in_words() == (
        "This cannot be fulfilled: at least 5 items with domain figural. "
        "Lacking: at least 5 items with domain figural: 2 items short (the pool has 3)."
    )
    assert found.shortfalls[0].amount == 2.0


def test_demands_that_only_together_fail_are_all_named() -> None:
    found = diagnosis(
        Count(FIGURAL, at_least=2), Count(VERBAL, at_least=5), Count(Labelled("level", "hard"), at_most=4)
    )
    assert {demand.words for demand in found.conflict} == {
        "at most 6 items in all",
        "at least 2 items with domain figural",
        "at least 5 items with domain verbal",
    }
    assert sum(shortfall.amount for shortfall in found.shortfalls) == 1.0
    assert found.in_words().startswith("These 3 cannot hold together: ")


def test_sums_fall_short_in_their_own_unit() -> None:
    found = diagnosis(Total("words", at_most=150))
    # Six items have 10 + 20 + ... + 60 = 210 words at least.
    (shortfall,) = (each for each in found.shortfalls if each.unit == "words")
    assert shortfall.in_words() == "at most 150 words in all: 60 words over (no fewer than 0)"


def test_how_items_hang_together_is_named_when_it_is_part_of_the_conflict() -> None:
    found = diagnosis(Sets("set", most_items=4), Enemies("level"))
    assert found.structure == (0,) or "at most 1 of the enemies level easy" in found.in_words()
    together = diagnosis(AllOrNone(((0, 1, 2, 3),)), Count(Among(0), at_least=1), Count(Among(3), at_most=0))
    assert together.structure == (0,)
    assert "all items or none of each of 1 groups of items" in together.in_words()


def test_items_that_are_given_and_items_kept_out_are_taken_into_account() -> None:
    plan = ContentPlan.of(TWELVE, length=6, constraints=[Count(FIGURAL, at_least=3)])
    assert examine(plan).is_feasible
    excluded = np.zeros(12, dtype=np.bool_)
    excluded[0] = True
    without = examine(plan, excluded=excluded)
    assert "1 item short (the pool has 2)" in without.in_words()
    assert examine(plan, administered=[0], excluded=excluded).is_feasible
    full = examine(plan, administered=[3, 4, 5, 6])
    assert not full.is_feasible


def test_what_was_given_can_conflict_with_the_structure_alone() -> None:
    plan = ContentPlan.of(TWELVE, length=6, constraints=[AllOrNone(((0, 1),))])
    excluded = np.zeros(12, dtype=np.bool_)
    excluded[1] = True
    found = examine(plan, administered=[0], excluded=excluded)
    assert not found.is_feasible
    assert found.conflict == ()
    assert found.structure == (0,)
    assert found.shortfalls == ()
    assert found.in_words() == "This cannot be fulfilled: all items or none of each of 1 groups of items."


def test_a_pool_too_small_for_the_length_is_told() -> None:
    found = diagnosis(length=15)
    assert found.in_words() == (
        "This cannot be fulfilled: at least 15 items in all. "
        "Lacking: at least 15 items in all: 3 items short (the pool has 12)."
    )


def test_arguments_that_do_not_fit_are_refused() -> None:
    plan = ContentPlan.of(TWELVE, length=6, constraints=[Count(EVERY_ITEM, at_most=9)])
    with pytest.raises(ValueError, match="items must be different ones, 0 to 11"):
        examine(plan, administered=[12])
    with pytest.raises(ValueError, match=r"excluded must be a mask of shape \(12,\)"):
        examine(plan, excluded=np.zeros(12))  # type: ignore[arg-type]
