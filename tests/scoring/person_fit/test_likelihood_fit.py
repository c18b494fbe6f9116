from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from scoring import (
    ItemParameters,
    ItemPool,
    category_probabilities,
    estimate_eap,
    estimate_map,
    estimate_ml,
    estimate_wle,
)
from scoring.ability_estimates import AbilityEstimates
from scoring.arrays import Integers
from scoring.person_fit import likelihood_fit
from scoring.response_models import probability_derivatives
from tests.scoring.person_fit.simulated import drawn_responses
from tests.scoring.pools import (
    BANK_O,
    PUBLISHED,
    answer_sheets,
    mixed_pool,
    pools_of_every_model,
    three_parameter_pool,
)

ANSWERS_O = np.array([PUBLISHED["bank_o"]["responses"]])


def published_lz_star(ability: float, addition: float) -> float:
    """lz* as Magis, Raiche and Beland write it for right-or-wrong items, `addition` being their r0."""
    a, b, c = (np.array(PUBLISHED["bank_o"][name]) for name in "abc")
    x = ANSWERS_O[0]
    s = 1.0 / (1.0 + np.exp(-a * (ability - b)))
    p = c + (1.0 - c) * s
    q, slope = 1.0 - p, (1.0 - c) * a * s * (1.0 - s)
    w, r = np.log(p / q), slope / (p * q)
    projected = w - (slope @ w) / (slope @ r) * r
    total = (x - p) @ w + (slope @ w) / (slope @ r) * addition
    return float(total / np.sqrt((projected**2 * p * q).sum()))


def test_lz_and_lz_star_are_those_of_the_reference_at_the_ml_ability() -> None:
    found = likelihood_fit(BANK_O, ANSWERS_O, estimate_ml(BANK_O, ANSWERS_O))
    assert found.lz[0] == pytest.approx(0.0344791, abs=1e-7)
    assert found.lz_star[0] == pytest.approx(0.0355898, abs=2e-7)


def test_lz_star_is_that_of_the_reference_for_the_other_estimates() -> None:
    # The reference programs stop at an ability up to 3e-5 from the root, which moves the last digits:
    # 0.0362482 is the formula at the root + 3.0e-5 and 0.0369713 at the root - 3.5e-6.
    warm, mode = estimate_wle(BANK_O, ANSWERS_O), estimate_map(BANK_O, ANSWERS_O)
    for estimates, published in ((warm, 0.0362482), (mode, 0.0369713)):
        found = likelihood_fit(BANK_O, ANSWERS_O, estimates)
        assert found.lz_star[0] == pytest.approx(published, abs=1e-5)
    ability = float(mode.abilities[0])
    exact = likelihood_fit(BANK_O, ANSWERS_O, mode).lz_star[0]
    assert exact == pytest.approx(published_lz_star(ability, -ability), abs=1e-12)
    assert published_lz_star(ability - 3.5e-6, -ability + 3.5e-6) == pytest.approx(0.0369713, abs=1e-7)


@settings(max_examples=25)
@given(data=st.data(), ability=st.floats(-3.0, 3.0))
def test_the_indices_are_sums_as_they_are_written_down(data: st.DataObject, ability: float) -> None:
    pool = data.draw(pools_of_every_model(min_items=5, largest_slope=3.0))
    sheet = data.draw(answer_sheets(pool, max_persons=2))
    found = likelihood_fit(pool, sheet, np.full(len(sheet), ability))
    probabilities = category_probabilities(pool, np.array([ability]))[:, :, 0]
    slopes = probability_derivatives(pool, np.array([ability])).first[:, :, 0]
    for person, row in enumerate(sheet):
        if found.problems[person] is not None:
            assert np.isnan(found.lz_star[person])
            continue
        there = [item for item in range(pool.n_items) if row[item] >= 0]
        categories = [range(pool.n_categories[item]) for item in there]
        cells = [[(i, k) for k in own] for i, own in zip(there, categories, strict=True)]
        every = [cell for own in cells for cell in own]
        ratio = sum(slopes[c] * np.log(probabilities[c]) for c in every)
        ratio /= sum(slopes[c] ** 2 / probabilities[c] for c in every)
        for correction, expected in ((0.0, found.lz), (ratio, found.lz_star)):
            total = variance = 0.0
            for i, own in zip(there, cells, strict=True):
                p = np.array([probabilities[c] for c in own])
                w = np.array(
                    [np.log(probabilities[c]) - correction * slopes[c] / probabilities[c] for c in own]
                )
                total += w[row[i]] - p @ w
                variance += p @ w**2 - (p @ w) ** 2
            assert expected[person] == pytest.approx(total / np.sqrt(variance), rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("estimate", [estimate_ml, estimate_wle, estimate_map, estimate_eap])
@pytest.mark.parametrize("pool", [three_parameter_pool(40, 1), mixed_pool(40, 2)])
def test_lz_star_keeps_its_level_and_lz_does_not(
    pool: ItemPool, estimate: Callable[[ItemPool, Integers], AbilityEstimates]
) -> None:
    rng = np.random.default_rng(3)
    responses = drawn_responses(pool, rng.normal(size=1200), rng)
    found = likelihood_fit(pool, responses, estimate(pool, responses))
    assert np.mean(found.p_values < 0.05) == pytest.approx(0.05, abs=0.015)
    assert np.mean(found.p_values < 0.01) == pytest.approx(0.01, abs=0.008)
    assert np.mean(found.lz < norm.ppf(0.05)) < 0.045
    assert found.lz_star.std() == pytest.approx(1.0, abs=0.08)


def test_records_of_guesses_are_found() -> None:
    rng = np.random.default_rng(4)
    pool = three_parameter_pool(40, 1)
    responses = drawn_responses(pool, np.full(200, 1.0), rng)
    easiest = np.argsort(pool.b[:, 0])[:12]
    responses[:50, easiest] = rng.random((50, 12)) < 0.2
    evidence = likelihood_fit(pool, responses, estimate_eap(pool, responses)).evidence(0.05)
    guessed = [each for each in evidence if each.person < 50]
    assert len(guessed) > 25
    assert len(evidence) - len(guessed) < 18
    assert all(each.code == "improbable_pattern" and each.figure < each.bound for each in evidence)
    assert [each.p_value for each in evidence] == sorted(each.p_value or 0.0 for each in evidence)


def test_who_has_no_figure_has_a_reason() -> None:
    pool = three_parameter_pool(6, 1)
    sheet = np.array([[1, 0, 1, 1, -1, -1], [-1] * 6, [1] * 6, [1, 0, 1, 0, 1, 0]])
    found = likelihood_fit(pool, sheet, [0.0, 0.0, np.nan, 0.0])
    assert found.problems == ("too_few_responses", "too_few_responses", "no_ability", None)
    assert np.isnan(found.p_values[:3]).all()
    assert [each.person for each in found.evidence(0.99)] in ([], [3])
    same = ItemPool.of([ItemParameters("2pl", 1.0, (0.0,))] * 6)
    assert likelihood_fit(same, sheet, np.zeros(4)).problems[3] == "no_variation"


def test_arguments_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match=r"abilities must have shape \(1,\), got \(2,\)"):
        likelihood_fit(BANK_O, ANSWERS_O, [0.0, 0.0])
    with pytest.raises(ValueError, match="level must lie between 0 and 1, got 1"):
        likelihood_fit(BANK_O, ANSWERS_O, [0.0]).evidence(1.0)
