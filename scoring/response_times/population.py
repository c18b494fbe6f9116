"""The joint distribution of speed and ability in a population, fitted to responses and times; items known."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID_STEP
from scoring.arrays import Floats
from scoring.parameters import ItemPool
from scoring.response_times.parameters import ResponseTimes
from scoring.response_times.speed_and_ability import JointData, JointMoments, SpeedAndAbility, joint_data

TOLERANCE = 1e-8
"""Largest change of a parameter, on the scale of the iteration, at which the fit ends."""

MOST_ITERATIONS = 100
"""Data that tell the parameters need about 15; without spread no number would do."""

EM_STEPS = 10
"""EM steps before Newton's, which are few but want to start near."""

DIFFERENCE = 1e-4
"""Step of the differences that make the information out of the gradient."""

N_PARAMETERS = 5

LARGEST_LOG_ERROR = 0.5
"""Standard error of the logarithm of an SD beyond which the SD cannot be told from 0."""

PopulationProblem = Literal["no_spread", "not_converged"]
"""Why the correlation says nothing: persons hardly differ in ability or speed, or the fit did not end."""


@dataclass(frozen=True)
class PopulationFit:
    """The fitted population with standard errors of its five numbers, in the order of its fields.

    The errors are by the observed information; those of SDs and of the correlation come from the logarithm
    and Fisher's z, in which the likelihood is nearer to a normal one. They are infinite where the data do not
    tell. `correlation_interval` is the 95 % interval, made on Fisher's z; where `problem` gives a reason it
    is from -1 to 1.
    """

    population: SpeedAndAbility
    standard_errors: tuple[float, ...]
    correlation_interval: tuple[float, float]
    log_likelihood: float
    n_persons: int
    n_iterations: int
    problem: PopulationProblem | None


def fit_population(
    pool: ItemPool, responses: ArrayLike, times: ResponseTimes, seconds: ArrayLike
) -> PopulationFit:
    """Means, SDs and correlation of ability and speed by marginal maximum likelihood (EM, ended by Newton).

    `responses` and `seconds` are (n_persons, n_items), gaps allowed in both. Persons with neither are not
    counted. The correlation of estimates is weaker than this one, which their errors do not attenuate.

    Raises:
        ValueError: a response, a time or a shape is wrong, or fewer than three persons have data.
    """
    data = joint_data(pool, responses, times, seconds)
    has_responses = np.ptp(data.ability_logs, axis=1) > 0.0
    has_times = data.speed_precisions > 0.0
    if min(has_responses.sum(), has_times.sum(), (has_responses & has_times).sum()) < 3:  # noqa: PLR2004
        raise ValueError(
            "responses and seconds must hold both of 3 persons or more, "
            f"got {np.count_nonzero(has_responses & has_times)}"
        )
    known = has_responses | has_times
    data = JointData(data.ability_logs[known], data.speed_precisions[known], data.speed_sums[known])
    start = data.moments(SpeedAndAbility())
    current = _vector(SpeedAndAbility(speed_mean=float(start.speeds.mean())))
    is_converged, iteration = False, 0
    for iteration in range(1, MOST_ITERATIONS + 1):
        following = _em_step(data, current)
        if iteration > EM_STEPS:
            following = _newton_step(data, current, following)
        change = float(np.abs(following - current).max())
        current = following
        if change < TOLERANCE:
            is_converged = True
            break
    return _fit_of(data, current, iteration, is_converged=is_converged)


def _em_step(data: JointData, vector: Floats) -> Floats:
    """The maximum of the expected log likelihood of ability and speed: their mean posterior moments."""
    found = data.moments(_population(vector))
    ability, speed = found.abilities.mean(), found.speeds.mean()
    ability_variance = np.mean((found.abilities - ability) ** 2 + found.ability_variances)
    speed_variance = np.mean((found.speeds - speed) ** 2 + found.speed_variances)
    covariance = np.mean((found.abilities - ability) * (found.speeds - speed) + found.covariances)
    correlation = covariance / np.sqrt(ability_variance * speed_variance)
    return _vector(
        SpeedAndAbility(
            float(ability),
            max(float(np.sqrt(ability_variance)), GRID_STEP),
            float(speed),
            float(np.sqrt(speed_variance)),
            float(np.clip(correlation, -0.999, 0.999)),
        )
    )


