"""Speed and ability together: the persons' level of the hierarchical model, and each as a prior of the other.

Responses depend on ability and times on speed; in the population the two are bivariate normal (van der
Linden, 2007, Psychometrika 72, 287-308). Items are known here, of both kinds. Ability is summed over `GRID`;
speed, normal given ability, is integrated exactly.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.answers import read_responses
from scoring.arrays import Floats, read_only
from scoring.parameters import ItemPool
from scoring.priors import ConditionalNormal, conditional_prior
from scoring.response_times.log_times import LogTimes
from scoring.response_times.parameters import ResponseTimes
from scoring.response_times.speed import SpeedPrior
from scoring.testlets import grid_log_likelihood


@dataclass(frozen=True)
class SpeedAndAbility:
    """Means and SDs of ability (logits) and speed (log units) in a population, and their correlation.

    Raises:
        ValueError: a number is not finite, an SD not positive, or the correlation not between -1 and 1.
    """

    ability_mean: float = 0.0
    ability_sd: float = 1.0
    speed_mean: float = 0.0
    speed_sd: float = 0.3
    correlation: float = 0.0

    def __post_init__(self) -> None:
        for name in ("ability_mean", "speed_mean"):
            if not np.isfinite(getattr(self, name)):
                raise ValueError(f"{name} must be finite, got {getattr(self, name)!r}")
        for name in ("ability_sd", "speed_sd"):
            if not 0.0 < getattr(self, name) < np.inf:
                raise ValueError(f"{name} must be finite and greater than 0, got {getattr(self, name)!r}")
        if not -1.0 < self.correlation < 1.0:
            raise ValueError(f"correlation must lie between -1 and 1, got {self.correlation!r}")

    @property
    def covariance(self) -> float:
        """Covariance of ability and speed."""
        return self.correlation * self.ability_sd * self.speed_sd


@dataclass(frozen=True, eq=False)
class JointEstimates:
    """Means and SDs of the joint posterior, and the correlation in it, all (n_persons,)."""

    abilities: Floats
    ability_sds: Floats
    speeds: Floats
    speed_sds: Floats
    correlations: Floats


@dataclass(frozen=True, eq=False)
class JointMoments:
    """Log likelihood of each person and what the posterior says of both, all (n_persons,)."""

    log_likelihoods: Floats
    abilities: Floats
    speeds: Floats
    ability_variances: Floats
    speed_variances: Floats
    covariances: Floats


@dataclass(frozen=True, eq=False)
class JointData:
    """What a person's data say: log likelihood of ability on `GRID` (n_persons, 121) and that of speed.

    The latter is normal, with these precisions and precision-weighted means, both (n_persons,).
    """

    ability_logs: Floats
    speed_precisions: Floats
    speed_sums: Floats

    def moments(self, population: SpeedAndAbility) -> JointMoments:
        """Marginal log likelihoods (without the times' own constant) and posterior moments."""
        slope = population.covariance / population.ability_sd**2
        rest = population.speed_sd**2 * (1.0 - population.correlation**2)
        centres = population.speed_mean + slope * (GRID - population.ability_mean)  # of speed given ability
        precision, total = self.speed_precisions[:, None], self.speed_sums[:, None]
        variances = 1.0 / (1.0 / rest + precision)
        speeds = variances * (centres / rest + total)
        # The normal of the times integrated over speed given ability, as far as it depends on either.
        logs = self.ability_logs - 0.5 * ((GRID - population.ability_mean) / population.ability_sd) ** 2
        logs += 0.5 * speeds**2 / variances - 0.5 * centres**2 / rest + 0.5 * np.log(variances / rest)
        highest = logs.max(axis=1, keepdims=True)
        weights = np.exp(logs - highest)
        sums = weights.sum(axis=1, keepdims=True)
        weights /= sums
        scale = np.log(np.exp(-0.5 * ((GRID - population.ability_mean) / population.ability_sd) ** 2).sum())
        ability = weights @ GRID
        speed = (weights * speeds).sum(axis=1)
        off_ability, off_speed = GRID - ability[:, None], speeds - speed[:, None]
        return JointMoments(
            log_likelihoods=(highest + np.log(sums))[:, 0] - scale,
            abilities=ability,
            speeds=speed,
            ability_variances=(weights * off_ability**2).sum(axis=1),
            speed_variances=(weights * off_speed**2).sum(axis=1) + variances[:, 0],
            covariances=(weights * off_ability * off_speed).sum(axis=1),
        )


def joint_data(pool: ItemPool, responses: ArrayLike, times: ResponseTimes, seconds: ArrayLike) -> JointData:
    """What responses and times (n_persons, n_items), gaps allowed in both, say of the persons.

    Raises:
        ValueError: a response or a time is wrong, or the pool, the times and the persons do not agree.
    """
    given = read_responses(pool, responses)
    if times.n_items != pool.n_items:
        raise ValueError(f"times must be of {pool.n_items} items, as the pool, got {times.n_items}")
    entries = LogTimes.of(seconds, times.n_items)
    if entries.n_persons != len(given):
        raise ValueError(
            f"seconds must be of {len(given)} persons, as the responses, got {entries.n_persons}"
        )
    return JointData(grid_log_likelihood(pool, given, ()), *entries.speed_likelihood(times))


def estimate_jointly(
    pool: ItemPool,
    responses: ArrayLike,
    times: ResponseTimes,
    seconds: ArrayLike,
    *,
    population: SpeedAndAbility,
) -> JointEstimates:
    """Posterior means and SDs of ability and speed given responses and times together.

    Whoever has no data has the population's.

    Raises:
        ValueError: as `joint_data`.
    """
    found = joint_data(pool, responses, times, seconds).moments(population)
    ability_sds, speed_sds = np.sqrt(found.ability_variances), np.sqrt(found.speed_variances)
    return JointEstimates(
        abilities=read_only(found.abilities),
        ability_sds=read_only(ability_sds),
        speeds=read_only(found.speeds),
        speed_sds=read_only(speed_sds),
        correlations=read_only(found.covariances / (ability_sds * speed_sds)),
    )


def ability_given_times(
    times: ResponseTimes, seconds: ArrayLike, *, population: SpeedAndAbility
) -> ConditionalNormal:
    """The prior of each person's ability that the times alone make; exact, as both levels are normal.

    Its `log_prior` goes into `estimate_eap` and the like (van der Linden, Klein Entink & Fox, 2010, APM 34,
    327-347). Whether speed may count in a reported score is the programme's to decide.

    Raises:
        ValueError: a time or the shape is wrong.
    """
    entries = LogTimes.of(seconds, times.n_items)
    precisions, sums = entries.speed_likelihood(times)
    is_known = precisions > 0.0
    observed = np.full(entries.n_persons, population.speed_mean)
    np.divide(sums, precisions, out=observed, where=is_known)
    errors = np.full(entries.n_persons, np.inf)
    errors[is_known] = precisions[is_known] ** -0.5
    covariance = population.covariance
    return conditional_prior(
        observed,
        errors,
        means=[population.speed_mean, population.ability_mean],
        covariance=[[population.speed_sd**2, covariance], [covariance, population.ability_sd**2]],
    )


def speed_given_responses(pool: ItemPool, responses: ArrayLike, *, population: SpeedAndAbility) -> SpeedPrior:
    """The prior of each person's speed that the responses alone make, by its exact mean and SD.

    tau given theta is normal with mean mu_tau + rho s_tau (theta - mu_theta) / s_theta and variance s_tau^2
    (1 - rho^2), averaged over the posterior of theta.

    Raises:
        ValueError: a response is not a category of its item, or the shape is another.
    """
    given = read_responses(pool, responses)
    none = np.zeros(len(given))
    found = JointData(grid_log_likelihood(pool, given, ()), none, none).moments(population)
    return SpeedPrior(read_only(found.speeds), read_only(np.sqrt(found.speed_variances)))
