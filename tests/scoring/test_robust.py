from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    ItemParameters,
    ItemPool,
    NominalParameters,
    category_probabilities,
    estimate_ml,
    item_information,
)
from scoring.arrays import Floats, Integers
from scoring.estimation import estimate_robust
from scoring.response_models import score_functions
from scoring.robust import RobustKind, RobustWeights
from tests.scoring.pools import (
    BANK_O,
    EXACT,
    PUBLISHED,
    answer_sheets,
    pool_of,
    three_parameter_pool,
)

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


GRADED = [each for each in EXACT["items"] if each["model"] == "grm"]
ORDERED = ItemPool.of([*pool_of(GRADED * 2).items, ItemParameters("gpcm", 1.1, (0.4, -0.6, 0.9))])


def standardised_score(pool: ItemPool, row: Integers, ability: float, rule: RobustWeights) -> float:
    """The weighted score equation of ordered categories as it is written down, one item after the other."""
    total = 0.0
    probabilities = category_probabilities(pool, np.array([ability]))[:, :, 0]
    scores = score_functions(pool, np.array([ability]))[:, :, 0]
    for item in np.flatnonzero(row >= 0):
        n = int(pool.n_categories[item])
        p, places = probabilities[item, :n], np.arange(n)
        mean = p @ places
        residual = (row[item] - mean) / np.sqrt(p @ (places - mean) ** 2)
        total += float(rule.of(np.array([residual]))[0] * scores[item, row[item]])
    return total


@pytest.mark.parametrize("kind", ["huber", "tukey"])
def test_ordered_categories_are_weighed_by_their_standardised_residual(kind: RobustKind) -> None:
    # Filonczuk & Cheng (2025, Behavior Research Methods 57:55), checked by the equation written out.
    rng = np.random.default_rng(5)
    curves = category_probabilities(ORDERED, rng.normal(size=40)).cumsum(axis=1)
    sheet = (rng.random((40, ORDERED.n_items))[:, :, None] > curves.transpose(2, 0, 1)).sum(axis=2)
    sheet = np.minimum(sheet, ORDERED.n_categories - 1)
    sheet[rng.random(sheet.shape) < 0.1] = -1
    rule = RobustWeights(kind, 1.2)
    estimates = estimate_robust(ORDERED, sheet, weights=kind, tuning=1.2)
    assert np.count_nonzero(estimates.is_at_bound) < 10
    for person, row in enumerate(sheet):
        ability = float(estimates.abilities[person])
        if not estimates.is_at_bound[person]:
            assert standardised_score(ORDERED, row, ability, rule) == pytest.approx(0.0, abs=1e-8)
        else:
            assert standardised_score(ORDERED, row, ability, rule) * ability >= 0.0


@pytest.mark.parametrize("kind", ["huber", "tukey"])
def test_the_sandwich_of_ordered_categories_is_that_of_finite_differences(kind: RobustKind) -> None:
    # A is minus the mean slope of the equation under the model at the estimate, B its variance.
    rule, row = RobustWeights(kind, 1.2), np.array([[1, 2, 1, 2, 1, 1, 1][: ORDERED.n_items]])
    row = np.minimum(row, ORDERED.n_categories - 1)
    estimates = estimate_robust(ORDERED, row, weights=kind, tuning=1.2)
    here, step = float(estimates.abilities[0]), 1e-5
    bread = filling = 0.0
    probabilities = category_probabilities(ORDERED, np.array([here]))[:, :, 0]
    for item in range(ORDERED.n_items):
        values = []
        for category in range(int(ORDERED.n_categories[item])):
            alone = np.full(ORDERED.n_items, -1)
            alone[item] = category
            p = probabilities[item, category]
            low, high = (standardised_score(ORDERED, alone, here + each, rule) for each in (-step, step))
            bread -= p * (high - low) / (2.0 * step)
            values.append((p, standardised_score(ORDERED, alone, here, rule)))
        mean = sum(p * value for p, value in values)
        filling += sum(p * (value - mean) ** 2 for p, value in values)
    assert estimates.standard_errors[0] == pytest.approx(np.sqrt(filling) / bread, rel=1e-6)


def test_disturbed_ratings_are_estimated_better_than_by_maximum_likelihood() -> None:
    rng = np.random.default_rng(4)
    pool = ItemPool.of(
        [
            ItemParameters("grm", a, tuple((b + np.array([-1.2, -0.4, 0.4, 1.2])).tolist()))
            for a, b in zip(rng.uniform(0.9, 2.1, 25).tolist(), rng.normal(size=25).tolist(), strict=True)
        ]
    )
    abilities = rng.uniform(1.0, 2.0, 300)
    curves = category_probabilities(pool, abilities).cumsum(axis=1)
    sheet = (rng.random((300, 25))[:, :, None] > curves.transpose(2, 0, 1)).sum(axis=2)
    sheet[:, :5] = 4 - sheet[:, :5]  # reversed keys
    errors = [
        np.abs(estimate(pool, sheet).abilities - abilities).mean()
        for estimate in (estimate_ml, estimate_robust)
    ]
    assert errors[1] < 0.8 * errors[0]


def test_items_without_a_residual_are_refused() -> None:
    with pytest.raises(ValueError, match=r"pool must hold items whose categories have an order .* nominal"):
        estimate_robust(ItemPool.of([NominalParameters(1.0, (0.0, 1.0), (0.0, 0.0))]), [[1]])
