"""Times of items beside a calibration: the truth is found, on the scale of what is known, without haste."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from cat_server.analyses.calibrating import Calibrated, calibrated_analysis
from cat_server.analyses.known_items import NOTHING_KNOWN
from cat_server.analyses.request import CalibrateOptions, Request
from cat_server.analyses.times import speed_estimate, time_estimates, without_rapid
from cat_server.responses.table import ResponseTable
from item_bank.calibration_file import read_calibration
from scoring.response_models import category_probabilities
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


def test_speed_and_ability_are_told_to_go_together_as_they_do() -> None:
    """The abler need less time: a correlation of .6."""
    rng = np.random.default_rng(9)
    abilities = rng.normal(size=1000)
    speeds = 0.3 * (0.6 * abilities + 0.8 * rng.normal(size=1000))
    right = category_probabilities(s.pool(), abilities)[:, 1].T
    table = s.table()
    several = table.take()
    seconds = np.exp(INTENSITIES - speeds[:, None] + rng.normal(0, 0.4, right.shape))
    for name, value in (
        ("persons", tuple(f"P{n}" for n in range(1000))),
        ("categories", (rng.random(right.shape) < right).astype(np.int8)),
        ("seconds", seconds),
    ):
        object.__setattr__(several, name, value)
    found = speed_estimate(several, s.pool(), time_estimates(several))
    assert found is not None
    assert found.lower < 0.6 < found.upper
    assert found.upper - found.lower < 0.15
    assert found.speed_sd == pytest.approx(0.3, abs=0.03)
    assert speed_estimate(several, s.pool(), ()) is None


def test_rapid_answers_can_be_left_out_of_a_calibration() -> None:
    """Guesses of 60 people change nothing then: it is the calibration of everything else."""
    table = s.table()
    rng = np.random.default_rng(3)
    is_rapid = np.zeros(table.categories.shape, dtype=bool)
    is_rapid[:60, 4:] = True
    guesses = (rng.random(table.categories.shape) < 0.25).astype(np.int8)
    hurried = replace(
        table,
        categories=np.where(is_rapid, guesses, table.categories),
        seconds=np.where(is_rapid, 0.4, timed_all()),
    )
    kept, n = without_rapid(hurried)
    assert n == is_rapid.sum()
    assert (kept.categories == np.where(is_rapid, -1, table.categories)).all()

    def calibrated(given: ResponseTable, *, leaves_out_rapid: bool = False) -> Calibrated:
        options = CalibrateOptions(leaves_out_rapid=leaves_out_rapid)
        return calibrated_analysis(given, options, NOTHING_KNOWN, Request("calibrate", "2026-11-22"), {})

    moderated, plain = calibrated(hurried, leaves_out_rapid=True), calibrated(hurried)
    assert (moderated.result.n_rapid, plain.result.n_rapid) == (n, 0)
    assert moderated.result.items == calibrated(kept).result.items
    assert np.mean([item.estimates[0] for item in plain.result.items]) < np.mean(
        [item.estimates[0] for item in moderated.result.items]
    )
    assert "without rapid responses" in read_calibration(moderated.file).method
    assert "rapid" not in read_calibration(plain.file).method


def timed_all() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.exp(np.random.default_rng(6).normal(INTENSITIES, 0.4, (s.N_PERSONS, s.N_ITEMS)))


def test_without_times_there_are_no_estimates() -> None:
    table = timed()
    assert time_estimates(replace(table, seconds=np.full_like(table.seconds, np.nan))) == ()
    only_one = np.full_like(table.seconds, np.nan)
    only_one[:, 0] = table.seconds[:, 0]
    assert time_estimates(replace(table, seconds=only_one)) == ()
