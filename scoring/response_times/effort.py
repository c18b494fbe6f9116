"""Rapid responses of many persons: which they are, how much effort they leave, and scoring without them.

All of it describes a record and decides nothing about a person; see `thresholds`.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import MISSING
from scoring.arrays import Floats, Integers, Mask, read_only, read_only_integers
from scoring.response_times.log_times import read_seconds
from scoring.response_times.thresholds import RapidThresholds

EffortProblem = Literal["no_times"]


@dataclass(frozen=True, eq=False)
class ResponseTimeEffort:
    """Shares of responses that were not rapid, with the counts behind them, all (n_persons,).

    A share is NaN where `problems` gives a reason.
    """

    shares: Floats
    n_times: Integers
    n_rapid: Integers
    problems: tuple[EffortProblem | None, ...]


def rapid_responses(seconds: ArrayLike, thresholds: RapidThresholds) -> Mask:
    """Which of `seconds` (n_persons, n_items) are below their item's threshold; missing ones are not.

    Raises:
        ValueError: a time or the shape is wrong.
    """
    given = read_seconds(seconds, thresholds.seconds.size)
    is_rapid: Mask = given < thresholds.seconds  # a comparison with NaN is false
    return is_rapid


def response_time_effort(seconds: ArrayLike, thresholds: RapidThresholds) -> ResponseTimeEffort:
    """RTE, the share of a person's timed responses that were not rapid (Wise & Kong, 2005, AME 18, 163-183).

    Below .90 the whole score is usually looked at before it is used.

    Raises:
        ValueError: a time or the shape is wrong.
    """
    given = read_seconds(seconds, thresholds.seconds.size)
    n_times = (~np.isnan(given)).sum(axis=1)
    n_rapid = rapid_responses(given, thresholds).sum(axis=1)
    shares = np.full(len(given), np.nan)
    np.divide(n_times - n_rapid, n_times, out=shares, where=n_times > 0)
    problems: list[EffortProblem | None] = [None if count else "no_times" for count in n_times.tolist()]
    return ResponseTimeEffort(
        read_only(shares), read_only_integers(n_times), read_only_integers(n_rapid), tuple(problems)
    )


def effort_moderated_responses(responses: ArrayLike, is_rapid: ArrayLike) -> Integers:
    """The responses with -1 in place of rapid ones, for any estimate of `scoring.estimation`.

    In the effort-moderated model (Wise & DeMars, 2006, JEM 43, 19-38) a rapid response has a probability that
    does not depend on ability, so that it drops out of the likelihood.

    Raises:
        ValueError: the shapes differ, a response is not a whole number, or `is_rapid` is not of truth values.
    """
    given, rapid = np.asarray(responses), np.asarray(is_rapid)
    if given.dtype.kind not in "biuf":
        raise ValueError(f"responses must be numbers, got {given.dtype}")
    if rapid.dtype.kind != "b" or rapid.shape != given.shape:
        raise ValueError(
            f"is_rapid must be truth values of shape {given.shape}, got {rapid.dtype} of {rapid.shape}"
        )
    known = np.where(np.isnan(given), MISSING, given)
    is_wrong = ~np.isfinite(known) | (known != np.floor(known))
    if is_wrong.any():
        raise ValueError(
            f"responses must be whole numbers, or -1 or NaN where missing, got {float(given[is_wrong][0]):g}"
        )
    return np.where(rapid, MISSING, known.astype(np.int64))
