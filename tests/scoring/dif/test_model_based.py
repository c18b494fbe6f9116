from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import minimize

from scoring import GRID, ItemParameters, ItemPool, NominalParameters, category_probabilities
from scoring.dif import group_prior, model_dif
from scoring.dif.item_refit import free_parameters
from scoring.parameters import AnyItemParameters, DerivedItem, arrays_of, model_of
from scoring.response_models import expected_item_scores
from scoring.testlets import grid_log_likelihood
from tests.scoring.dif.two_groups import drawn_sheet, shifted, two_parameter_pool
from tests.scoring.drawn_responses import drawn_responses
from tests.scoring.pools import mixed_pool

KINDS: list[ItemParameters | NominalParameters] = [
    ItemParameters("1pl", 1.2, (0.3,)),
    ItemParameters("2pl", 1.2, (0.3,)),
    ItemParameters("3pl", 1.2, (0.3,), 0.2),
    ItemParameters("4pl", 1.2, (0.3,), 0.1, 0.95),
    ItemParameters("grm", 1.2, (-0.8, 0.2, 0.9)),
    ItemParameters("gpcm", 1.2, (-0.3, 0.6)),
    ItemParameters("pcm", 1.2, (-0.3, 0.6)),
    ItemParameters("rsm", 1.2, (-0.3, 0.6)),
    NominalParameters(1.2, (0.0, 1.0, 2.0), (0.0, 0.4, -0.2)),
]
DEGREES = [1, 2, 2, 2, 4, 3, 2, 1, 4]


def test_the_abilities_of_a_group_are_those_that_its_answers_tell() -> None:
    pool = two_parameter_pool(40)
    rng = np.random.default_rng(1)
    abilities = rng.normal(-0.6, 1.3, 2000)
    weights = np.exp(group_prior(grid_log_likelihood(pool, drawn_responses(pool, abilities, rng))))
    mean = weights @ GRID
    assert mean == pytest.approx(abilities.mean(), abs=0.05)
    assert np.sqrt(weights @ (GRID - mean) ** 2) == pytest.approx(abilities.std(), abs=0.05)


@pytest.mark.parametrize("item", KINDS, ids=lambda item: item.model)
def test_free_parameters_make_the_item_itself(item: AnyItemParameters) -> None:
    free = free_parameters(item)
    same = ItemPool.of([item, free.item_of(free.start)])
    curves = category_probabilities(same, GRID)
    np.testing.assert_allclose(curves[1], curves[0], atol=1e-12)


def test_the_likelihood_ratio_is_that_of_a_search() -> None:
    pool = two_parameter_pool(8)
    sheet = drawn_sheet(pool, np.random.default_rng(2), n_each=150)
    found = model_dif(pool, sheet.responses, sheet.is_focal)
    rest = ItemPool.of([*pool.items[:3], *pool.items[4:]])
    logs = grid_log_likelihood(rest, np.delete(sheet.responses, 3, axis=1))
    whole = grid_log_likelihood(pool, sheet.responses)
    joint = np.empty_like(logs)
    for group in (sheet.is_focal, ~sheet.is_focal):
        joint[group] = logs[group] + group_prior(whole[group])
    weights = np.exp(joint)
    weights /= weights.sum(axis=1, keepdims=True)
    right = sheet.responses[:, 3]

    def loss(group: np.ndarray) -> Callable[[np.ndarray], float]:
        def of(point: np.ndarray) -> float:
            curve = 1.0 / (1.0 + np.exp(-point[0] * (GRID - point[1])))
            share = weights[group] @ curve
            return -float(np.log(np.where(right[group] == 1, share, 1.0 - share)).sum())

        return of

    everybody = np.ones(300, dtype=bool)
    fits = [
        minimize(loss(group), [1.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-10})
        for group in (everybody, ~sheet.is_focal, sheet.is_focal)
    ]
    pooled, reference, focal = (float(fit.fun) for fit in fits)
    assert found.statistics[3] == pytest.approx(2.0 * (pooled - reference - focal), abs=1e-5)
    own = found.focal_items[3]
    assert isinstance(own, ItemParameters)
    assert (own.a, own.b[0]) == pytest.approx(tuple(fits[2].x), abs=1e-4)


