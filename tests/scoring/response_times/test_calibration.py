import numpy as np
import pytest
from scipy.stats import multivariate_normal

from scoring.arrays import Floats
from scoring.response_times import calibrate_response_times
from scoring.response_times.calibration_errors import _information
from scoring.response_times.factor_model import FactorModel, log_likelihood
from scoring.response_times.log_times import LogTimes
from tests.scoring.response_times.simulated import drawn_items, drawn_seconds


def random_model(n_items: int, rng: np.random.Generator) -> FactorModel:
    return FactorModel(
        rng.normal(4.0, 0.5, n_items), rng.uniform(0.1, 0.5, n_items), rng.uniform(0.1, 0.6, n_items)
    )


def test_the_likelihood_is_that_of_the_multivariate_normal() -> None:
    rng = np.random.default_rng(1)
    model = random_model(5, rng)
    logs = rng.normal(4.0, 0.6, (4, 5))
    logs[0, :3] = logs[2, 4] = np.nan
    expected = 0.0
    for row in logs:
        there = ~np.isnan(row)
        loadings = model.loadings[there]
        covariance = np.diag(model.residuals[there]) + np.outer(loadings, loadings)
        expected += multivariate_normal.logpdf(row[there], model.intercepts[there], covariance)
    assert log_likelihood(LogTimes.of(np.exp(logs)), model) == pytest.approx(expected, abs=1e-9)


def test_the_information_is_the_curvature_of_the_likelihood() -> None:
    rng = np.random.default_rng(2)
    entries = LogTimes.of(np.exp(rng.normal(4.0, 0.6, (6, 3))))
    model = random_model(3, rng)
    at = np.concatenate([model.intercepts, model.loadings, np.log(model.residuals)])

    def height(vector: Floats) -> float:
        return log_likelihood(entries, FactorModel(vector[:3], vector[3:6], np.exp(vector[6:])))

    steps = 1e-4 * np.eye(9)
    curvature = [
        [height(at + u + v) - height(at + u - v) - height(at - u + v) + height(at - u - v) for v in steps]
        for u in steps
    ]
    np.testing.assert_allclose(_information(entries, model), -np.array(curvature) / 4e-8, atol=1e-3)


@pytest.mark.parametrize("has_sensitivities", [False, True])
def test_no_parameters_nearby_are_likelier(has_sensitivities: bool) -> None:
    rng = np.random.default_rng(5)
    times = drawn_items(8, rng, has_sensitivities=has_sensitivities)
    seconds = drawn_seconds(times, rng.normal(0.0, 0.3, 150), rng, n_each=5)
    found = calibrate_response_times(seconds, has_sensitivities=has_sensitivities)
    assert found.is_converged
    fitted = found.response_times
    loadings = found.speed_sd * fitted.sensitivities
    model = FactorModel(fitted.intensities, loadings, fitted.discriminations**-2)
    entries = LogTimes.of(seconds)
    assert log_likelihood(entries, model) == pytest.approx(found.log_likelihood, abs=1e-8)
    directions = [rng.normal(size=(3, 8)) for _ in range(20)]
    if not has_sensitivities:
        directions = [np.array([d[0], np.full(8, d[1, 0]), d[2]]) for d in directions]
    for a, b, c in directions:
        for step in (1e-3, -1e-3):
            other = FactorModel(
                model.intercepts + step * a, model.loadings + step * b, model.residuals * np.exp(step * c)
            )
            assert log_likelihood(entries, other) < found.log_likelihood


