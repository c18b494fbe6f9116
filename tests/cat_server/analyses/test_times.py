"""Times of items beside a calibration: the truth is found, on the scale of what is known, without haste."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cat_server.analyses.times import time_estimates
from cat_server.responses.table import ResponseTable
from scoring.response_times import ResponseTimeParameters
from tests.cat_server.analyses import simulated as s

INTENSITIES = np.linspace(2.5, 4.0, s.N_ITEMS)


def timed(speed: float = 0.0, *, n_rapid: int = 0) -> ResponseTable:
    """Everybody is faster by `speed` than people of the mean; the first `n_rapid` need a second for all."""
    rng = np.random.default_rng(5)
    logs = (
        INTENSITIES
        - speed
        - rng.normal(0, 0.25, (s.N_PERSONS, 1))
        + rng.normal(0, 0.4, (s.N_PERSONS, s.N_ITEMS))
    )
    seconds = np.exp(logs)
    seconds[:n_rapid] = 0.5
    return replace(s.table(), seconds=np.where(rng.random(seconds.shape) < 0.8, seconds, np.nan))


def test_times_are_found_within_their_errors() -> None:
    found = time_estimates(timed())
    z = [
        (each.intensity - truth) / each.intensity_error
        for each, truth in zip(found, INTENSITIES, strict=True)
    ]
    # The mean speed of the sample, which is 0 by definition, errs for all items alike.
    assert np.std(z) < 1.5
    assert np.mean([each.intensity for each in found]) == pytest.approx(INTENSITIES.mean(), abs=0.05)
    assert [each.discrimination for each in found] == pytest.approx([2.5] * s.N_ITEMS, rel=0.15)


def test_known_times_of_other_items_carry_the_scale() -> None:
    """The people are fast, so that without known items every item seems to take less time."""
    known = {s.item(place): ResponseTimeParameters(float(INTENSITIES[place]), 2.5) for place in range(8)}
    alone = time_estimates(timed(0.5))
    linked = time_estimates(timed(0.5), known)
    for each, other, truth in zip(alone, linked, INTENSITIES, strict=True):
        assert each.intensity == pytest.approx(truth - 0.5, abs=0.1)
        assert other.intensity == pytest.approx(truth, abs=0.1)
        assert other.median_seconds == pytest.approx(math.exp(other.intensity))
        assert other.discrimination == each.discrimination


def test_rapid_answers_tell_nothing_of_the_item() -> None:
    """The same times whether a twelfth hurry through everything or leave no time at all."""
    few = timed(n_rapid=33)
    gone = replace(few, seconds=np.where(few.seconds == 0.5, np.nan, few.seconds))
    assert time_estimates(few) == time_estimates(gone)


def test_without_times_there_are_no_estimates() -> None:
    table = timed()
    assert time_estimates(replace(table, seconds=np.full_like(table.seconds, np.nan))) == ()
    only_one = np.full_like(table.seconds, np.nan)
    only_one[:, 0] = table.seconds[:, 0]
    assert time_estimates(replace(table, seconds=only_one)) == ()