@pytest.mark.parametrize(("item", "degrees"), list(zip(KINDS, DEGREES, strict=True)), ids=str)
def test_every_model_is_tested_and_a_planted_shift_found(
    item: ItemParameters | NominalParameters, degrees: int
) -> None:
    anchors = two_parameter_pool(20)
    pool = ItemPool.of([item, *anchors.items])
    moved: AnyItemParameters
    if isinstance(item, NominalParameters):
        moved = NominalParameters(item.a, item.scores, (0.0, -0.6, -2.2))
    else:
        moved = ItemParameters(item.model, item.a, tuple(step + 0.9 for step in item.b), item.c, item.d)
    sheet = drawn_sheet(
        pool, np.random.default_rng(4), for_focal=ItemPool.of([moved, *anchors.items]), n_each=700
    )
    only = np.arange(21) == 0
    found = model_dif(pool, sheet.responses, sheet.is_focal, anchors=~only, items=only)
    assert found.degrees[0] == degrees
    assert found.p_values[0] < 1e-5
    assert found.wald_p_values[0] < 1e-4
    assert found.signed[0] < -0.08
    assert found.unsigned[0] >= -found.signed[0] - 1e-12
    assert found.reasons[1:] == ("not_tested",) * 20
    curves = [each for each in (found.reference_items[0], found.focal_items[0]) if each is not None]
    scores = expected_item_scores(ItemPool.of(curves), np.array([-0.5]))
    true = expected_item_scores(ItemPool.of([item, moved]), np.array([-0.5]))
    np.testing.assert_allclose(scores, true, atol=0.1)


def test_items_without_dif_are_flagged_as_often_as_the_level_says() -> None:
    pool = mixed_pool(20, seed=4)
    rng = np.random.default_rng(5)
    some = np.isin(np.arange(20), [0, 3, 6, 9, 12, 14])
    ratios, distances = [], []
    for _ in range(14):
        sheet = drawn_sheet(pool, rng, n_each=200)
        found = model_dif(pool, sheet.responses, sheet.is_focal, items=some)
        ratios.append(found.p_values[some])
        distances.append(found.wald_p_values[some])
    for p_values in (np.array(ratios), np.array(distances)):
        assert np.isfinite(p_values).mean() > 0.97
        assert np.nanmean(p_values < 0.05) < 0.11  # of 84 tests; 1,600 gave .053 and .044
        assert 0.43 < np.nanmean(p_values) < 0.57


def test_a_curve_that_crosses_has_a_large_unsigned_difference_only() -> None:
    pool = two_parameter_pool(21)  # the middle item has difficulty 0
    other = shifted(pool, {}, {10: 0.25})
    sheet = drawn_sheet(pool, np.random.default_rng(6), for_focal=other, n_each=1500, impact=0.0)
    only = np.arange(21) == 10
    found = model_dif(pool, sheet.responses, sheet.is_focal, items=only)
    assert found.p_values[10] < 1e-6
    assert abs(found.signed[10]) < 0.03
    assert found.unsigned[10] > 0.1


def test_gaps_are_no_matter() -> None:
    pool = two_parameter_pool(30)
    sheet = drawn_sheet(pool, np.random.default_rng(7), for_focal=shifted(pool, {9: 1.0}), n_each=900)
    responses = np.where(np.random.default_rng(8).random(sheet.responses.shape) < 0.4, -1, sheet.responses)
    found = model_dif(pool, responses, sheet.is_focal, items=np.isin(np.arange(30), [4, 9]))
    assert found.p_values[9] < 1e-6
    assert found.p_values[4] > 0.001


def test_items_without_a_test_have_a_reason() -> None:
    pool = mixed_pool(12, seed=9)
    sheet = drawn_sheet(pool, np.random.default_rng(10), n_each=250)
    responses = sheet.responses.copy()
    responses[:, 0] = 1
    responses[sheet.is_focal, 1] = np.minimum(responses[sheet.is_focal, 1], 2)
    responses[sheet.is_focal, 2] = -1
    responses[:, 3] = -1
    found = model_dif(pool, responses, sheet.is_focal)
    assert found.reasons[:4] == ("constant", "empty_category", "one_group", "no_responses")
    assert np.isnan(found.p_values[:4]).all()
    assert found.reference_items[:4] == (None,) * 4
    assert np.isfinite(found.p_values[4:]).all()
    with pytest.raises(ValueError, match="parameters of its own, got a derived item"):
        free_parameters(DerivedItem(model_of(KINDS[1]), arrays_of(KINDS[1])))
    # One anchor tells so little of ability that a flat curve fits best, which has no finite difficulty.
    alone = model_dif(ItemPool.of(pool.items[4:6]), sheet.responses[200:300, 4:6], sheet.is_focal[200:300])
    assert "not_converged" in alone.reasons


def test_an_item_that_tells_nothing_is_searched_without_a_slope_of_0() -> None:
    """A first step of 1 from a slope of 1 would end at 0, where there is no difficulty."""
    free = free_parameters(ItemParameters("2pl", 1.0, (0.0,)))
    assert free.item_of(np.array([0.5, 0.2])) == ItemParameters("2pl", 0.5, (-0.4,))
    for start in (ItemParameters("2pl", 1.0, (0.0,)), ItemParameters("grm", 1.0, (-0.5, 0.5))):
        free = free_parameters(start)
        for slope in (0.0, -0.1):
            point = free.start.copy()
            point[0] = slope
            with pytest.raises(ValueError, match="slope must be greater than 0"):
                free.item_of(point)
