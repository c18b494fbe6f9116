"""Modes with priors of any shape: against normal priors, bounded likelihood, and brute force."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import CubicSpline

from scoring.ability import GRID, normal_prior
from scoring.estimation import estimate_eap, estimate_map, estimate_ml
from scoring.parameters import ItemPool
from scoring.priors import (
    conditional_grid_prior,
    empirical_prior,
    normal_priors,
    uniform_prior,
)
from scoring.response_models import category_probabilities, item_information, observed_information
from tests.scoring.pools import BANK_O, PUBLISHED, answer_sheets, pools_of_every_model

ANSWERS_O = np.array([PUBLISHED["bank_o"]["responses"]])
BIMODAL = empirical_prior(np.exp(-2.0 * (GRID - 1.3) ** 2) + 0.6 * np.exp(-3.0 * (GRID + 1.1) ** 2))
FINE = np.linspace(-6.0, 6.0, 24001)


def log_likelihood(pool: ItemPool, row: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        logs = np.log(category_probabilities(pool, FINE))
    items = np.flatnonzero(row >= 0)
    return np.asarray(logs[items, row[items]].sum(axis=0))


@settings(max_examples=25)
@given(data=st.data(), mean=st.floats(-2.0, 2.0), sd=st.floats(0.3, 2.0))
def test_a_normal_prior_on_the_grid_has_the_mode_of_the_normal(
    data: st.DataObject, mean: float, sd: float
) -> None:
    pool = data.draw(pools_of_every_model(max_items=5))
    sheet = data.draw(answer_sheets(pool, max_persons=3))
    for information in ("expected", "observed"):
        exact = estimate_map(pool, sheet, mean=mean, sd=sd, information=information)
        found = estimate_map(pool, sheet, log_prior=normal_prior(mean, sd), information=information)
        np.testing.assert_allclose(found.abilities, exact.abilities, atol=1e-8)
        np.testing.assert_allclose(found.standard_errors, exact.standard_errors, rtol=1e-7)


@pytest.mark.parametrize("limits", [(-6.0, 6.0), (-2.0, 1.5), (-0.1, 0.1)])
def test_a_uniform_prior_has_the_mode_of_maximum_likelihood_within_its_limits(
    limits: tuple[float, float],
) -> None:
    sheet = np.array([*ANSWERS_O, [1] * 8, [0] * 8, [0, 1, -1, 1, -1, 0, 1, 1]])
    ml = estimate_ml(BANK_O, sheet, bounds=limits)
    mode = estimate_map(BANK_O, sheet, log_prior=uniform_prior(*limits))
    np.testing.assert_allclose(mode.abilities, ml.abilities, atol=1e-8)
    np.testing.assert_allclose(mode.standard_errors, ml.standard_errors, rtol=1e-7)
    assert mode.is_at_bound.tolist() == ml.is_at_bound.tolist()
    assert (mode.method, mode.standard_error_kind) == ("map", "laplace_expected")


@settings(max_examples=25)
@given(data=st.data())
def test_no_ability_has_a_higher_posterior_than_the_mode(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5))
    sheet = data.draw(answer_sheets(pool, max_persons=2))
    earlier = estimate_eap(BANK_O, ANSWERS_O)
    conditional = conditional_grid_prior(
        np.exp(normal_prior(float(earlier.abilities[0]), 0.6)), correlation=0.7
    )
    prior = data.draw(st.sampled_from([BIMODAL, conditional, uniform_prior(-3.0, 2.0)]))
    has_weight = np.isfinite(prior)
    curve = CubicSpline(GRID[has_weight], prior[has_weight])
    mode = estimate_map(pool, sheet, log_prior=prior)
    inside = (GRID[has_weight][0] <= FINE) & (GRID[has_weight][-1] >= FINE)
    for person, row in enumerate(sheet):
        if np.isnan(mode.abilities[person]):  # a flat prior, and no answer
            assert (row < 0).all()
            continue
        heights = np.where(inside, log_likelihood(pool, row) + curve(FINE), -np.inf)
        own = np.interp(mode.abilities[person], FINE[inside], heights[inside])
        assert own >= heights.max() - 1e-5


def test_each_person_has_its_own_prior_whatever_its_support() -> None:
    sheet = np.repeat(ANSWERS_O, 4, axis=0)
    priors = np.array([BIMODAL, uniform_prior(-1.0, -0.5), normal_prior(0.5, 0.4), uniform_prior(-1.0, -0.5)])
    together = estimate_map(BANK_O, sheet, log_prior=priors)
    for person in range(4):
        alone = estimate_map(BANK_O, ANSWERS_O, log_prior=priors[person])
        assert together.abilities[person] == pytest.approx(alone.abilities[0], abs=1e-10)
        assert together.standard_errors[person] == pytest.approx(alone.standard_errors[0], rel=1e-9)
        assert together.is_at_bound[person] == alone.is_at_bound[0]
    assert together.n_answered.tolist() == [8] * 4
    normal = estimate_map(BANK_O, sheet[:2], log_prior=normal_priors([0.0, 1.0], [1.0, 0.5]))
    exact = estimate_map(BANK_O, sheet[:2], mean=[0.0, 1.0], sd=[1.0, 0.5])
    np.testing.assert_allclose(normal.abilities, exact.abilities, atol=1e-8)


def test_the_standard_error_is_the_curvature_of_the_posterior() -> None:
    mode = estimate_map(BANK_O, ANSWERS_O, log_prior=BIMODAL)
    observed = estimate_map(BANK_O, ANSWERS_O, log_prior=BIMODAL, information="observed")
    here = mode.abilities
    curvature = float(CubicSpline(GRID, BIMODAL)(here[0], 2))
    expected = item_information(BANK_O, here).sum() - curvature
    assert mode.standard_errors[0] == pytest.approx(expected**-0.5, rel=1e-9)
    own = observed_information(BANK_O, here)[np.arange(8), ANSWERS_O[0], 0].sum() - curvature
    assert observed.standard_errors[0] == pytest.approx(own**-0.5, rel=1e-9)


def test_with_a_prior_and_no_answer_the_mode_is_that_of_the_prior() -> None:
    mode = estimate_map(BANK_O, np.full((1, 8), -1), log_prior=BIMODAL)
    curve = CubicSpline(GRID, BIMODAL)
    assert mode.abilities[0] == pytest.approx(FINE[np.argmax(curve(FINE))], abs=5e-4)
    assert curve(mode.abilities[0], 1) == pytest.approx(0.0, abs=1e-8)


GAP = np.where(np.abs(GRID) < 0.05, -np.inf, 0.0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"log_prior": BIMODAL, "mean": 0.0}, "log_prior must be None where mean or sd is given, got both"),
        ({"log_prior": GAP}, "log_prior must be finite at two nodes or more and at all between them"),
        ({"log_prior": np.zeros(100)}, r"log_prior must have shape \(121,\) or \(1, 121\)"),
        ({"information": "exact"}, "information must be 'expected' or 'observed', got 'exact'"),
        ({"sd": 0.01}, "sd must be finite and at least 0.1 logits"),
    ],
)
def test_priors_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        estimate_map(BANK_O, ANSWERS_O, **arguments)
