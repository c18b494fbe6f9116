import numpy as np
import pytest
from scipy.stats import norm

from scoring import ItemParameters, ItemPool, category_probabilities, estimate_eap
from scoring.arrays import Floats, Integers
from scoring.response_times import (
    ResponseTimes,
    SpeedAndAbility,
    ability_given_times,
    estimate_jointly,
    estimate_speed,
    fit_population,
    speed_given_responses,
)
from scoring.response_times.population import _gradient, _information, _population, _vector
from scoring.response_times.speed_and_ability import joint_data
from tests.scoring.response_times.simulated import drawn_items, drawn_seconds

POPULATION = SpeedAndAbility(0.2, 0.9, -0.1, 0.35, 0.5)


def drawn_pool(n_items: int, rng: np.random.Generator) -> ItemPool:
    return ItemPool.of(
        [
            ItemParameters("2pl", a, (b,))
            for a, b in zip(
                rng.lognormal(0.1, 0.3, n_items).tolist(), rng.normal(size=n_items).tolist(), strict=True
            )
        ]
    )


def drawn_data(
    n_persons: int, n_items: int, rng: np.random.Generator
) -> tuple[ItemPool, Integers, ResponseTimes, Floats, Floats, Floats]:
    pool, times = drawn_pool(n_items, rng), drawn_items(n_items, rng, has_sensitivities=True)
    first, second = rng.standard_normal((2, n_persons))
    abilities = POPULATION.ability_mean + POPULATION.ability_sd * first
    mixed = POPULATION.correlation * first + np.sqrt(1.0 - POPULATION.correlation**2) * second
    speeds = POPULATION.speed_mean + POPULATION.speed_sd * mixed
    right = category_probabilities(pool, abilities)[:, 1].T
    responses = (rng.random(right.shape) < right).astype(np.int64)
    return pool, responses, times, drawn_seconds(times, speeds, rng), abilities, speeds


def test_joint_estimates_are_those_of_a_fine_table_of_both() -> None:
    rng = np.random.default_rng(1)
    pool, responses, times, seconds, _, _ = drawn_data(1, 6, rng)
    seconds[0, 2], responses[0, 4] = np.nan, -1
    theta, tau = np.linspace(-6.0, 6.0, 1201), np.linspace(-3.0, 3.0, 1201)
    p = POPULATION
    by_ability = np.log(category_probabilities(pool, theta))
    logs = sum(by_ability[item, responses[0, item]] for item in range(6) if item != 4)
    slope = p.covariance / p.ability_sd**2
    given = norm.logpdf(
        tau,
        (p.speed_mean + slope * (theta - p.ability_mean))[:, None],
        p.speed_sd * np.sqrt(1.0 - p.correlation**2),
    )
    table = (logs + norm.logpdf(theta, p.ability_mean, p.ability_sd))[:, None] + given
    expected_logs = times.expected_logs(tau)
    for item in [0, 1, 3, 4, 5]:
        sd = 1.0 / times.discriminations[item]
        table = table + norm.logpdf(np.log(seconds[0, item]), expected_logs[:, item], sd)
    weights = np.exp(table - table.max())
    weights /= weights.sum()
    ability, speed = weights.sum(axis=1) @ theta, weights.sum(axis=0) @ tau
    ability_sd = np.sqrt(weights.sum(axis=1) @ (theta - ability) ** 2)
    speed_sd = np.sqrt(weights.sum(axis=0) @ (tau - speed) ** 2)
    correlation = (theta - ability) @ weights @ (tau - speed) / (ability_sd * speed_sd)

    found = estimate_jointly(pool, responses, times, seconds, population=POPULATION)
    figures = found.abilities, found.ability_sds, found.speeds, found.speed_sds, found.correlations
    expected = [ability, ability_sd, speed, speed_sd, correlation]
    np.testing.assert_allclose(np.ravel(figures), expected, atol=1e-6)


def test_the_prior_from_times_and_then_the_responses_are_the_joint_estimate() -> None:
    rng = np.random.default_rng(2)
    pool, responses, times, seconds, _, _ = drawn_data(5, 8, rng)
    seconds[3] = np.nan
    prior = ability_given_times(times, seconds, population=POPULATION)
    assert (prior.means[3], prior.sds[3]) == pytest.approx((POPULATION.ability_mean, POPULATION.ability_sd))
    found = estimate_eap(pool, responses, log_prior=prior.log_prior)
    jointly = estimate_jointly(pool, responses, times, seconds, population=POPULATION)
    np.testing.assert_allclose(found.abilities, jointly.abilities, atol=1e-8)
    np.testing.assert_allclose(found.standard_errors, jointly.ability_sds, atol=1e-8)


def test_the_prior_from_responses_is_the_joint_estimate_without_times() -> None:
    rng = np.random.default_rng(3)
    pool, responses, times, seconds, _, _ = drawn_data(4, 8, rng)
    responses[2] = -1
    prior = speed_given_responses(pool, responses, population=POPULATION)
    nothing = np.full(seconds.shape, np.nan)
    jointly = estimate_jointly(pool, responses, times, nothing, population=POPULATION)
    np.testing.assert_allclose(prior.means, jointly.speeds)
    np.testing.assert_allclose(prior.sds, jointly.speed_sds)
    assert (prior.means[2], prior.sds[2]) == pytest.approx((POPULATION.speed_mean, POPULATION.speed_sd))