def _newton_step(data: JointData, vector: Floats, em: Floats) -> Floats:
    """Newton's step where it does better than the EM step, otherwise that one."""
    information = _information(data, vector)
    if not (np.linalg.eigvalsh(information) > 0.0).all():
        return em
    newton = vector + np.linalg.solve(information, _gradient(data, vector))
    if np.abs(newton - vector).max() > 1.0:
        return em
    likelihoods = [data.moments(_population(each)).log_likelihoods.sum() for each in (newton, em)]
    return newton if likelihoods[0] >= likelihoods[1] else em


def _gradient(data: JointData, vector: Floats) -> Floats:
    """Gradient of the marginal log likelihood: the expected score of both (Fisher's identity)."""
    population = _population(vector)
    gradient: Floats = _scores(data.moments(population), population).sum(axis=1)
    return gradient


def _scores(found: JointMoments, population: SpeedAndAbility) -> Floats:
    """Expected scores of every person, (5, n_persons), in the parameters of `_vector`."""
    s, t, rho = population.ability_sd, population.speed_sd, population.correlation
    u = (found.abilities - population.ability_mean) / s
    v = (found.speeds - population.speed_mean) / t
    uu = u**2 + found.ability_variances / s**2
    vv = v**2 + found.speed_variances / t**2
    uv = u * v + found.covariances / (s * t)
    rest = 1.0 - rho**2
    by_rho = rho / rest + ((1.0 + rho**2) * uv - rho * (uu + vv)) / rest**2
    return np.array(
        [
            (u - rho * v) / (s * rest),
            (uu - rho * uv) / rest - 1.0,
            (v - rho * u) / (t * rest),
            (vv - rho * uv) / rest - 1.0,
            by_rho * rest,
        ]
    )


def _information(data: JointData, vector: Floats) -> Floats:
    """Observed information, (5, 5), by central differences of the gradient."""
    rows = []
    for place in range(N_PARAMETERS):
        step = np.zeros(N_PARAMETERS)
        step[place] = DIFFERENCE
        rows.append((_gradient(data, vector - step) - _gradient(data, vector + step)) / (2.0 * DIFFERENCE))
    information = np.array(rows)
    return 0.5 * (information + information.T)


def _vector(population: SpeedAndAbility) -> Floats:
    """Means, logarithms of SDs and Fisher's z of the correlation, in the order of the fields."""
    return np.array(
        [
            population.ability_mean,
            np.log(population.ability_sd),
            population.speed_mean,
            np.log(population.speed_sd),
            np.arctanh(population.correlation),
        ]
    )


def _population(vector: Floats) -> SpeedAndAbility:
    ability_mean, ability_sd, speed_mean, speed_sd, correlation = vector.tolist()
    return SpeedAndAbility(
        ability_mean,
        float(np.exp(ability_sd)),
        speed_mean,
        float(np.exp(speed_sd)),
        float(np.clip(np.tanh(correlation), -0.9999, 0.9999)),
    )


def _fit_of(data: JointData, vector: Floats, n_iterations: int, *, is_converged: bool) -> PopulationFit:
    population = _population(vector)
    information = _information(data, vector)
    errors = np.full(N_PARAMETERS, np.inf)
    if (np.linalg.eigvalsh(information) > 0.0).all():
        errors = np.sqrt(np.diag(np.linalg.inv(information)))
    problem: PopulationProblem | None = None if is_converged else "not_converged"
    if max(errors[1], errors[3]) > LARGEST_LOG_ERROR or population.ability_sd < GRID_STEP:
        problem = "no_spread"
    reach = errors[-1] if problem is None else np.inf
    limits = np.tanh(vector[-1] + np.array([-1.96, 1.96]) * reach)
    scale = [1.0, population.ability_sd, 1.0, population.speed_sd, 1.0 - population.correlation**2]
    return PopulationFit(
        population=population,
        standard_errors=tuple((errors * scale).tolist()),
        correlation_interval=(float(limits[0]), float(limits[1])),
        log_likelihood=float(data.moments(population).log_likelihoods.sum()),
        n_persons=len(data.ability_logs),
        n_iterations=n_iterations,
        problem=problem,
    )
