import itertools

import numpy as np
import pytest

from scoring import item_information
from scoring.assembly import (
    ContentPlan,
    Count,
    ItemAttributes,
    Labelled,
    Limits,
    NoTestError,
    Sets,
    assemble_forms,
)
from tests.scoring.pools import three_parameter_pool

POINTS = np.array([-1.0, 0.0, 1.0])


def test_two_forms_from_a_small_pool_are_the_best_of_all_pairs() -> None:
    rng = np.random.default_rng(3)
    information = rng.random((8, 2))
    target = np.array([1.4, 1.6])
    plan = ContentPlan.of(ItemAttributes.of(8), length=3)
    found = assemble_forms(plan, 2, information=information, target=target, draws=rng.random(8))
    worst = {
        items: np.abs(information[list(items)].sum(axis=0) - target).max()
        for items in itertools.combinations(range(8), 3)
    }
    least = min(
        max(worst[one], worst[other])
        for one, other in itertools.combinations(worst, 2)
        if not set(one) & set(other)
    )
    assert found.largest_deviation == pytest.approx(least, abs=1e-5)
    assert found.least_deviation == pytest.approx(least, abs=1e-4)


def test_forms_fulfil_the_plan_follow_the_target_and_share_no_item() -> None:
    rng = np.random.default_rng(4)
    pool = three_parameter_pool(120, seed=4)
    of = np.repeat(np.arange(20), 6)
    plan = ContentPlan.of(
        ItemAttributes.of(
            120,
            labels={"passage": [f"p{place}" for place in of], "kind": list(rng.choice(["x", "y"], 120))},
        ),
        length=12,
        constraints=[
            Sets("passage", least_items=3, most_items=4, least_sets=3, most_sets=4),
            Count(Labelled("kind", "x"), at_least=5, at_most=7),
        ],
    )
    information = item_information(pool, POINTS)
    target = 12.0 * information.mean(axis=0)
    found = assemble_forms(
        plan,
        3,
        information=information,
        target=target,
        draws=rng.random(120),
        limits=Limits(seconds=3.0, gap=0.5),
    )
    assert len(found.forms) == 3
    assert [found.overlap(*pair) for pair in itertools.combinations(range(3), 2)] == [0, 0, 0]
    for items, deviations in zip(found.forms, found.deviations, strict=True):
        assert not plan.violations(items)
        np.testing.assert_allclose(information[list(items)].sum(axis=0) - target, deviations)
    assert found.least_deviation <= found.largest_deviation < 0.1 * target.max()


def test_items_may_be_shared_up_to_the_limits() -> None:
    rng = np.random.default_rng(5)
    plan = ContentPlan.of(ItemAttributes.of(10), length=5)
    information, target = rng.random((10, 1)), np.array([2.5])
    shared = assemble_forms(
        plan,
        3,
        information=information,
        target=target,
        draws=rng.random(10),
        max_uses=2,
        max_overlap=2,
        limits=Limits(seconds=3.0, gap=0.5),
    )
    assert all(shared.overlap(one, other) <= 2 for one, other in itertools.combinations(range(3), 2))
    assert np.bincount(np.concatenate(shared.forms), minlength=10).max() <= 2


def test_more_forms_than_the_pool_holds_are_refused() -> None:
    plan = ContentPlan.of(ItemAttributes.of(10), length=5)
    information, target, draws = np.ones((10, 1)), np.array([5.0]), np.zeros(10)
    for max_uses, max_overlap in ((1, None), (3, 0)):
        with pytest.raises(NoTestError, match="no 3 forms exist that fulfil the plan"):
            assemble_forms(
                plan,
                3,
                information=information,
                target=target,
                draws=draws,
                max_uses=max_uses,
                max_overlap=max_overlap,
            )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"n_forms": 0}, "n_forms and max_uses must be 1 or more"),
        ({"max_overlap": -1}, "max_overlap 0 or more"),
        ({"target": np.array([0.0])}, "target must be a one-dimensional array of positive information"),
        ({"information": np.ones((9, 1))}, r"information must have shape \(10, 1\)"),
        ({"target": np.array([np.nan])}, "target must be a one-dimensional array of positive information"),
        ({"information": np.full((10, 1), np.nan)}, "information must be finite and 0 or more"),
        ({"draws": np.zeros(3)}, r"draws must be uniforms on \[0, 1\) of shape \(10,\)"),
        ({"draws": np.full(10, np.nan)}, r"draws must be uniforms on \[0, 1\) of shape \(10,\)"),
    ],
)
def test_arguments_that_do_not_fit_are_refused(changed: dict[str, object], sentence: str) -> None:
    arguments = {
        "n_forms": 2,
        "information": np.ones((10, 1)),
        "target": np.array([5.0]),
        "draws": np.zeros(10),
    }
    plan = ContentPlan.of(ItemAttributes.of(10), length=5)
    with pytest.raises(ValueError, match=sentence):
        assemble_forms(plan, **{**arguments, **changed})  # type: ignore[arg-type]
