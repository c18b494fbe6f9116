import numpy as np
import pytest

from scoring import ItemPool
from scoring.selection import locations, strata, stratified_values
from scoring.selection.point_criteria import nearness
from tests.scoring.pools import mixed_pool, three_parameter_pool

POOL = three_parameter_pool(103, seed=6)


def test_strata_rise_in_slope_and_are_alike_in_difficulty() -> None:
    stratum_of = strata(POOL, 4)
    sizes = np.bincount(stratum_of)
    assert sizes.sum() == 103
    assert sizes.max() - sizes.min() <= 1
    slopes = [POOL.a[stratum_of == stratum].mean() for stratum in range(4)]
    assert slopes == sorted(slopes)
    difficulties = [POOL.b[stratum_of == stratum, 0].mean() for stratum in range(4)]
    assert max(difficulties) - min(difficulties) < 0.1


def test_within_every_block_of_difficulty_the_slope_decides() -> None:
    stratum_of = strata(POOL, 4)
    by_difficulty = np.argsort(POOL.b[:, 0])
    for first in range(0, 100, 4):
        block = by_difficulty[first : first + 4]
        assert POOL.a[block[np.argsort(stratum_of[block])]].tolist() == sorted(POOL.a[block])


def test_the_order_of_the_pool_changes_no_stratum() -> None:
    pool = mixed_pool(41, seed=2)
    turned = ItemPool.of(pool.items[::-1])
    assert (strata(turned, 5)[::-1] == strata(pool, 5)).all()


def test_each_stage_takes_the_nearest_item_of_its_stratum() -> None:
    stratum_of, places = strata(POOL, 4), locations(POOL)
    for n_administered in range(20):
        values = stratified_values(stratum_of, nearness(places, 0.3), n_administered, 20)
        stage = n_administered // 5
        members = np.flatnonzero(stratum_of == stage)
        expected = members[np.abs(places[members] - 0.3).argmin()]
        assert values.argmax() == expected
        assert values[members].min() > np.delete(values, members).max()


def test_a_stratum_that_is_used_up_is_followed_by_the_next_one_up_and_then_the_next_one_down() -> None:
    values = stratified_values(np.array([0, 1, 2, 3]), np.full(4, 0.5), 5, 20)
    assert np.argsort(-values).tolist() == [1, 2, 0, 3]


def test_more_strata_than_items_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"n_strata must lie between 1 and the number of items \(103\), got 0"
    ):
        strata(POOL, 0)
    with pytest.raises(ValueError, match="got 104"):
        strata(POOL, 104)