def test_each_helps_to_estimate_the_other() -> None:
    rng = np.random.default_rng(4)
    pool, responses, times, seconds, abilities, speeds = drawn_data(1500, 8, rng)
    prior = ability_given_times(times, seconds, population=POPULATION)
    alone = ability_given_times(times, np.full(seconds.shape, np.nan), population=POPULATION)
    errors = [
        np.sqrt(np.mean((estimate_eap(pool, responses, log_prior=each.log_prior).abilities - abilities) ** 2))
        for each in (prior, alone)
    ]
    assert errors[0] < 0.96 * errors[1]
    few = seconds[:, :2]
    two = ResponseTimes.of(times.items[:2])
    own = speed_given_responses(pool, responses, population=POPULATION)
    with_prior = estimate_speed(two, few, mean=own.means, sd=own.sds).speeds
    without = estimate_speed(two, few, mean=POPULATION.speed_mean, sd=POPULATION.speed_sd).speeds
    assert np.mean((with_prior - speeds) ** 2) < 0.97 * np.mean((without - speeds) ** 2)


def test_the_gradient_and_the_information_are_slopes_of_the_likelihood() -> None:
    rng = np.random.default_rng(5)
    pool, responses, times, seconds, _, _ = drawn_data(40, 8, rng)
    data = joint_data(pool, responses, times, seconds)
    at = _vector(SpeedAndAbility(0.1, 1.1, 0.05, 0.4, 0.3))
    steps = 1e-5 * np.eye(5)

    def height(vector: Floats) -> float:
        return float(data.moments(_population(vector)).log_likelihoods.sum())

    slopes = [(height(at + step) - height(at - step)) / 2e-5 for step in steps]
    np.testing.assert_allclose(_gradient(data, at), slopes, atol=2e-4)
    steps = 1e-3 * np.eye(5)
    curvature = [
        [height(at + u + v) - height(at + u - v) - height(at - u + v) + height(at - u - v) for v in steps]
        for u in steps
    ]
    np.testing.assert_allclose(_information(data, at), -np.array(curvature) / 4e-6, rtol=1e-3, atol=1e-2)


def test_the_population_is_recovered_and_its_correlation_not_attenuated() -> None:
    rng = np.random.default_rng(6)
    true = np.array([0.2, 0.9, -0.1, 0.35, 0.5])
    found, covered = [], []
    for _ in range(20):
        pool, responses, times, seconds, _, _ = drawn_data(300, 12, rng)
        seconds[rng.random(seconds.shape) < 0.3] = np.nan
        fit = fit_population(pool, responses, times, seconds)
        p = fit.population
        found.append([p.ability_mean, p.ability_sd, p.speed_mean, p.speed_sd, p.correlation])
        covered.append(np.abs(np.array(found[-1]) - true) < 1.96 * np.array(fit.standard_errors))
        assert fit.problem is None
        assert fit.n_iterations < 30
        assert fit.correlation_interval[0] < p.correlation < fit.correlation_interval[1]
    np.testing.assert_allclose(np.mean(found, axis=0), true, atol=0.03)
    assert np.mean(covered) == pytest.approx(0.95, abs=0.05)


def test_persons_without_any_data_do_not_count() -> None:
    rng = np.random.default_rng(7)
    pool, responses, times, seconds, _, _ = drawn_data(60, 8, rng)
    more = np.vstack([responses, np.full((3, 8), -1)])
    longer = np.vstack([seconds, np.full((3, 8), np.nan)])
    assert fit_population(pool, more, times, longer) == fit_population(pool, responses, times, seconds)


def test_persons_who_do_not_differ_have_no_correlation() -> None:
    rng = np.random.default_rng(9)
    pool, times = drawn_pool(6, rng), drawn_items(6, rng)
    right = category_probabilities(pool, np.zeros(50))[:, 1].T
    responses = (rng.random(right.shape) < right).astype(np.int64)
    fit = fit_population(pool, responses, times, drawn_seconds(times, rng.normal(0.0, 0.3, 50), rng))
    same_speed = fit_population(pool, responses, times, drawn_seconds(times, np.zeros(50), rng))
    assert (fit.problem, same_speed.problem) == ("no_spread", "no_spread")
    assert fit.correlation_interval == (-1.0, 1.0)


def test_data_that_do_not_fit_together_are_refused() -> None:
    rng = np.random.default_rng(8)
    pool, responses, times, seconds, _, _ = drawn_data(5, 4, rng)
    with pytest.raises(ValueError, match="times must be of 4 items, as the pool, got 3"):
        joint_data(pool, responses, ResponseTimes.of(times.items[:3]), seconds[:, :3])
    with pytest.raises(ValueError, match="seconds must be of 5 persons, as the responses, got 4"):
        joint_data(pool, responses, times, seconds[:4])
    with pytest.raises(ValueError, match="both of 3 persons or more, got 2"):
        fit_population(pool, responses[:2], times, seconds[:2])
    with pytest.raises(ValueError, match="correlation must lie between -1 and 1, got 1"):
        SpeedAndAbility(correlation=1.0)
    with pytest.raises(ValueError, match="speed_sd must be finite and greater than 0"):
        SpeedAndAbility(speed_sd=0.0)
    with pytest.raises(ValueError, match="ability_mean must be finite"):
        SpeedAndAbility(np.nan)
