"""Times that are far from those expected of this person on this item. Evidence for a person to look at."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, read_only
from scoring.response_times.log_times import LogTimes
from scoring.response_times.parameters import ResponseTimes
from scoring.response_times.speed import checked_prior


@dataclass(frozen=True)
class UnusualTime:
    """One time with what was expected of it; `z` is negative where it was shorter.

    `expected_seconds` is the median of the times predicted from the person's other times.
    """

    person: int
    item: int
    code: Literal["faster_than_expected", "slower_than_expected"]
    seconds: float
    expected_seconds: float
    z: float


@dataclass(frozen=True, eq=False)
class TimeResiduals:
    """Standardised residuals of logarithms of times, (n_persons, n_items), NaN where there is no time.

    Each is N(0, 1) under the model. `predicted` are the logarithms expected from a person's other times.
    """

    z: Floats
    predicted: Floats
    logs: Floats

    def unusual(self, bound: float = 3.0) -> tuple[UnusualTime, ...]:
        """The times whose residuals are beyond the bound on either side, the furthest first.

        Among thousands of times some are beyond any bound by chance: of 10,000, 27 are beyond 3.

        Raises:
            ValueError: the bound is not positive.
        """
        if not bound > 0.0:
            raise ValueError(f"bound must be greater than 0, got {bound!r}")
        with np.errstate(invalid="ignore"):
            persons, items = np.nonzero(np.abs(self.z) > bound)
        order = np.argsort(-np.abs(self.z[persons, items]), kind="stable")
        return tuple(
            UnusualTime(
                person=person,
                item=item,
                code="faster_than_expected" if self.z[person, item] < 0.0 else "slower_than_expected",
                seconds=float(np.exp(self.logs[person, item])),
                expected_seconds=float(np.exp(self.predicted[person, item])),
                z=float(self.z[person, item]),
            )
            for person, item in zip(persons[order].tolist(), items[order].tolist(), strict=True)
        )


def time_residuals(
    times: ResponseTimes, seconds: ArrayLike, *, mean: ArrayLike = 0.0, sd: ArrayLike
) -> TimeResiduals:
    """Residuals of `seconds` (n_persons, n_items), each with speed from the person's other times.

    z = (ln t - beta + phi tau) / sqrt(alpha^-2 + phi^2 var(tau)), tau and its variance the posterior without
    that time (van der Linden & Guo, 2008, Psychometrika 73, 365-384), so that a long time does not excuse
    itself. `mean` and `sd` are the prior of speed, one for all or (n_persons,).

    Raises:
        ValueError: a time or a shape is wrong, or the prior is not finite with a positive SD.
    """
    entries = LogTimes.of(seconds, times.n_items)
    means, prior_precisions = checked_prior(mean, sd, entries.n_persons)
    precisions, sums = entries.speed_likelihood(times)
    sensitivity, discrimination = times.sensitivities[entries.items], times.discriminations[entries.items]
    intensity = times.intensities[entries.items]
    own = (sensitivity * discrimination) ** 2
    # Not below the prior's precision, which rounding of the difference could do.
    prior = prior_precisions[entries.persons]
    others = np.maximum(prior + precisions[entries.persons] - own, prior)
    rest = sums[entries.persons] - sensitivity * discrimination**2 * (intensity - entries.logs)
    speeds = (prior * means[entries.persons] + rest) / others
    predicted = intensity - sensitivity * speeds
    spread = np.sqrt(discrimination**-2.0 + sensitivity**2 / others)
    return TimeResiduals(
        *(_table(entries, each) for each in ((entries.logs - predicted) / spread, predicted, entries.logs))
    )


def _table(entries: LogTimes, values: Floats) -> Floats:
    table = np.full((entries.n_persons, entries.n_items), np.nan)
    table[entries.persons, entries.items] = values
    return read_only(table)