@pytest.mark.parametrize("has_sensitivities", [False, True])
def test_true_parameters_are_recovered_from_sparse_times(has_sensitivities: bool) -> None:
    rng = np.random.default_rng(6)
    times = drawn_items(20, rng, has_sensitivities=has_sensitivities)
    names = ("intensities", "discriminations", "sensitivities")
    estimates: dict[str, list[Floats]] = {name: [] for name in names}
    errors: dict[str, list[Floats]] = {name: [] for name in names}
    sds, sd_errors = [], []
    for _ in range(25):
        seconds = drawn_seconds(times, rng.normal(0.0, 0.3, 400), rng, n_each=10)
        found = calibrate_response_times(seconds, has_sensitivities=has_sensitivities)
        for name in names:
            estimates[name].append(getattr(found.response_times, name))
        errors["intensities"].append(found.intensity_errors)
        errors["discriminations"].append(found.discrimination_errors)
        errors["sensitivities"].append(found.sensitivity_errors)
        sds.append(found.speed_sd)
        sd_errors.append(found.speed_sd_error)
    assert np.mean(sds) == pytest.approx(0.3, abs=0.01)
    assert np.mean(np.abs(np.array(sds) - 0.3) < 1.96 * np.array(sd_errors)) > 0.8
    # Bias, RMSE and coverage over 25 samples of 20 items, each with about 200 times.
    limits = {"intensities": (0.02, 0.06), "discriminations": (0.03, 0.13), "sensitivities": (0.05, 0.25)}
    for name in names if has_sensitivities else names[:2]:
        deviations = np.array(estimates[name]) - getattr(times, name)
        bias, rmse = limits[name]
        assert abs(deviations.mean()) < bias
        assert np.sqrt(np.mean(deviations**2)) < rmse
        covered = np.abs(deviations) < 1.96 * np.array(errors[name])
        assert covered.mean() == pytest.approx(0.95, abs=0.03)
    if not has_sensitivities:
        assert np.array_equal(estimates["sensitivities"], np.ones((25, 20)))
        assert not np.any(errors["sensitivities"])


def test_an_item_that_cannot_be_fitted_has_a_reason_and_harms_no_other() -> None:
    rng = np.random.default_rng(7)
    times = drawn_items(6, rng)
    seconds = drawn_seconds(times, rng.normal(0.0, 0.3, 60), rng)
    extra = np.full((60, 3), np.nan)
    extra[:19, 1] = 30.0 + np.arange(19)
    extra[:, 2] = 30.0
    found = calibrate_response_times(np.hstack([seconds, extra]))
    assert found.problems == (None,) * 6 + ("no_times", "few_times", "constant_times")
    assert found.items[6:] == (None,) * 3
    assert found.n_times.tolist() == [60] * 6 + [0, 19, 60]
    alone = calibrate_response_times(seconds)
    assert found.items[:6] == alone.items
    with pytest.raises(ValueError, match="every item must have parameters, got no_times for item 6"):
        _ = found.response_times


def test_data_that_tell_nothing_are_refused() -> None:
    rng = np.random.default_rng(8)
    with pytest.raises(ValueError, match="got 0 such items and 0 such persons"):
        calibrate_response_times(np.full((30, 4), np.nan))
    with pytest.raises(ValueError, match="fewest_times must be 3 or more, got 2"):
        calibrate_response_times(rng.lognormal(4.0, 0.5, (30, 4)), fewest_times=2)
    apart = np.full((60, 2), np.nan)
    apart[:30, 0] = rng.lognormal(4.0, 0.5, 30)
    apart[30:, 1] = rng.lognormal(4.0, 0.5, 30)
    with pytest.raises(ValueError, match="got 2 such items and 0 such persons"):
        calibrate_response_times(apart)


@pytest.mark.parametrize("has_sensitivities", [False, True])
def test_an_item_without_a_variance_of_its_own_is_at_its_bound_and_spoils_no_error(
    has_sensitivities: bool,
) -> None:
    rng = np.random.default_rng(9)
    times = drawn_items(5, rng)
    seconds = drawn_seconds(times, rng.normal(0.0, 0.3, 200), rng)
    seconds = np.hstack([seconds, 1.3 * seconds[:, :1]])
    found = calibrate_response_times(seconds, has_sensitivities=has_sensitivities)
    assert found.is_at_bound.tolist() == [True, False, False, False, False, True]
    assert np.isinf(found.discrimination_errors[found.is_at_bound]).all()
    assert np.isfinite(found.discrimination_errors[~found.is_at_bound]).all()
    assert np.isfinite(found.intensity_errors).all()
    assert np.isfinite(found.sensitivity_errors).all()


def test_errors_are_infinite_where_the_data_do_not_tell() -> None:
    rng = np.random.default_rng(10)
    # Two items have one covariance, from which two sensitivities cannot be told.
    seconds = drawn_seconds(drawn_items(2, rng), rng.normal(0.0, 0.3, 200), rng)
    assert np.isinf(calibrate_response_times(seconds, has_sensitivities=True).sensitivity_errors).all()
    assert np.isfinite(calibrate_response_times(seconds).intensity_errors).all()
