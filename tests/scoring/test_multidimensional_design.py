from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

from tests.scoring.batteries import battery, battery_test

POOL = battery(12, 2, seed=1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"prior_mean": np.zeros(3)}, r"prior_mean must be finite logits of shape \(2,\)"),
        ({"prior_covariance": np.eye(3)}, r"prior_covariance must be finite numbers of shape \(2, 2\)"),
        ({"prior_covariance": np.full((2, 2), 1.0)}, "prior_covariance must be symmetric and positive"),
        ({"max_items": 0}, "max_items must be 1 or more"),
        ({"min_items": 21}, "min_items must lie between 0 and max_items"),
        ({"criterion": "e"}, "criterion must be one of d, a, composite, got 'e'"),
        ({"chance": "luck"}, "chance must be one of progressive, .*, got 'luck'"),
        ({"acceleration": 0.0}, "acceleration must be finite and greater than 0, got 0.0"),
        ({"n_best": 0}, "n_best must be 1 or more, got 0"),
        ({"criterion": "composite"}, "weights must be given with criterion 'composite', got None"),
        ({"target_composite_error": 0.3}, "weights must be given with target_composite_error, got None"),
        ({"weights": [1.0]}, "weights must hold 2 finite numbers, not all 0"),
        ({"weights": [0.0, 0.0]}, "weights must hold 2 finite numbers, not all 0"),
        ({"target_standard_errors": (0.4,)}, "target_standard_errors must have a number or None for each"),
        (
            {"target_standard_errors": (None, 1.0)},
            "target_standard_errors must be greater than 0 and below the prior's own, 1.0000, got 1.0",
        ),
        (
            {"weights": [1.0, 1.0], "target_composite_error": 1.8},
            "target_composite_error must be greater than 0 and below the prior's own, 1.7321, got 1.8",
        ),
        ({"enemies": ((1,),)}, "enemies must be named for each of the pool's 12 items or for none, got 1"),
        ({"enemies": ((12,), *[()] * 11)}, "enemies of item 0 must be other items, 0 to 11, got"),
        ({"items_per_ability": ((1, 20),)}, "items_per_ability must have a least and a most number"),
        ({"items_per_ability": ((5, 4), (0, 20))}, "items_per_ability must have a least and a most number"),
        ({"items_per_ability": ((0, 9), (0, 9))}, "items_per_ability must allow a test of max_items, 20"),
        ({"items_per_ability": ((7, 9), (0, 20))}, "of ability 0 the pool has 6, got at least 7"),
    ],
)
def test_a_test_that_makes_no_sense_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        battery_test(POOL, **changes)


def test_what_is_no_pool_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match="pool must be a MultidimensionalPool, got None"):
        type(battery_test(POOL))(
            None,  # type: ignore[arg-type]
            prior_mean=np.zeros(2),
            prior_covariance=np.eye(2),
            max_items=5,
            min_items=5,
        )


def test_a_test_cannot_be_changed_from_within_or_from_without() -> None:
    mean = np.zeros(2)
    test = battery_test(POOL, prior_mean=mean)
    with pytest.raises(FrozenInstanceError):
        test.max_items = 5  # type: ignore[misc]
    before = test.estimate([0, 1], [1, 0])
    mean += 1.0
    assert test.estimate([0, 1], [1, 0]) == before
    with pytest.raises(ValueError, match="read-only"):
        test.prior_mean[0] = 1.0


def test_an_item_is_of_the_ability_on_which_its_slope_is_steepest() -> None:
    assert battery_test(POOL).ability_of_item.tolist() == [0, 1] * 6
