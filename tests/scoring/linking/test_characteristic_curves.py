from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import minimize

from scoring import GRID, ItemParameters, ItemPool, NominalParameters, category_probabilities, normal_prior
from scoring.linking import ScaleTransformation, haebara, mean_mean, mean_sigma, stocking_lord
from scoring.response_models import characteristic_curve
from tests.scoring.pools import mixed_pool, three_parameter_pool

TRUE = ScaleTransformation(1.23, -0.45)

ORDERED = ItemPool.of(
    [
        ItemParameters("1pl", 0.9, (-1.1,)),
        ItemParameters("2pl", 1.4, (0.3,)),
        ItemParameters("3pl", 1.7, (0.8,), 0.2),
        ItemParameters("4pl", 1.2, (-0.4,), 0.1, 0.95),
        ItemParameters("grm", 1.1, (-1.3, 0.1, 1.2)),
        ItemParameters("gpcm", 0.8, (-0.2, -0.9, 1.0)),
        ItemParameters("pcm", 0.9, (0.4, 0.9)),
    ]
)
NOMINAL = ItemPool.of(
    [
        NominalParameters(1.1, (0.0, 0.7, -0.4), (0.0, 0.5, -0.3)),
        NominalParameters(0.8, (1.0, 0.0, 2.0), (0.2, 0.0, -0.6)),
        NominalParameters(1.3, (0.0, 1.0), (0.0, 0.9)),
    ]
)
METHODS = [mean_mean, mean_sigma, haebara, stocking_lord]
DISTANT = [ScaleTransformation(0.4, 2.0), ScaleTransformation(2.2, -1.5), TRUE]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("true", DISTANT)
def test_an_exact_change_of_scale_is_recovered(
    method: Callable[[ItemPool, ItemPool], ScaleTransformation], true: ScaleTransformation
) -> None:
    found = method(ORDERED, true.pool(ORDERED))
    assert found.slope == pytest.approx(true.slope, abs=1e-8)
    assert found.intercept == pytest.approx(true.intercept, abs=1e-8)


@pytest.mark.parametrize("is_symmetric", [True, False])
@pytest.mark.parametrize("pool", [NOMINAL, ItemPool.of([*ORDERED.items, *NOMINAL.items])])
def test_an_exact_change_of_scale_is_recovered_with_nominal_items(
    pool: ItemPool, *, is_symmetric: bool
) -> None:
    found = haebara(pool, TRUE.pool(pool), is_symmetric=is_symmetric)
    assert found.slope == pytest.approx(TRUE.slope, abs=1e-8)
    assert found.intercept == pytest.approx(TRUE.intercept, abs=1e-8)


def noisy(pool: ItemPool, seed: int) -> ItemPool:
    rng = np.random.default_rng(seed)
    return ItemPool.of(
        [
            ItemParameters(
                item.model,
                item.a * float(rng.lognormal(0.0, 0.1)),
                tuple(step + float(rng.normal(0.0, 0.1)) for step in item.b),
                item.c,
            )
            for item in pool.items
            if isinstance(item, ItemParameters)
        ]
    )


@pytest.mark.parametrize("is_symmetric", [True, False])
@pytest.mark.parametrize("method", [haebara, stocking_lord])
def test_the_criterion_is_least_there(
    method: Callable[..., ScaleTransformation], *, is_symmetric: bool
) -> None:
    # The criteria written out, with items moved as items, and minimised by a search without derivatives.
    source = mixed_pool(8, seed=1)
    target = TRUE.pool(noisy(source, 2))
    weights = np.exp(normal_prior(0.2, 1.3))
    source_weights = np.exp(normal_prior(-0.1, 0.9))

    def distance(first: ItemPool, second: ItemPool, over: np.ndarray) -> float:
        if method is haebara:
            gaps = category_probabilities(first, GRID) - category_probabilities(second, GRID)
            return float((gaps**2).sum(axis=(0, 1)) @ over)
        return float((characteristic_curve(first, GRID) - characteristic_curve(second, GRID)) ** 2 @ over)

    def criterion(point: np.ndarray) -> float:
        link = ScaleTransformation(*point)
        total = distance(target, link.pool(source), weights / weights.sum())
        if is_symmetric:
            total += distance(source, link.inverse.pool(target), source_weights / source_weights.sum())
        return total

    expected = minimize(
        criterion, [1.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-13}
    ).x
    found = method(
        source,
        target,
        weights=weights,
        source_weights=source_weights if is_symmetric else None,
        is_symmetric=is_symmetric,
    )
    np.testing.assert_allclose([found.slope, found.intercept], expected, atol=2e-5)


