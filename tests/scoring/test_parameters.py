import math
from typing import Any

import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, NominalParameters
from scoring.parameters import rating_scale_items
from tests.scoring.pools import EXACT_POOL


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"model": "5pl"}, "model must be one of 1pl, 2pl, 3pl, 4pl, grm, gpcm, pcm, rsm, got '5pl'"),
        ({"model": ["2pl"]}, "model must be one of"),
        ({"a": math.nan}, "a must be a number from -1000000 to 1000000, got nan"),
        ({"a": math.inf}, "a must be a number"),
        ({"a": 10**400}, "a must be a number"),
        ({"a": True}, "a must be a number"),
        ({"a": "1"}, "a must be a number"),
        ({"a": 0.0}, "2pl: a must be greater than 0, got 0.0"),
        ({"a": -1.0}, "2pl: a must be greater than 0"),
        ({"b": [0.0]}, r"b must be a tuple of numbers, got \[0.0\]"),
        ({"b": ()}, "2pl: b must hold exactly one difficulty, got 0"),
        ({"b": (0.0, 1.0)}, "2pl: b must hold exactly one difficulty, got 2"),
        ({"b": (math.nan,)}, "b must be a number"),
        ({"c": 0.2}, "2pl: c must be 0"),
        ({"d": 0.9}, "2pl: d must be 1"),
        ({"model": "3pl", "c": -0.1}, "3pl: c must be at least 0 and below 1"),
        ({"model": "3pl", "c": 1.0}, "3pl: c must be at least 0 and below 1"),
        ({"model": "3pl", "d": 0.9}, "3pl: d must be 1"),
        ({"model": "4pl", "c": 0.5, "d": 0.5}, "4pl: d must be greater than c"),
        ({"model": "4pl", "d": 1.1}, "4pl: d must be greater than c .* and at most 1"),
        ({"model": "grm", "b": ()}, "grm: b must hold at least one threshold"),
        ({"model": "grm", "b": (0.0, 0.0)}, "grm: b must hold thresholds that rise strictly"),
        ({"model": "grm", "b": (1.0, 0.0)}, "grm: b must hold thresholds that rise strictly"),
        ({"model": "grm", "a": 0.0, "b": (0.0, 1.0)}, "grm: a must be greater than 0"),
        ({"model": "grm", "b": (0.0, 1.0), "c": 0.1}, "grm: c must be 0 and d must be 1"),
        ({"model": "gpcm", "b": ()}, "gpcm: b must hold at least one step, got none"),
        ({"model": "pcm", "a": 0.0}, "pcm: a must be greater than 0, got 0.0"),
        ({"model": "rsm", "d": 0.9}, "rsm: c must be 0 and d must be 1"),
    ],
)
def test_parameters_that_a_model_does_not_allow_are_refused_with_a_sentence(
    arguments: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        ItemParameters(**{"model": "2pl", "a": 1.0, "b": (0.0,), **arguments})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"a": math.nan}, "a must be a number from -1000000 to 1000000, got nan"),
        ({"a": -1.0}, "nominal: a must be greater than 0, got -1.0"),
        ({"scores": [0.0, 1.0]}, r"scores must be a tuple of numbers, got \[0.0, 1.0\]"),
        ({"scores": (0.0, math.inf)}, "scores must be a number"),
        ({"intercepts": (0.0, "1")}, "intercepts must be a number"),
        (
            {"scores": (0.0,), "intercepts": (0.0,)},
            "nominal: scores must hold at least two categories, got 1",
        ),
        ({"intercepts": (0.0,)}, "nominal: intercepts must hold one for each of 2 scores, got 1"),
        ({"scores": (1.0, 1.0)}, "nominal: scores must differ between categories"),
    ],
)
def test_nominal_parameters_that_make_no_model_are_refused_with_a_sentence(
    arguments: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        NominalParameters(**{"a": 1.0, "scores": (0.0, 1.0), "intercepts": (0.0, 0.5), **arguments})


def test_items_of_a_rating_scale_share_their_steps() -> None:
    items = rating_scale_items([-0.5, 1.0], [-1.0, 0.0, 1.5], a=1.2)
    assert items == (
        ItemParameters("rsm", 1.2, (-1.5, -0.5, 1.0)),
        ItemParameters("rsm", 1.2, (0.0, 1.0, 2.5)),
    )
    with pytest.raises(ValueError, match="locations must be a number from -1000000 to 1000000, got nan"):
        rating_scale_items([math.nan], [0.0])
    with pytest.raises(ValueError, match="rsm: b must hold at least one step"):
        rating_scale_items([0.0], [])


def test_a_pool_says_nothing_of_the_steps_of_a_nominal_item() -> None:
    pool = ItemPool.of([NominalParameters(1.5, (0.0, 2.0, 1.0), (0.0, 0.5, 0.2)), EXACT_POOL.items[6]])
    assert pool.a.tolist() == [1.5, 1.25]
    assert np.isnan(pool.b[0]).all()
    assert (pool.c[0], pool.d[0]) == (0.0, 1.0)
    assert pool.n_categories.tolist() == [3, 4]


def test_an_item_counts_its_categories() -> None:
    assert ItemParameters("3pl", 1.0, (0.0,), 0.2).n_categories == 2
    assert ItemParameters("gpcm", 1.0, (0.0, -1.0)).n_categories == 3
    assert NominalParameters(1.0, (0.0, 1.0), (0.0, 0.0)).n_categories == 2
    assert ItemParameters("grm", 1.0, (-1.0, 0.0, 1.0)).n_categories == 4


def test_a_pool_keeps_the_order_of_its_items() -> None:
    assert [item.a for item in EXACT_POOL.items] == EXACT_POOL.a.tolist()
    assert EXACT_POOL.n_categories.tolist() == [2, 2, 2, 2, 2, 2, 4, 5, 3]
    assert EXACT_POOL.n_items == 9
    assert EXACT_POOL.max_categories == 5
    assert EXACT_POOL.b[6, :3].tolist() == [-1.0, 0.25, 1.125]
    assert np.isnan(EXACT_POOL.b[6, 3])


def test_every_item_is_in_exactly_one_group() -> None:
    indexes = np.concatenate([group.indexes for group in EXACT_POOL.groups])
    assert sorted(indexes.tolist()) == list(range(9))
    assert [group.n_categories for group in EXACT_POOL.groups] == [2, 4, 5, 3]


def test_a_pool_cannot_be_changed() -> None:
    for array in (EXACT_POOL.a, EXACT_POOL.b, EXACT_POOL.n_categories, EXACT_POOL.groups[0].parameters.a):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_pools_of_equal_items_are_equal() -> None:
    again = ItemPool.of(list(EXACT_POOL.items))
    assert again == EXACT_POOL
    assert hash(again) == hash(EXACT_POOL)
    assert ItemPool.of(EXACT_POOL.items[:2]) != EXACT_POOL


def test_a_pool_of_no_items_is_refused() -> None:
    with pytest.raises(ValueError, match="items must hold at least one item"):
        ItemPool.of([])
