import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.assembly import (
    AllOrNone,
    ContentPlan,
    Count,
    Enemies,
    ItemAttributes,
    Labelled,
    Mean,
    Order,
    PriorityIndexTests,
    Sets,
    Total,
    priority_index,
)

SIX = ItemAttributes.of(
    6,
    labels={"kind": ["x", "x", "x", "y", "y", "y"], "enemy": ["e", "", "", "e", "", ""]},
    numbers={"words": [10, 20, 30, 10, 20, 30]},
)
ONES = np.ones(6)


def test_priorities_are_the_values_times_the_shares_that_are_left() -> None:
    plan = ContentPlan.of(
        SIX, length=4, constraints=[Count(Labelled("kind", "x"), at_least=1, at_most=2), Enemies("enemy")]
    )
    # Inside x both of two are left; outside it three of the four positions are left at most.
    np.testing.assert_allclose(priority_index(plan, 2.0 * ONES, []), [2.0, 2.0, 2.0, 2.0 * 3 / 3, 2.0, 2.0])
    np.testing.assert_allclose(priority_index(plan, ONES, [4]), [1.0, 1.0, 1.0, 2 / 3, 0.0, 2 / 3])
    np.testing.assert_allclose(priority_index(plan, ONES, [0]), [0.0, 0.5, 0.5, 0.0, 1.0, 1.0])
    np.testing.assert_allclose(priority_index(plan, ONES, [4, 5, 3]), [0.0, 1.0, 1.0, 0.0, 0.0, 0.0])


def test_weights_count_for_the_items_inside() -> None:
    plan = ContentPlan.of(SIX, length=4, constraints=[Count(Labelled("kind", "x"), at_most=2)])
    assert priority_index(plan, ONES, [], weights=[3.0]).tolist() == [3.0, 3.0, 3.0, 1.0, 1.0, 1.0]


def test_an_item_after_which_a_sum_could_not_be_kept_has_none() -> None:
    below = ContentPlan.of(SIX, length=2, constraints=[Total("words", at_most=40)])
    assert (priority_index(below, ONES, [1]) > 0).tolist() == [True, False, False, True, True, False]
    above = ContentPlan.of(SIX, length=2, constraints=[Total("words", at_least=50)])
    assert (priority_index(above, ONES, [2]) > 0).tolist() == [False, True, False, False, True, True]
    assert (priority_index(above, ONES, []) > 0).tolist() == [False, True, True, False, True, True]


def test_in_a_corner_every_priority_is_nothing() -> None:
    plan = ContentPlan.of(
        SIX,
        length=3,
        constraints=[Count(Labelled("kind", "x"), at_most=1), Count(Labelled("kind", "y"), at_most=1)],
    )
    assert not priority_index(plan, ONES, [0, 3]).any()


@settings(max_examples=40)
@given(seed=st.integers(0, 500))
def test_simple_plans_are_kept_to(seed: int) -> None:
    rng = np.random.default_rng(seed)
    kinds = rng.integers(0, 4, 80)
    plan = ContentPlan.of(
        ItemAttributes.of(
            80, labels={"kind": [f"k{kind}" for kind in kinds]}, numbers={"words": rng.integers(20, 60, 80)}
        ),
        length=12,
        constraints=[
            *(Count(Labelled("kind", f"k{kind}"), at_least=2, at_most=4) for kind in range(4)),
            Total("words", at_most=500),
        ],
    )
    given: list[int] = []
    for _ in range(12):
        given.append(int(priority_index(plan, rng.random(80), given).argmax()))
    assert not plan.violations(given)


@pytest.mark.parametrize(
    "constraint",
    [Sets("kind"), AllOrNone(((0, 1),)), Mean("words", at_most=15), Order("kind", "x", "y")],
    ids=type,
)
def test_what_an_index_cannot_express_is_refused_and_not_dropped(
    constraint: Sets | AllOrNone | Mean | Order,
) -> None:
    plan = ContentPlan.of(SIX, length=3, constraints=[constraint])
    with pytest.raises(ValueError, match="constraints must be counts, sums or enemies for a priority index"):
        priority_index(plan, ONES, [])


def test_arguments_that_do_not_fit_are_refused() -> None:
    plan = ContentPlan.of(SIX, length=3, constraints=[Enemies("enemy")])
    with pytest.raises(ValueError, match="values must be numbers of 0 or more"):
        priority_index(plan, -ONES, [])
    with pytest.raises(ValueError, match="weights must be 1, one a constraint, got 2"):
        priority_index(plan, ONES, [], weights=[1.0, 1.0])


def test_tests_by_the_index_give_its_best_item_and_break_the_plan_only_in_a_corner() -> None:
    plan = ContentPlan.of(SIX, length=3, constraints=[Count(Labelled("kind", "x"), at_most=1)])
    tests = PriorityIndexTests(plan)
    values, draws = np.array([5.0, 6.0, 4.0, 3.0, 2.0, 1.0]), np.linspace(0.1, 0.6, 6)
    administered: list[int] = []
    for expected in (1, 3, 4):
        found = tests.next(administered, values, ability=0.0, draws=draws)
        assert found.source == "priority_index"
        assert tests.may_come_next(found, administered).nonzero()[0].tolist() == [expected]
        assert int(priority_index(plan, values, administered).argmax()) == expected
        administered.append(expected)
    only_x = np.array([False, False, False, True, True, True])
    corner = tests.next([1], values, ability=0.0, draws=draws, ineligible=only_x)
    assert corner.items == (0, 1)
    with pytest.raises(ValueError, match="ineligible must leave an item"):
        tests.next([], values, ability=0.0, draws=draws, ineligible=np.ones(6, dtype=np.bool_))
