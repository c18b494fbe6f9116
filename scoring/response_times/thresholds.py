"""Times below which a response can hardly be work on the item, found in several ways. What follows: `effort`.

Such a response is called rapid. Why it was rapid a time cannot say: hurry at the end, an item already known,
a slip. Thresholds are for a person to look at before anything depends on them.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, read_only
from scoring.response_times.log_times import read_seconds

ThresholdMethod = Literal["normative", "common", "mixture"]

ThresholdProblem = Literal["no_times", "few_times", "one_group"]
"""Why an item has none: nobody's time, too few, or times that are not of two groups."""

CAP_SECONDS = 10.0
"""Above this no threshold of the normative kind goes (Wise & Ma, 2012)."""

FEWEST_TIMES = 50
"""Below that two groups of times cannot be told apart."""

EM_STEPS = 200

SMALLEST_SD = 0.05
"""Bound of the SD of a group's logarithms, without which a group could shrink to one time."""

LARGEST_RAPID_SHARE = 0.5
"""The rapid group is the smaller one."""


@dataclass(frozen=True, eq=False)
class RapidThresholds:
    """Thresholds of the items, seconds, (n_items,); a response faster than its own is rapid.

    Where `problems` gives a reason the threshold is 0, and no response is rapid.
    """

    seconds: Floats
    problems: tuple[ThresholdProblem | None, ...]
    method: ThresholdMethod


def normative_thresholds(
    seconds: ArrayLike, *, share: float = 0.10, cap_seconds: float = CAP_SECONDS
) -> RapidThresholds:
    """A share of the mean time of each item, at most the cap (NT10 for .10; Wise & Ma, 2012, NCME paper).

    `seconds` (n_persons, n_items) are those of the trial or of earlier sittings, NaN where missing.

    Raises:
        ValueError: a time or the shape is wrong, the share is not between 0 and 1, or the cap not positive.
    """
    if not 0.0 < share < 1.0:
        raise ValueError(f"share must lie between 0 and 1, got {share!r}")
    if not 0.0 < cap_seconds < np.inf:
        raise ValueError(f"cap_seconds must be finite and greater than 0, got {cap_seconds!r}")
    given = read_seconds(seconds)
    counts = (~np.isnan(given)).sum(axis=0)
    means = np.nansum(given, axis=0) / np.maximum(counts, 1)
    problems: list[ThresholdProblem | None] = [None if count else "no_times" for count in counts.tolist()]
    return RapidThresholds(read_only(np.minimum(share * means, cap_seconds)), tuple(problems), "normative")


def common_thresholds(n_items: int, *, seconds: float = 3.0) -> RapidThresholds:
    """One threshold for all items, for items that are alike (Kong, Wise & Bhola, 2007, EPM 67, 606-619).

    Raises:
        ValueError: there are no items, or `seconds` is not finite and positive.
    """
    if n_items < 1:
        raise ValueError(f"n_items must be 1 or more, got {n_items!r}")
    if not 0.0 < seconds < np.inf:
        raise ValueError(f"seconds must be finite and greater than 0, got {seconds!r}")
    return RapidThresholds(read_only(np.full(n_items, seconds)), (None,) * n_items, "common")


def mixture_thresholds(seconds: ArrayLike) -> RapidThresholds:
    """Where the groups of rapid and of working times cross, as an eye would find it in a histogram.

    For each item two lognormals are fitted to `seconds` (n_persons, n_items) (Schnipke & Scrams, 1997, JEM
    34, 213-232); the threshold is where a time is as probably of the one as of the other. An item has one
    only if the two explain the times better than one lognormal by Schwarz's criterion, have their tops apart
    (means further than the two SDs together), and the faster one is the smaller.

    Raises:
        ValueError: a time or the shape is wrong.
    """
    given = read_seconds(seconds)
    thresholds = np.zeros(given.shape[1])
    problems: list[ThresholdProblem | None] = []
    for item, column in enumerate(given.T):
        logs = np.log(column[~np.isnan(column)])
        if not logs.size:
            problems.append("no_times")
        elif logs.size < FEWEST_TIMES:
            problems.append("few_times")
        else:
            crossing = _crossing(logs)
            problems.append("one_group" if crossing is None else None)
            thresholds[item] = 0.0 if crossing is None else np.exp(crossing)
    return RapidThresholds(read_only(thresholds), tuple(problems), "mixture")


def _crossing(logs: Floats) -> float | None:
    """Where two normals fitted to these logarithms, weighted by their shares, are equal; None for one."""
    variance = float(logs.var())
    if variance < SMALLEST_SD**2:
        return None
    shares = np.array([0.1, 0.9])
    means = np.array([np.quantile(logs, 0.02), np.median(logs)])
    sds = np.maximum(np.array([0.3, 0.7]) * np.sqrt(variance), SMALLEST_SD)
    for _ in range(EM_STEPS):
        parts = _log_parts(logs, shares, means, sds)
        highest = parts.max(axis=0)
        weights = np.exp(parts - highest)
        weights /= weights.sum(axis=0)
        sums = weights.sum(axis=1)
        if sums.min() < 1.0:
            return None
        shares = sums / logs.size
        means = weights @ logs / sums
        sds = np.maximum(np.sqrt((weights * (logs - means[:, None]) ** 2).sum(axis=1) / sums), SMALLEST_SD)
    parts = _log_parts(logs, shares, means, sds)
    gain = np.logaddexp(parts[0], parts[1]).sum() + 0.5 * logs.size * (np.log(2.0 * np.pi * variance) + 1.0)
    is_better = gain > 0.5 * 3 * np.log(logs.size)  # three parameters more
    is_apart = means[1] - means[0] > sds.sum()
    if not (is_better and is_apart and shares[0] < LARGEST_RAPID_SHARE):
        return None
    between = np.linspace(means[0], means[1], 2001)
    first, second = _log_parts(between, shares, means, sds)
    return float(between[int(np.argmax(second >= first))])


def _log_parts(logs: Floats, shares: Floats, means: Floats, sds: Floats) -> Floats:
    """Logarithms of share times normal density of both groups, (2, n)."""
    deviations = (logs - means[:, None]) / sds[:, None]
    parts: Floats = np.log(shares / sds)[:, None] - 0.5 * deviations**2 - 0.5 * np.log(2.0 * np.pi)
    return parts
