"""Where an ability stands in a group of people: percentiles, stanines, normalised scores, by a norm table.

A table says whom it describes, how many they were and when, because a rank means nothing without that.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.arrays import read_numbers

STANINE_LIMITS = (4.0, 11.0, 23.0, 40.0, 60.0, 77.0, 89.0, 96.0)
"""Percentiles at which the next stanine begins: 4, 7, 12, 17, 20, 17, 12, 7 and 4 percent of the group."""

LEAST_SAMPLE = 2
ALL = 100.0


@dataclass(frozen=True)
class PercentileBand:
    """An interval of percentiles, both ends included."""

    lower: float
    upper: float


@dataclass(frozen=True)
class NormTable:
    """Percentile ranks in a reference group at rising abilities (logits), straight lines in between.

    `n_persons` and `day` are the size of the group and when it was tested ("2026-03-01"); a table of a fitted
    distribution has the persons that it was fitted to.

    Raises:
        ValueError: the group has no name, nobody in it or no day, or its numbers make no table.
    """

    group: str
    n_persons: int
    day: str
    abilities: tuple[float, ...]
    percentiles: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.group.strip():
            raise ValueError("group must name the people of the table, got an empty text")
        if self.n_persons < LEAST_SAMPLE:
            raise ValueError(f"n_persons must be {LEAST_SAMPLE} or more, got {self.n_persons!r}")
        if not _is_day(self.day):
            raise ValueError(f"day must be written like 2026-03-01, got {self.day!r}")
        abilities, percentiles = np.array(self.abilities), np.array(self.percentiles)
        if abilities.ndim != 1 or abilities.size < LEAST_SAMPLE or abilities.shape != percentiles.shape:
            raise ValueError(
                "abilities and percentiles must be two or more pairs, "
                f"got {len(self.abilities)} and {len(self.percentiles)}"
            )
        if not np.isfinite(abilities).all() or (np.diff(abilities) <= 0.0).any():
            raise ValueError(f"abilities must be finite logits that rise, got {self.abilities!r}")
        is_share = (percentiles >= 0.0) & (percentiles <= ALL)
        if not is_share.all() or (np.diff(percentiles) < 0.0).any():
            raise ValueError(
                f"percentiles must lie within 0 and 100 and must not fall, got {self.percentiles!r}"
            )

    @classmethod
    def of_sample(cls, abilities: ArrayLike, *, group: str, day: str) -> Self:
        """The table of the people who were tested: percentage below plus half of the percentage equal.

        Raises:
            ValueError: an ability is not finite, or all of them are equal.
        """
        sample = read_numbers(abilities, "abilities")
        if sample.ndim != 1 or not np.isfinite(sample).all() or np.unique(sample).size < LEAST_SAMPLE:
            raise ValueError(
                f"abilities must be finite logits of different people, got {sample.size} of them, "
                f"{np.unique(sample).size} different"
            )
        points, counts = np.unique(sample, return_counts=True)
        ranks = 100.0 * (counts.cumsum() - 0.5 * counts) / sample.size
        return cls(group, int(sample.size), day, tuple(points.tolist()), tuple(ranks.tolist()))

    @classmethod
    def normal(cls, mean: float, sd: float, *, group: str, n_persons: int, day: str) -> Self:
        """The table of a normal distribution with this mean and SD, at the nodes of `GRID`.

        Raises:
            ValueError: the SD is not positive.
        """
        if not 0.0 < sd < math.inf:
            raise ValueError(f"sd must be finite and greater than 0, got {sd!r}")
        curve = NormalDist(mean, sd)
        nodes = GRID.tolist()
        return cls(group, n_persons, day, tuple(nodes), tuple(100.0 * curve.cdf(node) for node in nodes))

    def percentile(self, ability: float) -> float:
        """The percentage of the group that is below this ability; the first or last one beyond the table."""
        return float(np.interp(ability, self.abilities, self.percentiles))

    def percentile_band(
        self, ability: float, standard_error: float, *, coverage: float = 0.95
    ) -> PercentileBand:
        """The percentiles of ability -/+ z standard errors, for the error of measurement.

        Raises:
            ValueError: the coverage is not between 0 and 1, or the standard error is negative.
        """
        if not 0.0 < coverage < 1.0:
            raise ValueError(f"coverage must lie between 0 and 1, got {coverage!r}")
        if not standard_error >= 0.0:
            raise ValueError(f"standard_error must be 0 or more, got {standard_error!r}")
        reach = NormalDist().inv_cdf(0.5 + coverage / 2.0) * standard_error
        return PercentileBand(self.percentile(ability - reach), self.percentile(ability + reach))

    def sampling_error(self, ability: float) -> float:
        """The standard error of the percentile (in percent) that comes from the size of the group alone."""
        share = self.percentile(ability) / 100.0
        return 100.0 * math.sqrt(share * (1.0 - share) / self.n_persons)

    def stanine(self, ability: float) -> int:
        """The standard nine, 1 to 9; a percentile at a limit belongs above it."""
        return 1 + int(np.searchsorted(STANINE_LIMITS, self.percentile(ability), side="right"))

    def normalised_t_score(self, ability: float) -> float:
        """50 + 10 times the normal deviate of the percentile, from 20 to 80.

        Unlike those of `ReportingScale.t_scores` they are normal in the group, whatever the form of its
        abilities (McCall, 1922).
        """
        share = min(max(self.percentile(ability) / 100.0, 1e-6), 1.0 - 1e-6)
        return min(max(50.0 + 10.0 * NormalDist().inv_cdf(share), 20.0), 80.0)


def _is_day(day: str) -> bool:
    try:
        return str(np.datetime64(day, "D")) == day
    except ValueError:
        return False
