"""Response times beside a calibration: how long items take, how speed goes with ability, what was rapid."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cat_server.responses.table import NO_OPTION, ResponseTable
from scoring.parameters import ItemPool
from scoring.response_times import (
    ResponseTimeParameters,
    ResponseTimes,
    TimeCalibration,
    calibrate_response_times,
    effort_moderated_responses,
    fit_population,
    normative_thresholds,
    rapid_responses,
)

FEWEST_ITEMS = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TimeEstimate:
    """How long an item takes, by the lognormal model."""

    item: str
    median_seconds: float
    intensity: float
    discrimination: float
    intensity_error: float
    discrimination_error: float

    @property
    def parameters(self) -> ResponseTimeParameters:
        """As a calibration file has them."""
        return ResponseTimeParameters(self.intensity, self.discrimination)


@dataclass(frozen=True, slots=True)
class SpeedEstimate:
    """How speed, in logarithms of seconds, and ability go together; `lower` and `upper` are 95 % limits."""

    speed_sd: float
    correlation: float
    lower: float
    upper: float
    n: int


def without_rapid(table: ResponseTable) -> tuple[ResponseTable, int]:
    """The table with gaps in place of rapid responses (Wise & DeMars, 2006), and how many there were."""
    is_rapid = _rapid(table.seconds)
    kept = replace(
        table,
        categories=effort_moderated_responses(table.categories, is_rapid).astype(np.int8),
        options=np.where(is_rapid, np.int16(NO_OPTION), table.options),
        seconds=np.where(is_rapid, np.nan, table.seconds),
    )
    return kept, int((is_rapid & (table.categories >= 0)).sum())


def speed_estimate(
    table: ResponseTable, pool: ItemPool, times: Sequence[TimeEstimate]
) -> SpeedEstimate | None:
    """The hierarchical model of the items of `pool`, which are those of the table, in its order.

    None where the times of too few items or people are known, or do not tell.
    """
    of_item = {each.item: each.parameters for each in times}
    places = [place for place, item in enumerate(table.items) if item in of_item]
    if len(places) < FEWEST_ITEMS:
        return None
    seconds = np.where(_rapid(table.seconds), np.nan, table.seconds)[:, places]
    try:
        fit = fit_population(
            ItemPool.of([pool.items[place] for place in places]),
            table.categories[:, places],
            ResponseTimes.of([of_item[table.items[place]] for place in places]),
            seconds,
        )
    except ValueError:
        return None
    if fit.problem is not None:
        return None
    found = fit.population
    return SpeedEstimate(found.speed_sd, found.correlation, *fit.correlation_interval, fit.n_persons)


def _rapid(seconds: Floats) -> NDArray[np.bool_]:
    """What was faster than a tenth of the item's mean time, or ten seconds (Wise & Ma, 2012)."""
    return rapid_responses(seconds, normative_thresholds(seconds))


def time_estimates(
    table: ResponseTable, known: Mapping[str, ResponseTimeParameters] | None = None
) -> tuple[TimeEstimate, ...]:
    """The times of every item that has enough of them; none where the table tells too little.

    Rapid responses (a tenth of the item's mean time) are no work on it and left out. The mean speed of these
    people is 0, or what makes the items whose times are `known` take as long as they are known to: logarithms
    of times are shifted by the mean difference, weighted by precision (van der Linden, 2009, JEM 46).
    """
    if not table.has_seconds:
        return ()
    try:
        found = calibrate_response_times(np.where(_rapid(table.seconds), np.nan, table.seconds))
    except ValueError:
        return ()
    shift = _shift(table, found, known or {})
    return tuple(
        TimeEstimate(
            item=item,
            median_seconds=math.exp(own.intensity + shift),
            intensity=own.intensity + shift,
            discrimination=own.discrimination,
            intensity_error=float(found.intensity_errors[place]),
            discrimination_error=float(found.discrimination_errors[place]),
        )
        for place, (item, own) in enumerate(zip(table.items, found.items, strict=True))
        if own is not None
    )


def _shift(
    table: ResponseTable, found: TimeCalibration, known: Mapping[str, ResponseTimeParameters]
) -> float:
    """How much longer, in logarithms, the known items take people of speed 0 than these people."""
    differences, weights = [], []
    for place, (item, own) in enumerate(zip(table.items, found.items, strict=True)):
        before, error = known.get(item), float(found.intensity_errors[place])
        if own is not None and before is not None and before.sensitivity == 1.0 and 0.0 < error < math.inf:
            differences.append(before.intensity - own.intensity)
            weights.append(1.0 / error**2)
    return float(np.average(differences, weights=weights)) if differences else 0.0
