"""Every estimator against other programs, against exact roots, and against brute force."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import cumulative_simpson

from scoring import (
    ItemParameters,
    ItemPool,
    category_probabilities,
    estimate_eap,
    estimate_map,
    estimate_ml,
    estimate_wle,
    item_information,
)
from scoring.ability_estimates import AbilityEstimates
from scoring.arrays import Floats, Integers
from scoring.estimation import estimate_jeffreys, estimate_ml_with_fences, estimate_robust
from scoring.response_models import observed_information, probability_derivatives
from tests.scoring.pools import (
    BANK_O,
    EXACT_MODELS,
    PUBLISHED,
    answer_sheets,
    pool_of,
    pools_of_every_model,
    three_parameter_pool,
)

O = PUBLISHED["bank_o"]  # noqa: E741
ANSWERS_O = np.array([O["responses"]])
MODELS_POOL = pool_of(EXACT_MODELS["pool"])
FINE = np.linspace(-6.0, 6.0, 6001)
ESTIMATORS: list[Callable[..., AbilityEstimates]] = [
    estimate_eap,
    estimate_map,
    estimate_ml,
    estimate_ml_with_fences,
    estimate_wle,
    estimate_jeffreys,
    estimate_robust,
]


@pytest.mark.parametrize(
    ("estimate", "name"),
    [
        (estimate_ml, "ml"),
        (estimate_map, "map"),
        (estimate_wle, "wle"),
        (estimate_jeffreys, "jeffreys"),
    ],
)
def test_estimates_on_bank_o_are_those_of_the_reference_programs(
    estimate: Callable[..., AbilityEstimates], name: str
) -> None:
    estimates = estimate(BANK_O, ANSWERS_O)
    assert estimates.abilities[0] == pytest.approx(O["roots"][name], abs=5.1e-8)
    assert estimates.method == name
    assert estimates.n_answered.tolist() == [8]


@pytest.mark.parametrize("estimate", [estimate_ml, estimate_map])
@pytest.mark.parametrize("information", ["expected", "observed"])
def test_standard_errors_on_bank_o_are_those_of_the_program_with_that_information(
    estimate: Callable[..., AbilityEstimates], information: str
) -> None:
    estimates = estimate(BANK_O, ANSWERS_O, information=information)
    published = O["standard_errors"][f"{estimates.method}_{information}"]
    assert estimates.standard_errors[0] == pytest.approx(published, abs=5.1e-5)
    assert information in estimates.standard_error_kind


def test_all_right_answers_on_bank_o_are_estimated_as_by_the_reference_programs() -> None:
    all_right = np.ones((1, 8))
    assert estimate_map(BANK_O, all_right).abilities[0] == pytest.approx(
        O["roots"]["all_right_map"], abs=5.1e-8
    )
    assert estimate_wle(BANK_O, all_right).abilities[0] == pytest.approx(
        O["roots"]["all_right_wle"], abs=5e-3
    )
    assert estimate_eap(BANK_O, all_right).abilities[0] == pytest.approx(
        O["eap"]["all_right_ability"], abs=5e-7
    )


def test_eap_on_bank_o_is_that_of_the_reference_programs() -> None:
    estimates = estimate_eap(BANK_O, ANSWERS_O)
    assert estimates.abilities[0] == pytest.approx(O["eap"]["ability"], abs=5.1e-8)
    assert estimates.standard_errors[0] == pytest.approx(O["eap"]["posterior_sd"], abs=5.1e-8)
    assert estimates.standard_error_kind == "posterior_sd"
    all_wrong = estimate_eap(BANK_O, np.zeros((1, 8)))
    assert all_wrong.abilities[0] == pytest.approx(O["eap"]["all_wrong_ability"], abs=5e-8)


@pytest.mark.parametrize("case", EXACT_MODELS["estimates"])
def test_roots_and_standard_errors_of_mixed_models_are_exact(case: dict[str, Any]) -> None:
    sheet = np.array([case["responses"]])
    for found, (ability, standard_error) in [
        (estimate_ml(MODELS_POOL, sheet), case["ml"]),
        (estimate_ml(MODELS_POOL, sheet, information="observed"), case["ml_observed"]),
        (estimate_wle(MODELS_POOL, sheet), case["wle"]),
        (estimate_jeffreys(MODELS_POOL, sheet), case["jeffreys"]),
        *((estimate_map(MODELS_POOL, sheet, **each["prior"]), each["expected"]) for each in case["map"]),
        *(
            (estimate_map(MODELS_POOL, sheet, **each["prior"], information="observed"), each["observed"])
            for each in case["map"]
        ),
    ]:
        assert found.abilities[0] == pytest.approx(ability, abs=5e-12)
        assert found.standard_errors[0] == pytest.approx(standard_error, abs=5e-12)


def fine_log_likelihood(pool: ItemPool, row: Integers) -> Floats:
    with np.errstate(divide="ignore"):
        logs = np.log(category_probabilities(pool, FINE))
    items = np.flatnonzero(row >= 0)
    return np.asarray(logs[items, row[items]].sum(axis=0))


def at(ability: float, curve: Floats) -> float:
    return float(np.interp(ability, FINE, curve))


@settings(max_examples=25)
@given(data=st.data())
def test_no_ability_has_a_higher_likelihood_or_posterior_than_the_estimate(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=6))
    sheet = data.draw(answer_sheets(pool, max_persons=2))
    mean, sd = data.draw(st.floats(-2.0, 2.0)), data.draw(st.floats(0.3, 2.0))
    ml, mode = estimate_ml(pool, sheet), estimate_map(pool, sheet, mean=mean, sd=sd)
    for person, row in enumerate(sheet):
        heights = fine_log_likelihood(pool, row)
        if (row >= 0).any():
            assert log_likelihood_at(pool, row, ml.abilities[person]) > heights.max() - 1e-6
        else:
            assert np.isnan(ml.abilities[person])
        heights -= 0.5 * ((FINE - mean) / sd) ** 2
        found = mode.abilities[person]
        at_mode = log_likelihood_at(pool, row, found) - 0.5 * ((found - mean) / sd) ** 2
        assert at_mode > heights.max() - 1e-6


def log_likelihood_at(pool: ItemPool, row: Integers, ability: float) -> float:
    """The log likelihood at one ability."""
    items = np.flatnonzero(row >= 0)
    return float(np.log(category_probabilities(pool, np.array([ability]))[items, row[items], 0]).sum())


@settings(max_examples=25)
@given(data=st.data())
def test_weighted_likelihood_and_jeffreys_solve_their_equations_at_the_highest_top(
    data: st.DataObject,
) -> None:
    pool = data.draw(pools_of_every_model(max_items=6, largest_slope=4.0))
    sheet = data.draw(answer_sheets(pool, max_persons=2))
    wle, jeffreys = estimate_wle(pool, sheet), estimate_jeffreys(pool, sheet)
    for person, row in enumerate(sheet):
        if not (row >= 0).any():
            continue
        probabilities, (first, second) = (
            category_probabilities(pool, FINE),
            probability_derivatives(pool, FINE),
        )
        ratio = np.divide(first, probabilities, out=np.zeros_like(first), where=probabilities > 0.0)
        information = (ratio * first).sum(axis=1)[row >= 0].sum(axis=0)
        j = (ratio * second).sum(axis=1)[row >= 0].sum(axis=0)
        log_likelihood = fine_log_likelihood(pool, row)
        warm = log_likelihood + cumulative_simpson(j / (2.0 * information), x=FINE, initial=0.0)
        for estimates, heights in ((wle, warm), (jeffreys, log_likelihood + 0.5 * np.log(information))):
            assert at(estimates.abilities[person], heights) > heights.max() - 1e-4
            place = np.abs(FINE - estimates.abilities[person]).argmin()
            around = heights[max(place - 3, 0) : place + 4]  # a top, not only a height
            assert abs(int(around.argmax()) - min(3, place)) <= 2


@settings(max_examples=25)
@given(data=st.data())
def test_the_two_weighted_likelihoods_agree_for_models_without_asymptotes(data: st.DataObject) -> None:
    # Warm (1989) for one and two parameters; Magis (2015) for the graded, partial credit and nominal models.
    drawn = data.draw(pools_of_every_model(max_items=5, largest_slope=3.0))
    items = [item for item in drawn.items if item.model not in {"3pl", "4pl"}]
    assume(items)
    pool = ItemPool.of(items)
    sheet = data.draw(answer_sheets(pool, max_persons=3))
    wle, jeffreys = estimate_wle(pool, sheet).abilities, estimate_jeffreys(pool, sheet).abilities
    np.testing.assert_allclose(wle, jeffreys, atol=1e-7)


def test_the_two_weighted_likelihoods_differ_where_there_is_guessing() -> None:
    assert (
        estimate_jeffreys(BANK_O, ANSWERS_O).abilities[0] - estimate_wle(BANK_O, ANSWERS_O).abilities[0] > 0.1
    )


@settings(max_examples=25)
@given(data=st.data())
def test_eap_is_the_mean_and_sd_of_the_posterior_on_the_grid(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5))
    sheet = data.draw(answer_sheets(pool))
    log_prior = np.log(data.draw(st.lists(st.floats(0.01, 1.0), min_size=121, max_size=121)))
    estimates = estimate_eap(pool, sheet, log_prior=log_prior)
    nodes = np.linspace(-6.0, 6.0, 121)
    for person, row in enumerate(sheet):
        items = np.flatnonzero(row >= 0)
        weights = np.exp(log_prior) * category_probabilities(pool, nodes)[items, row[items]].prod(axis=0)
        weights /= weights.sum()
        mean = weights @ nodes
        assert estimates.abilities[person] == pytest.approx(mean, abs=1e-10)
        spread = np.sqrt(weights @ (nodes - mean) ** 2)
        assert estimates.standard_errors[person] == pytest.approx(spread, abs=1e-10)


@settings(max_examples=25)
@given(data=st.data())
def test_standard_errors_are_those_of_the_information_at_the_estimate(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=5, largest_slope=4.0))
    sheet = data.draw(answer_sheets(pool, max_persons=1, is_complete=True))
    for estimate, precision in ((estimate_ml, 0.0), (estimate_map, 1.0)):
        expected, observed = (estimate(pool, sheet, information=kind) for kind in ("expected", "observed"))
        here = expected.abilities
        information = item_information(pool, here)[:, 0].sum()
        assert expected.standard_errors[0] ** -2 == pytest.approx(information + precision, rel=1e-9)
        items = np.arange(pool.n_items)
        information = observed_information(pool, here)[items, sheet[0], 0].sum()
        if information + precision > 1e-9:
            assert observed.standard_errors[0] ** -2 == pytest.approx(information + precision, rel=1e-6)
        elif information + precision < -1e-9:
            assert observed.standard_errors[0] == np.inf


def test_extreme_patterns_have_finite_estimates_by_every_method_and_are_marked_where_bounded() -> None:
    sheet = np.array([[1] * 8, [0] * 8])
    for estimate in ESTIMATORS:
        estimates = estimate(BANK_O, sheet)
        assert estimates.abilities[0] > 1.0 > -1.0 > estimates.abilities[1]
        assert np.isfinite(estimates.standard_errors).all()
        assert estimates.is_at_bound.all() == (estimates.method in {"ml", "huber"})
    bounded = estimate_ml(BANK_O, sheet, bounds=(-3.0, 4.0))
    assert bounded.abilities.tolist() == [4.0, -3.0]


def test_a_person_without_responses_has_the_priors_estimate_or_none() -> None:
    sheet = np.array([[-1] * 8, O["responses"]])
    for estimate in ESTIMATORS:
        estimates = estimate(BANK_O, sheet)
        alone = estimate(BANK_O, ANSWERS_O)
        assert estimates.abilities[1] == pytest.approx(alone.abilities[0], abs=1e-11)
        assert estimates.n_answered.tolist() == [0, 8]
        if estimates.method in {"eap", "map"}:
            assert estimates.abilities[0] == pytest.approx(0.0, abs=1e-12)
            assert estimates.standard_errors[0] == pytest.approx(1.0, abs=1e-6)
        else:
            assert np.isnan(estimates.abilities[0])
            assert estimates.standard_errors[0] == np.inf


def test_missing_responses_change_nothing() -> None:
    pool = ItemPool.of([*BANK_O.items, *MODELS_POOL.items[1:4]])
    sheet = np.concatenate((ANSWERS_O, np.full((1, 3), -1)), axis=1)
    for estimate in ESTIMATORS[:-1]:
        np.testing.assert_array_equal(estimate(pool, sheet).abilities, estimate(BANK_O, ANSWERS_O).abilities)


def test_many_persons_are_estimated_as_each_alone() -> None:
    pool = three_parameter_pool(40, seed=3)
    rng = np.random.default_rng(4)
    sheet = rng.integers(-1, 2, (1203, 40))
    sheet[5] = -1
    for estimate in ESTIMATORS:
        together = estimate(pool, sheet)
        assert together.n_persons == 1203
        for person in (0, 5, 999, 1000, 1202):
            alone = estimate(pool, sheet[person : person + 1])
            assert alone.abilities[0] == pytest.approx(together.abilities[person], abs=1e-9, nan_ok=True)
            assert alone.standard_errors[0] == pytest.approx(together.standard_errors[person], abs=1e-9)


def test_no_persons_have_no_estimates() -> None:
    for estimate in ESTIMATORS:
        assert estimate(BANK_O, np.empty((0, 8))).n_persons == 0


@pytest.mark.parametrize("n_hard", [4, 9])
def test_of_two_tops_of_a_likelihood_with_guessing_the_higher_is_taken(n_hard: int) -> None:
    # An easy item wrong, hard ones right: able and careless, or lucky? The more hard ones, the likelier able.
    difficulties = [-2.0, -1.8, -1.5, -1.2, *np.linspace(1.6, 2.2, n_hard).tolist()]
    pool = ItemPool.of([ItemParameters("3pl", 2.5, (b,), 0.2) for b in difficulties])
    row = np.array([1, 0, 1, 1] + [1] * n_hard)
    heights = fine_log_likelihood(pool, row)
    is_top = (heights[1:-1] > heights[:-2]) & (heights[1:-1] > heights[2:])
    assert np.count_nonzero(is_top) == 2
    found = estimate_ml(pool, row[None]).abilities[0]
    assert found == pytest.approx(FINE[heights.argmax()], abs=2e-3)
    assert (found > 0.0) == (n_hard == 9)


def test_each_person_may_have_a_prior_of_his_own() -> None:
    sheet = np.repeat(ANSWERS_O, 3, axis=0)
    means, sds = np.array([-1.0, 0.0, 1.0]), np.array([0.5, 1.0, 0.7])
    together = estimate_map(BANK_O, sheet, mean=means, sd=sds)
    for person in range(3):
        alone = estimate_map(BANK_O, ANSWERS_O, mean=means[person], sd=sds[person])
        assert together.abilities[person] == pytest.approx(alone.abilities[0], abs=1e-11)
        assert together.standard_errors[person] == pytest.approx(alone.standard_errors[0], abs=1e-11)


def test_the_mode_with_a_wide_prior_is_near_the_maximum_likelihood() -> None:
    ml, mode = estimate_ml(BANK_O, ANSWERS_O), estimate_map(BANK_O, ANSWERS_O, sd=1e4)
    assert mode.abilities[0] == pytest.approx(ml.abilities[0], abs=1e-7)


@settings(max_examples=25)
@given(data=st.data())
def test_fences_hold_every_estimate_and_leave_the_middle_alone(data: st.DataObject) -> None:
    pool = data.draw(pools_of_every_model(max_items=6, largest_slope=3.0))
    sheet = data.draw(answer_sheets(pool, is_complete=True))
    fenced = estimate_ml_with_fences(pool, sheet)
    assert not fenced.is_at_bound.any()
    fences = ItemPool.of(
        [*pool.items, ItemParameters("2pl", 5.0, (-5.0,)), ItemParameters("2pl", 5.0, (5.0,))]
    )
    by_hand = estimate_ml(fences, np.column_stack((sheet, np.ones(len(sheet)), np.zeros(len(sheet)))))
    np.testing.assert_allclose(fenced.abilities, by_hand.abilities, atol=1e-9)
    information = [item_information(pool, np.array([each])).sum() for each in fenced.abilities]
    np.testing.assert_allclose(fenced.standard_errors**-2.0, information, rtol=1e-9)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: estimate_ml(BANK_O, ANSWERS_O, bounds=(1.0, -1.0)), r"bounds must rise and lie within"),
        (lambda: estimate_wle(BANK_O, ANSWERS_O, bounds=(-7.0, 1.0)), r"bounds must .* got \(-7.0, 1.0\)"),
        (lambda: estimate_ml_with_fences(BANK_O, ANSWERS_O, fences=(0.0, 9.0)), "fences must rise"),
        (lambda: estimate_ml_with_fences(BANK_O, ANSWERS_O, slope=-1.0), "2pl: a must be greater than 0"),
        (lambda: estimate_ml(BANK_O, ANSWERS_O, information="f"), "information must be"),  # type: ignore[arg-type]
        (lambda: estimate_map(BANK_O, ANSWERS_O, mean=7.0), "mean must lie within the grid, .* got 7.0"),
        (lambda: estimate_map(BANK_O, ANSWERS_O, sd=0.0), "sd must be finite and at least 0.1 logits"),
        (lambda: estimate_map(BANK_O, ANSWERS_O, mean=[0.0, 1.0]), r"mean must .* shape \(1,\), got \(2,\)"),
        (lambda: estimate_eap(BANK_O, ANSWERS_O, log_prior=np.zeros(120)), r"log_prior must have shape"),
        (lambda: estimate_eap(BANK_O, ANSWERS_O, log_prior=np.full(121, -np.inf)), "log_prior must have"),
        (lambda: estimate_eap(BANK_O, [[2] * 8]), "responses must be categories 0 to 1 of item 0"),
    ],
)  # fmt: skip
def test_arguments_that_make_no_sense_are_refused_by_name(call: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        call()
