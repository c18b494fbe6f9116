from collections.abc import Sequence

import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, NominalParameters
from scoring.linking import (
    ScaleTransformation,
    cusum_drift,
    haebara,
    link_without_drift,
    robust_z,
    stocking_lord,
)
from tests.scoring.pools import mixed_pool

LINK = ScaleTransformation(0.9, 0.4)


def drifted(pool: ItemPool, easier: dict[int, float], steeper: dict[int, float]) -> ItemPool:
    items = []
    for place, item in enumerate(pool.items):
        assert isinstance(item, ItemParameters)
        steps = tuple(step - easier.get(place, 0.0) for step in item.b)
        items.append(ItemParameters(item.model, item.a * steeper.get(place, 1.0), steps, item.c))
    return ItemPool.of(items)


def test_robust_z_is_the_distance_from_the_median_in_parts_of_the_interquartile_range() -> None:
    differences = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 50.0])
    is_kept = np.array([True] * 5 + [False])
    np.testing.assert_allclose(robust_z(differences, is_kept), (differences - 2.0) / (0.74 * 2.0))
    np.testing.assert_allclose(
        robust_z(np.array([0.0, 0.0, 0.05]), np.ones(3, bool), least_spread=0.05)[2], 1.0
    )


@pytest.mark.parametrize("method", [haebara, stocking_lord])
def test_the_anchors_that_drifted_are_found_and_the_link_is_that_of_the_others(method: object) -> None:
    source = mixed_pool(20, seed=2)
    target = drifted(LINK.pool(source), {4: 0.8, 13: 0.5}, {9: 1.6})
    found = link_without_drift(source, target, method=haebara if method is haebara else stocking_lord)
    assert found.removed[0].removed_in == 1
    assert sorted(anchor.item for anchor in found.removed) == [4, 9, 13]
    assert {anchor.item: anchor.removed_for for anchor in found.removed} == {
        4: "location",
        13: "location",
        9: "slope",
    }
    assert found.stopped_by == "no_drift"
    assert found.kept == tuple(item for item in range(20) if item not in {4, 9, 13})
    assert found.transformation.slope == pytest.approx(0.9, abs=1e-8)
    assert found.transformation.intercept == pytest.approx(0.4, abs=1e-8)
    assert found.anchors[4].location_difference == pytest.approx(-0.8, abs=1e-7)
    assert found.anchors[9].slope_difference == pytest.approx(np.log(1.6), abs=1e-7)


def test_with_the_errors_of_estimates_a_planted_drift_is_found_and_few_others() -> None:
    source = mixed_pool(40, seed=3)
    rng = np.random.default_rng(4)
    easier = {place: float(rng.normal(0.0, 0.08)) for place in range(40)}
    steeper = {place: float(rng.lognormal(0.0, 0.08)) for place in range(40)}
    easier[7] += 0.7
    found = link_without_drift(source, drifted(LINK.pool(source), easier, steeper), method=haebara)
    assert found.removed[0].item == 7
    assert len(found.removed) <= 3


def test_no_more_anchors_leave_than_may() -> None:
    source = mixed_pool(10, seed=5)
    target = drifted(source, {1: 0.9, 2: 0.7}, {})
    found = link_without_drift(source, target, method=haebara, keep_at_least=9)
    assert found.stopped_by == "fewest_kept"
    assert len(found.kept) == 9


def test_a_check_that_cannot_be_is_refused() -> None:
    pool = mixed_pool(4, seed=1)
    for wrong in (0, 5, 0.1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="keep_at_least must be a share or a number that leaves 2 to 4"):
            link_without_drift(pool, pool, method=haebara, keep_at_least=wrong)
    with pytest.raises(ValueError, match="critical_z and least_spread must be greater than 0"):
        link_without_drift(pool, pool, method=haebara, critical_z=0.0)
    nominal = ItemPool.of([NominalParameters(1.0, (0.0, 1.0), (0.0, 0.0))] * 3)
    with pytest.raises(ValueError, match="difficulties or steps, got a nominal one"):
        link_without_drift(nominal, nominal, method=haebara)


def test_the_sums_of_an_item_that_gets_easier_pass_the_decision_interval() -> None:
    chart = cusum_drift([0.1, -0.3, -0.3, -0.3], [0.1] * 4, allowance=0.5, decision=5.0)
    assert chart.rising == pytest.approx((0.5, 0.0, 0.0, 0.0))
    assert chart.falling == pytest.approx((0.0, 2.5, 5.0, 7.5))
    assert (chart.signalled_at, chart.direction) == (3, "easier")
    steady = cusum_drift([0.1, -0.1, 0.1], [0.2] * 3)
    assert (steady.signalled_at, steady.direction) == (None, None)
    assert cusum_drift([1.0], [0.1]).direction == "harder"


def test_signals_of_steady_items_are_rare() -> None:
    # The run length of this chart in control is about 930 for one side (Siegmund's approximation), so that
    # over 20 occasions about 4 % signal on either side.
    rng = np.random.default_rng(6)
    signals = [cusum_drift(row, [1.0] * 20).signalled_at is not None for row in rng.normal(size=(500, 20))]
    assert 0.005 < np.mean(signals) < 0.06


@pytest.mark.parametrize(
    ("differences", "errors", "sentence"),
    [
        ([], [], "of one length, at least 1, got 0 and 0"),
        ([0.1], [0.0], "standard_errors finite and greater than 0"),
        ([np.nan], [0.1], "differences must be finite"),
    ],
)
def test_a_chart_of_no_numbers_is_refused(
    differences: Sequence[float], errors: Sequence[float], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        cusum_drift(differences, errors)
    with pytest.raises(ValueError, match="allowance must be 0 or more and decision greater than 0"):
        cusum_drift([0.1], [0.1], decision=0.0)
