import numpy as np
import pytest
from scipy.optimize import minimize

from scoring.dif import logistic_dif
from tests.scoring.dif.two_groups import drawn_sheet, shifted, two_parameter_pool


def test_the_tests_are_those_of_likelihoods_found_by_a_search() -> None:
    sheet = drawn_sheet(two_parameter_pool(10), np.random.default_rng(1))
    found = logistic_dif(sheet.responses, sheet.is_focal)
    value = sheet.responses.sum(axis=1).astype(float)
    group = sheet.is_focal.astype(float)
    right = sheet.responses[:, 3]
    columns = np.column_stack((np.ones(600), value - 5.0, group, group * (value - 5.0)))

    def deviance(coefficients: np.ndarray) -> float:
        predictor = columns[:, : coefficients.size] @ coefficients
        return float(2.0 * (np.logaddexp(0.0, predictor) - right * predictor).sum())

    fits = [minimize(deviance, np.zeros(n), method="BFGS", tol=1e-10) for n in (1, 2, 3, 4)]
    null, matched, uniform, full = (float(fit.fun) for fit in fits)
    assert found.uniform_statistics[3] == pytest.approx(matched - uniform, abs=1e-5)
    assert found.nonuniform_statistics[3] == pytest.approx(uniform - full, abs=1e-5)
    assert found.statistics[3] == pytest.approx(matched - full, abs=1e-5)
    assert found.group_effects[3] == pytest.approx(fits[2].x[2], abs=1e-4)

    def nagelkerke(own: float) -> float:
        return float((1.0 - np.exp((own - null) / 600)) / (1.0 - np.exp(-null / 600)))

    assert found.r2_differences[3] == pytest.approx(nagelkerke(full) - nagelkerke(matched), abs=1e-7)
    assert found.uniform_r2_differences[3] == pytest.approx(
        nagelkerke(uniform) - nagelkerke(matched), abs=1e-7
    )


def test_items_without_dif_are_flagged_as_often_as_the_level_says() -> None:
    pool = two_parameter_pool(20)
    rng = np.random.default_rng(2)
    found = []
    for _ in range(30):
        sheet = drawn_sheet(pool, rng)
        tests = logistic_dif(sheet.responses, sheet.is_focal)
        found.append((tests.uniform_p_values, tests.nonuniform_p_values, tests.p_values))
    shares = (np.array(found) < 0.05).mean(axis=(0, 2))
    assert ((shares > 0.03) & (shares < 0.075)).all()


def test_both_kinds_of_dif_are_found_and_told_apart() -> None:
    pool = two_parameter_pool(20)
    other = shifted(pool, {6: 1.0}, {10: 0.25})
    sheet = drawn_sheet(pool, np.random.default_rng(3), for_focal=other, n_each=1000)
    found = logistic_dif(sheet.responses, sheet.is_focal)
    assert found.uniform_p_values[6] < 1e-6
    assert found.group_effects[6] < -0.5
    assert found.nonuniform_p_values[10] < 1e-6
    assert found.nonuniform_p_values[6] > 0.001
    assert found.r2_differences[10] > found.uniform_r2_differences[10] + 0.015
    assert found.r2_differences[6] == pytest.approx(found.uniform_r2_differences[6], abs=0.01)
    assert found.classes[6] in {"B", "C"}
    assert found.classes.count("A") >= 17
    by_ability = logistic_dif(sheet.responses, sheet.is_focal, matching=sheet.abilities)
    assert by_ability.p_values[6] < 1e-6


def test_items_without_a_test_have_a_reason() -> None:
    rng = np.random.default_rng(4)
    value = rng.normal(size=60)
    focal = rng.random(60) < 0.5
    responses = np.column_stack((value > 0.0, np.ones(60), rng.integers(0, 3, 60), rng.integers(0, 2, 60)))
    found = logistic_dif(responses, focal, matching=value)
    assert found.reasons == ("separated", "constant", "not_dichotomous", None)
    assert np.isnan(found.p_values[:3]).all()
    assert np.isfinite(found.p_values[3])
    assert found.classes[:3] == (None,) * 3
    assert logistic_dif(responses, focal, matching=np.zeros(60)).reasons[3] == "no_common_strata"


def test_a_group_that_answers_all_right_is_separated_however_small_it_is() -> None:
    rng = np.random.default_rng(5)
    for n_focal in (3, 5, 20, 100):
        value = rng.normal(size=400)
        right = rng.random(400) < 1.0 / (1.0 + np.exp(-value))
        focal = np.arange(400) < n_focal
        right[focal] = True  # the likelihood of its log odds rises without end
        found = logistic_dif(right[:, None].astype(int), focal, matching=value)
        assert found.reasons == ("separated",)
        assert np.isnan(found.group_effects[0])


def test_a_steep_item_and_one_far_person_are_no_separation() -> None:
    rng = np.random.default_rng(6)
    value = rng.normal(size=300)
    right = rng.random(300) < 1.0 / (1.0 + np.exp(-4.0 * value))
    value[0], right[0] = 12.0, True
    found = logistic_dif(right[:, None].astype(int), rng.random(300) < 0.5, matching=value)
    assert found.reasons == (None,)
    assert abs(found.group_effects[0]) < 2.0