@pytest.mark.parametrize("method", METHODS)
def test_links_of_estimates_with_error_are_near(
    method: Callable[[ItemPool, ItemPool], ScaleTransformation],
) -> None:
    source = three_parameter_pool(40, seed=3)
    found = method(source, TRUE.pool(noisy(source, 4)))
    assert found.slope == pytest.approx(TRUE.slope, abs=0.06)
    assert found.intercept == pytest.approx(TRUE.intercept, abs=0.06)


@pytest.mark.parametrize("method", [haebara, stocking_lord])
def test_a_symmetric_link_there_and_back_is_no_change(method: Callable[..., ScaleTransformation]) -> None:
    source = mixed_pool(8, seed=1)
    target = TRUE.pool(noisy(source, 2))
    there, back = method(source, target, is_symmetric=True), method(target, source, is_symmetric=True)
    round_trip = there.then(back)
    assert (round_trip.slope, round_trip.intercept) == pytest.approx((1.0, 0.0), abs=1e-6)


@pytest.mark.parametrize("method", [haebara, stocking_lord])
def test_a_slope_can_be_held(method: Callable[..., ScaleTransformation]) -> None:
    shift = ScaleTransformation(1.0, 0.7)
    found = method(ORDERED, shift.pool(ORDERED), fixed_slope=1.0)
    assert found.slope == 1.0
    assert found.intercept == pytest.approx(0.7, abs=1e-8)


def test_items_of_equal_difficulty_are_linked_by_their_curves() -> None:
    pool = ItemPool.of([ItemParameters("2pl", a, (0.5,)) for a in (0.8, 1.1, 1.6)])
    found = haebara(pool, TRUE.pool(pool))
    assert (found.slope, found.intercept) == pytest.approx((TRUE.slope, TRUE.intercept), abs=1e-8)
    with pytest.raises(ValueError, match="must have locations that differ for mean-sigma"):
        mean_sigma(pool, TRUE.pool(pool))


def test_what_cannot_be_linked_is_refused() -> None:
    with pytest.raises(ValueError, match="same items in the same order, got 7 and 3 items"):
        haebara(ORDERED, NOMINAL)
    other = ItemPool.of([*ORDERED.items[1:], ORDERED.items[0]])
    with pytest.raises(ValueError, match="got 2 and 4 categories of item 3"):
        haebara(ORDERED, other)
    with pytest.raises(ValueError, match="source must hold items with ordered categories, got a nominal"):
        stocking_lord(NOMINAL, NOMINAL)
    with pytest.raises(ValueError, match="got the nominal item 0; use haebara"):
        mean_mean(NOMINAL, NOMINAL)
    with pytest.raises(ValueError, match=r"weights must have shape \(121,\), got \(2,\)"):
        haebara(ORDERED, ORDERED, weights=[1.0, 2.0])
    with pytest.raises(ValueError, match="weights must be finite, 0 or more and not all 0"):
        haebara(ORDERED, ORDERED, weights=np.zeros(121))
    with pytest.raises(ValueError, match="source_weights must be None unless is_symmetric"):
        stocking_lord(ORDERED, ORDERED, source_weights=np.ones(121))
    with pytest.raises(ValueError, match="fixed_slope must be finite and greater than 0, got 0"):
        stocking_lord(ORDERED, ORDERED, fixed_slope=0.0)
