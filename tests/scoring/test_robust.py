from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    ItemParameters,
    ItemPool,
    category_probabilities,
    estimate_ml,
    estimate_robust,
    item_information,
    score_functions,
)
from scoring.arrays import Floats
from scoring.robust import RobustKind, RobustWeights
from tests.scoring.pools import BANK_O, EXACT_POOL, PUBLISHED, answer_sheets, three_parameter_pool

ANSWERS_O = np.array([PUBLISHED["bank_o"]["responses"]])
TWO_PARAMETERS = ItemPool.of(
    [
        ItemParameters("2pl", a, (b,))
        for a, b in zip([1.0, 1.4, 0.8] * 5, np.linspace(-2.5, 2.5, 15), strict=True)
    ]
)


def weighted_score(pool: ItemPool, row: Floats, ability: float, kind: RobustKind, tuning: float) -> float:
    """The weighted score equation as it is written down, one item after the other."""
    total = 0.0
    for item, answer in zip(pool.items, row, strict=True):
        assert isinstance(item, ItemParameters)
        if answer < 0:
            continue
        r = item.a * (ability - item.b[0])
        if kind == "huber":
            weight = 1.0 if abs(r) <= tuning else tuning / abs(r)
        else:
            weight = (1.0 - (r / tuning) ** 2) ** 2 if abs(r) <= tuning else 0.0
        s = 1.0 / (1.0 + np.exp(-r))
        p = item.c + (item.d - item.c) * s
        slope = (item.d - item.c) * item.a * s * (1.0 - s)
        total += weight * slope * (answer - p) / (p * (1.0 - p))
    return total


@given(data=st.data(), kind=st.sampled_from(["huber", "tukey"]), tuning=st.floats(0.5, 6.0))
def test_the_estimate_solves_the_weighted_score_equation(
    data: st.DataObject, kind: RobustKind, tuning: float
) -> None:
    pool = data.draw(st.sampled_from([BANK_O, TWO_PARAMETERS]))
    sheet = data.draw(answer_sheets(pool, max_persons=2))
    estimates = estimate_robust(pool, sheet, weights=kind, tuning=tuning)
    assert estimates.method == kind
    for person, row in enumerate(sheet):
        ability = estimates.abilities[person]
        if np.isnan(ability):
            assert not any(weighted_score(pool, row, t, kind, tuning) for t in np.linspace(-6.0, 6.0, 49))
        elif estimates.is_at_bound[person]:
            assert weighted_score(pool, row, 0.999 * ability, kind, tuning) * ability >= 0.0
        else:
            assert weighted_score(pool, row, ability, kind, tuning) == pytest.approx(0.0, abs=1e-8)


@pytest.mark.parametrize("kind", ["huber", "tukey"])
def test_the_standard_error_is_the_sandwich(kind: RobustKind) -> None:
    estimates = estimate_robust(BANK_O, ANSWERS_O, weights=kind, tuning=1.5)
    here = estimates.abilities
    weights = RobustWeights(kind, 1.5).of(BANK_O.a * (here - BANK_O.b[:, 0]))
    information = item_information(BANK_O, here)[:, 0]
    scores, probabilities = (
        score_functions(BANK_O, here)[:, :, 0],
        category_probabilities(BANK_O, here)[:, :, 0],
    )
    filling = (probabilities * (weights[:, None] * scores) ** 2).sum()
    expected = np.sqrt(filling) / (weights * information).sum()
    assert estimates.standard_errors[0] == pytest.approx(expected, rel=1e-12)
    assert estimates.standard_error_kind == "sandwich"


@pytest.mark.parametrize("kind", ["huber", "tukey"])
def test_without_a_limit_the_weights_leave_maximum_likelihood(kind: RobustKind) -> None:
    free = estimate_robust(BANK_O, ANSWERS_O, weights=kind, tuning=1e5)
    ml = estimate_ml(BANK_O, ANSWERS_O)
    assert free.abilities[0] == pytest.approx(ml.abilities[0], abs=1e-7)
    assert free.standard_errors[0] == pytest.approx(ml.standard_errors[0], abs=1e-7)


@pytest.mark.parametrize("kind", ["huber", "tukey"])
def test_careless_answers_to_easy_items_move_the_estimate_less(kind: RobustKind) -> None:
    able = (np.arange(15) < 11).astype(np.int64)
    careless = able.copy()
    careless[:2] = 0
    sheet = np.array([able, careless])
    ml, robust = estimate_ml(TWO_PARAMETERS, sheet), estimate_robust(TWO_PARAMETERS, sheet, weights=kind)
    assert np.ptp(robust.abilities) < 0.8 * np.ptp(ml.abilities)


def test_hubers_weights_fall_off_and_tukeys_end() -> None:
    residuals = np.array([-8.0, -1.0, 0.0, 0.5, 2.0, 4.0])
    np.testing.assert_allclose(RobustWeights("huber", 1.0).of(residuals), [0.125, 1, 1, 1, 0.5, 0.25])
    expected = [0.0, (15 / 16) ** 2, 1.0, (63 / 64) ** 2, 0.5625, 0.0]
    np.testing.assert_allclose(RobustWeights("tukey", 4.0).of(residuals), expected)


def test_responses_that_all_weigh_nothing_give_no_estimate() -> None:
    pool = ItemPool.of([ItemParameters("2pl", 2.0, (b,)) for b in (-8.5, 8.5)])
    estimates = estimate_robust(pool, [[0, 1]], weights="tukey", tuning=4.0)
    assert np.isnan(estimates.abilities[0])
    assert estimates.standard_errors[0] == np.inf


def test_all_right_answers_are_held_at_the_bound_even_where_no_weight_is_left() -> None:
    estimates = estimate_robust(TWO_PARAMETERS, np.ones((1, 15)), weights="tukey", tuning=1.0)
    assert estimates.abilities.tolist() == [6.0]
    assert estimates.is_at_bound.tolist() == [True]
    assert estimates.standard_errors[0] == np.inf


def test_disturbed_responses_are_estimated_better_than_by_maximum_likelihood() -> None:
    rng = np.random.default_rng(11)
    pool, abilities = three_parameter_pool(40, seed=2), rng.uniform(0.5, 2.0, 500)
    sheet = (rng.random((500, 40)) < category_probabilities(pool, abilities)[:, 1].T).astype(np.int64)
    sheet[:, pool.b[:, 0].argsort()[:6]] = rng.integers(0, 2, (500, 6))  # careless with the easiest
    errors = [
        np.abs(estimate(pool, sheet).abilities - abilities).mean()
        for estimate in (estimate_ml, estimate_robust)
    ]
    assert errors[1] < 0.9 * errors[0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"weights": "cauchy"}, "weights must be one of huber, tukey, got 'cauchy'"),
        ({"tuning": 0.0}, "tuning must be finite and greater than 0, got 0.0"),
        ({"bounds": (2.0, 1.0)}, "bounds must rise"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        estimate_robust(BANK_O, ANSWERS_O, **arguments)


def test_items_without_a_residual_are_refused() -> None:
    with pytest.raises(ValueError, match=r"pool must hold items of the models 1pl, .* got grm at item 6"):
        estimate_robust(EXACT_POOL, np.zeros((1, 9)))
