import numpy as np
import pytest

from scoring import AdaptiveTest, simulate
from scoring.person_fit import change_points, cumulative_sums, cusum
from scoring.response_models import expected_item_scores
from tests.scoring.person_fit.simulated import as_records, drawn_responses
from tests.scoring.pools import mixed_pool, three_parameter_pool


def test_the_course_is_the_recursion_as_it_is_written_down() -> None:
    rng = np.random.default_rng(1)
    pool = mixed_pool(15, 3)
    record = drawn_responses(pool, np.array([0.2]), rng)[0]
    order = rng.permutation(15)[:11]
    upper, lower = cumulative_sums(pool, order.tolist(), record[order].tolist(), 0.4)
    expected = expected_item_scores(pool, np.array([0.4]))[:, 0]
    high = low = 0.0
    for place, item in enumerate(order):
        step = (record[item] - expected[item]) / ((pool.n_categories[item] - 1) * 11)
        high, low = max(0.0, high + step), min(0.0, low + step)
        assert (upper[place], lower[place]) == pytest.approx((high, low), abs=1e-14)
    found = cusum(pool, [order.tolist()], [record[order].tolist()], rng=rng)
    again = cumulative_sums(pool, order.tolist(), record[order].tolist(), float(found.abilities[0]))
    assert (found.highest[0], found.lowest[0]) == pytest.approx((again[0].max(), again[1].min()))
    assert cumulative_sums(pool, [], [], 0.0)[0].size == 0


def test_the_level_is_kept_in_fixed_forms() -> None:
    rng = np.random.default_rng(2)
    for pool in (three_parameter_pool(30, 1), mixed_pool(30, 2)):
        records = as_records(drawn_responses(pool, rng.normal(size=600), rng))
        found = cusum(pool, *records, rng=rng, n_simulations=299, level=0.05)
        for p_values in (found.upper_p_values, found.lower_p_values):
            assert np.mean(p_values <= 0.05) == pytest.approx(0.05, abs=0.02)
            assert np.mean(p_values <= 0.25) == pytest.approx(0.25, abs=0.05)
        assert len(found.evidence()) / 600 == pytest.approx(0.05, abs=0.02)


def test_the_levels_are_kept_in_adaptive_tests() -> None:
    pool = three_parameter_pool(150, 1)
    test = AdaptiveTest(
        pool, prior_mean=0.0, prior_sd=1.0, max_items=20, min_items=20, target_standard_error=0.11
    )
    rng = np.random.default_rng(3)
    told = simulate(test, rng.normal(size=200), rng=rng, exposure=0.3)
    records = told.items[:, :20].tolist(), told.categories[:, :20].tolist()
    sums = cusum(pool, *records, rng=rng, n_simulations=199)
    changes = change_points(pool, *records, rng=rng, n_simulations=199)
    for p_values in (sums.upper_p_values, sums.lower_p_values, changes.p_values):
        assert np.mean(p_values <= 0.05) < 0.09
        assert np.mean(p_values <= 0.25) == pytest.approx(0.25, abs=0.08)


def test_a_stretch_of_help_is_found_and_one_of_fatigue() -> None:
    rng = np.random.default_rng(4)
    pool = three_parameter_pool(60, 1)
    responses = drawn_responses(pool, np.full(60, -0.8), rng)
    responses[:20, 20:36] = 1
    responses[20:40] = drawn_responses(pool, np.full(20, 1.2), rng)
    responses[20:40, 44:] = rng.random((20, 16)) < 0.2
    found = cusum(pool, *as_records(responses), rng=rng, level=0.05)
    codes = [
        {each.person for each in found.evidence() if each.code.startswith(code)} for code in ("more", "fewer")
    ]
    assert len(codes[0] & set(range(20))) >= 14
    assert len(codes[1] & set(range(20, 40))) >= 14
    assert len((codes[0] | codes[1]) & set(range(40, 60))) <= 4
    for each in found.evidence():
        assert abs(each.figure) >= abs(each.bound) - 1e-12


def test_short_records_have_a_reason() -> None:
    pool = three_parameter_pool(10, 1)
    found = cusum(pool, [[], [0, 1, 2, 3]], [[], [1, 1, 0, 1]], rng=np.random.default_rng(0))
    assert found.problems == ("too_few_responses", "too_few_responses")
    assert np.isnan(found.highest).all()
    assert found.evidence() == ()
    assert cusum(pool, [], [], rng=np.random.default_rng(0)).problems == ()
