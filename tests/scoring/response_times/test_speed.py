import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from scoring.response_times import ResponseTimeParameters, ResponseTimes, estimate_speed, estimate_speed_ml
from tests.scoring.response_times.simulated import drawn_items, drawn_seconds

# The reference of the response-time model: three items, three times.
TIMES = ResponseTimes.of(
    [ResponseTimeParameters(*row) for row in [(3.8, 1.5), (4.1, 2.0), (3.5, 1.2)]],
)
SECONDS = [[35.0, 80.0, 20.0]]


def test_speed_is_that_of_the_reference() -> None:
    ml = estimate_speed_ml(TIMES, SECONDS)
    assert ml.speeds[0] == pytest.approx(0.0193116, abs=5e-8)
    posterior = estimate_speed(TIMES, SECONDS, sd=0.3)
    assert posterior.speeds[0] == pytest.approx(0.0078988, abs=5e-8)
    assert posterior.standard_errors[0] == pytest.approx(0.2306260, abs=5e-8)
    assert (ml.method, posterior.method) == ("ml", "posterior")


def test_speed_with_sensitivities_is_where_the_likelihood_is_highest() -> None:
    rng = np.random.default_rng(3)
    times = drawn_items(6, rng, has_sensitivities=True)
    seconds = drawn_seconds(times, np.array([0.4]), rng)
    seconds[0, 2] = np.nan

    def height(speed: float) -> float:
        logs = norm.logpdf(np.log(seconds[0]), times.expected_logs(speed), 1.0 / times.discriminations)
        return float(-np.nansum(logs))

    best = minimize_scalar(height, bracket=(-1.0, 1.0), tol=1e-12)
    found = estimate_speed_ml(times, seconds)
    assert found.speeds[0] == pytest.approx(best.x, abs=1e-6)
    curvature = (height(best.x + 1e-3) + height(best.x - 1e-3) - 2.0 * height(best.x)) / 1e-6
    assert found.standard_errors[0] == pytest.approx(curvature**-0.5, rel=1e-4)


def test_without_times_there_is_the_prior_or_nothing() -> None:
    seconds = np.array([[np.nan] * 3, [35.0, np.nan, np.nan]])
    ml = estimate_speed_ml(TIMES, seconds)
    assert np.isnan(ml.speeds[0])
    assert ml.standard_errors[0] == np.inf
    assert ml.n_times.tolist() == [0, 1]
    posterior = estimate_speed(TIMES, seconds, mean=[0.1, 0.0], sd=0.3)
    assert (posterior.speeds[0], posterior.standard_errors[0]) == pytest.approx((0.1, 0.3))


def test_posteriors_cover_the_true_speeds() -> None:
    rng = np.random.default_rng(4)
    times = drawn_items(15, rng)
    true = rng.normal(0.0, 0.3, 2000)
    found = estimate_speed(times, drawn_seconds(times, true, rng), sd=0.3)
    covered = np.abs(found.speeds - true) < 1.96 * found.standard_errors
    assert covered.mean() == pytest.approx(0.95, abs=0.015)


def test_a_prior_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="sd must be finite and greater than 0, got 0"):
        estimate_speed(TIMES, SECONDS, sd=0.0)
    with pytest.raises(ValueError, match="mean must be finite"):
        estimate_speed(TIMES, SECONDS, mean=np.nan, sd=0.3)
    with pytest.raises(ValueError, match=r"mean must be one number or have shape \(1,\), got \(2,\)"):
        estimate_speed(TIMES, SECONDS, mean=[0.0, 0.0], sd=0.3)
