import numpy as np
import pytest
from scipy.stats import kstest

from scoring.response_times import ResponseTimes, estimate_speed, time_residuals
from tests.scoring.response_times.simulated import drawn_items, drawn_seconds


def test_a_residual_is_by_the_speed_of_the_other_times() -> None:
    rng = np.random.default_rng(1)
    times = drawn_items(5, rng, has_sensitivities=True)
    seconds = drawn_seconds(times, np.array([0.3, -0.2]), rng)
    found = time_residuals(times, seconds, mean=[0.1, 0.0], sd=0.3)
    for item in range(5):
        others = seconds.copy()
        others[:, item] = np.nan
        speed = estimate_speed(times, others, mean=[0.1, 0.0], sd=0.3)
        phi, alpha = times.sensitivities[item], times.discriminations[item]
        predicted = times.intensities[item] - phi * speed.speeds
        spread = np.sqrt(alpha**-2 + phi**2 * speed.standard_errors**2)
        np.testing.assert_allclose(found.z[:, item], (np.log(seconds[:, item]) - predicted) / spread)


def test_residuals_are_standard_normal_under_the_model() -> None:
    rng = np.random.default_rng(2)
    times = drawn_items(10, rng)
    found = time_residuals(times, drawn_seconds(times, rng.normal(0.0, 0.3, 2000), rng), sd=0.3)
    for column in found.z.T:
        assert kstest(column, "norm").pvalue > 1e-3
    assert np.mean(np.abs(found.z) > 1.96) == pytest.approx(0.05, abs=0.006)


def test_a_planted_time_is_found_and_told_with_its_figures() -> None:
    rng = np.random.default_rng(3)
    times = drawn_items(20, rng)
    seconds = drawn_seconds(times, np.zeros(3), rng)
    seconds[1, 7] = 1.0
    seconds[0, 3] = np.nan
    first = time_residuals(times, seconds, sd=0.3).unusual(3.0)[0]
    assert (first.person, first.item, first.code, first.seconds) == (1, 7, "faster_than_expected", 1.0)
    assert first.z < -4.0
    assert first.expected_seconds > 10.0


def test_a_single_time_is_compared_with_the_prior() -> None:
    times = drawn_items(1, np.random.default_rng(4))
    found = time_residuals(ResponseTimes.of(times.items), np.exp([[times.intensities[0] + 1.0]]), sd=0.3)
    assert found.z[0, 0] == pytest.approx(1.0 / np.hypot(1.0 / times.discriminations[0], 0.3))
    assert time_residuals(times, [[np.nan]], sd=0.3).unusual() == ()
    with pytest.raises(ValueError, match="bound must be greater than 0"):
        found.unusual(0.0)
