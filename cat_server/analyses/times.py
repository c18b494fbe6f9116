"""How long items take, estimated from recorded times beside a calibration, on the scale of known times."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cat_server.responses.table import ResponseTable
from scoring.response_times import (
    ResponseTimeParameters,
    TimeCalibration,
    calibrate_response_times,
    normative_thresholds,
    rapid_responses,
)


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
    seconds = table.seconds
    is_rapid = rapid_responses(seconds, normative_thresholds(seconds))
    try:
        found = calibrate_response_times(np.where(is_rapid, np.nan, seconds))
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
