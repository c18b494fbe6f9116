"""Speed of many persons from their response times, items known; with ability it is in `speed_and_ability`."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, read_only, read_only_integers, read_per_person
from scoring.response_times.log_times import LogTimes
from scoring.response_times.parameters import ResponseTimes

SpeedMethod = Literal["ml", "posterior"]


@dataclass(frozen=True, eq=False)
class SpeedEstimates:
    """Speeds (log units, higher is faster) and their standard errors, (n_persons,).

    Errors are 1 / sqrt(information) for "ml" and SDs of the posterior, which is normal, for "posterior".
    `n_times` counts the times. Who has none has NaN with an infinite error by "ml", the prior by "posterior".
    """

    speeds: Floats
    standard_errors: Floats
    n_times: Integers
    method: SpeedMethod


@dataclass(frozen=True, eq=False)
class SpeedPrior:
    """Normal distributions of speed before any time is known, one for each person; both (n_persons,)."""

    means: Floats
    sds: Floats


def estimate_speed_ml(times: ResponseTimes, seconds: ArrayLike) -> SpeedEstimates:
    """Maximum likelihood speeds from `seconds` (n_persons, n_items), NaN where missing.

    tau = sum of alpha^2 (beta - ln t) / sum of alpha^2 (van der Linden, 2006, JEBS 31); with sensitivities
    phi, sum of phi alpha^2 (beta - ln t) / sum of phi^2 alpha^2.

    Raises:
        ValueError: the shape is another, or a time is not finite and greater than 0.
    """
    entries = LogTimes.of(seconds, times.n_items)
    precisions, sums = entries.speed_likelihood(times)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _estimates(entries, sums / precisions, precisions**-0.5, "ml")


def estimate_speed(
    times: ResponseTimes,
    seconds: ArrayLike,
    *,
    mean: ArrayLike = 0.0,
    sd: ArrayLike,
) -> SpeedEstimates:
    """Posterior means and SDs of speed with a normal prior, from `seconds` (n_persons, n_items).

    `mean` and `sd` are one for all or (n_persons,), as in a `SpeedPrior`; a calibration tells the `sd` of
    the population. The precision is 1 / sd^2 + sum of phi^2 alpha^2 (van der Linden, 2006).

    Raises:
        ValueError: a time or a shape is wrong, or the prior is not finite with a positive SD.
    """
    entries = LogTimes.of(seconds, times.n_items)
    means, prior_precisions = checked_prior(mean, sd, entries.n_persons)
    precisions, sums = entries.speed_likelihood(times)
    total = prior_precisions + precisions
    return _estimates(entries, (prior_precisions * means + sums) / total, total**-0.5, "posterior")


def checked_prior(mean: ArrayLike, sd: ArrayLike, n_persons: int) -> tuple[Floats, Floats]:
    """Means and precisions of the persons' priors of speed, both (n_persons,).

    Raises:
        ValueError: a shape is another, or a value is not finite, or an SD is not positive.
    """
    means, sds = read_per_person(mean, "mean", n_persons), read_per_person(sd, "sd", n_persons)
    if not np.isfinite(means).all():
        raise ValueError(f"mean must be finite, got {mean!r}")
    if not ((sds > 0.0) & np.isfinite(sds)).all():
        raise ValueError(f"sd must be finite and greater than 0, got {sd!r}")
    return means, sds**-2.0


def _estimates(entries: LogTimes, speeds: Floats, errors: Floats, method: SpeedMethod) -> SpeedEstimates:
    counts = np.bincount(entries.persons, minlength=entries.n_persons)
    return SpeedEstimates(read_only(speeds), read_only(errors), read_only_integers(counts), method)
