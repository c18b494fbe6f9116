from dataclasses import dataclass

import numpy as np
import pytest

from scoring import estimate_wle
from scoring.arrays import Floats, Mask
from scoring.dif import (
    MantelHaenszelDif,
    ResidualDif,
    flagged,
    mantel_haenszel,
    purified,
    rdif,
)
from tests.scoring.dif.two_groups import drawn_sheet, shifted, two_parameter_pool


def test_p_values_are_adjusted_as_benjamini_and_hochberg_did() -> None:
    # Their fifteen p-values of 1995, section 3.2: four are significant at .05.
    p_values = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000,
    ]  # fmt: skip
    assert flagged(p_values).sum() == 4
    assert flagged(p_values, control="none").sum() == 9
    assert flagged([np.nan, 0.01, 0.04], level=0.03).tolist() == [False, True, False]


def test_purified_anchors_clear_items_that_the_others_dif_had_flagged() -> None:
    pool = two_parameter_pool(20)
    harder = dict.fromkeys((1, 5, 9, 12, 16, 18), 1.2)
    sheet = drawn_sheet(pool, np.random.default_rng(1), for_focal=shifted(pool, harder), n_each=1500)

    def analysis(anchors: Mask) -> MantelHaenszelDif:
        return mantel_haenszel(sheet.responses, sheet.is_focal, anchors=anchors)

    once = flagged(analysis(np.ones(20, dtype=bool)).p_values)
    found = purified(analysis, 20)
    assert once.sum() > 10  # a sum with DIF in it makes items without DIF look easier
    assert set(np.flatnonzero(found.flagged)) >= set(harder)
    assert found.flagged.sum() <= 8
    assert found.stopped_by in {"stable", "cycle"}
    large = purified(
        analysis, 20, is_flagged=lambda result: np.array([each == "C" for each in result.classes])
    )
    assert set(np.flatnonzero(large.flagged)) == set(harder)
    assert (large.anchors == ~large.flagged).all()
    assert large.stopped_by == "stable"


def test_abilities_from_the_anchors_purify_residuals() -> None:
    pool = two_parameter_pool(30)
    harder = dict.fromkeys(range(1, 30, 5), 1.1)
    sheet = drawn_sheet(pool, np.random.default_rng(2), for_focal=shifted(pool, harder), n_each=500)

    def analysis(anchors: Mask) -> ResidualDif:
        abilities = estimate_wle(pool, np.where(anchors, sheet.responses, -1)).abilities
        return rdif(pool, sheet.responses, sheet.is_focal, abilities)

    once, found = flagged(analysis(np.ones(30, dtype=bool)).p_values), purified(analysis, 30)
    innocent = ~np.isin(np.arange(30), list(harder))
    assert (found.flagged & innocent).sum() <= min(2, (once & innocent).sum())
    assert (found.flagged & ~innocent).sum() == 6


@dataclass(frozen=True)
class Told:
    p_values: Floats


@pytest.mark.parametrize(
    ("told", "told_without_first", "stopped_by", "anchors"),
    [
        ([0.9, 0.9, 0.9, 0.9], None, "stable", [True] * 4),
        ([0.001, 0.9, 0.9, 0.9], None, "stable", [False, True, True, True]),
        ([0.001, 0.9, 0.9, 0.9], [0.9] * 4, "cycle", [False, True, True, True]),
        ([0.001, 0.002, 0.004, 0.003], None, "fewest_anchors", [False, False, True, True]),
        ([np.nan, 0.001, 0.9, 0.9], None, "stable", [True, False, True, True]),
    ],
)
def test_purification_ends(
    told: list[float], told_without_first: list[float] | None, stopped_by: str, anchors: list[bool]
) -> None:
    def analysis(given: Mask) -> Told:
        return Told(np.array(told if given[0] or told_without_first is None else told_without_first))

    found = purified(analysis, 4, fewest_anchors=2)
    assert found.stopped_by == stopped_by
    assert found.anchors.tolist() == anchors


def test_purification_that_does_not_end_is_ended() -> None:
    rng = np.random.default_rng(3)
    found = purified(
        lambda _: Told(np.where(rng.random(30) < 0.5, 0.001, 0.9)), 30, fewest_anchors=1, max_rounds=3
    )
    assert (found.stopped_by, found.n_rounds) == ("max_rounds", 3)


def test_numbers_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="p_values must lie within 0 and 1"):
        flagged([1.2])
    with pytest.raises(ValueError, match="level must lie between 0 and 1, got 0"):
        flagged([0.1], level=0.0)
    with pytest.raises(ValueError, match="control must be one of benjamini_hochberg, none, got 'holm'"):
        flagged([0.1], control="holm")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"fewest_anchors must be 1 to n_items \(3\), got 4"):
        purified(lambda _: Told(np.ones(3)), 3)
    with pytest.raises(ValueError, match="max_rounds must be 1 or more, got 0"):
        purified(lambda _: Told(np.ones(4)), 4, max_rounds=0)
