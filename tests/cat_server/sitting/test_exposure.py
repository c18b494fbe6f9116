"""What exposure control keeps from a sitting, by counts that were read and items that a person knows."""

from __future__ import annotations

import numpy as np

from cat_server.sitting import exposure
from item_bank.release import Release, SectionContent
from scoring.exposure import ItemEligibility, SympsonHetter
from tests.cat_server import exams, planned_exams
from tests.cat_server.exams import small_release
from tests.item_bank.exam_plan.blueprints import released

NO_DRAWS = np.zeros(30)


def by_segments() -> SectionContent:
    return Release.load(planned_exams.content()).section(0)


def test_without_counts_nothing_is_kept_back() -> None:
    assert exposure.kept_back(small_release().section(0), (), 0, (), NO_DRAWS) == ()
    assert exposure.kept_back_by_segment(small_release().section(0), (), NO_DRAWS) == ()
    assert exposure.kept_back_by_segment(by_segments(), (), np.full(30, 0.99)) == ((),) * 7


def test_what_a_person_has_seen_is_kept_back_and_weighs_more_than_exposure() -> None:
    content = small_release().section(0)
    seen = (tuple(item.id for item in content.items[:12]), ("angka-9",))
    assert exposure.kept_back(content, (), 0, seen, NO_DRAWS) == tuple(
        item.id for item in content.items if item.id in {*seen[0], "angka-9"}
    )
    # Everything but twelve of those seen is at its limit: six items must be left, so the limit gives way.
    counts = tuple(0 if place < 12 else 40 for place in range(30))
    kept = exposure.kept_back(content, counts, 40, seen[:1], NO_DRAWS)
    assert set(kept) == set(seen[0])


def test_an_item_above_its_limit_in_one_segment_is_out_there() -> None:
    content = by_segments()
    rows = [(segment, "", 100.0, 0.0) for segment in range(7)]
    rows.append((3, "angka-5", 100.0, 0.0))
    kept = exposure.kept_back_by_segment(content, rows, np.full(30, 0.6))
    assert kept == ((), (), (), ("angka-5",), (), (), ())
    # 0.5 * 100 / 100 is the probability, and a smaller draw lets the item in.
    assert exposure.kept_back_by_segment(content, rows, np.full(30, 0.4)) == ((),) * 7
    assert exposure.segment_of(content, 0.1) == 3
    assert exposure.segment_of(small_release().section(0), 0.1) == 0
    assert isinstance(content.exposure_method, ItemEligibility)


def test_acceptance_is_tried_once_for_every_item() -> None:
    text = exams.PLAN.replace(
        'rule = "progressive_restricted"\nmax_rate = 0.5',
        'rule = "sympson_hetter"\nmax_rate = 0.4\nn_simulated = 200',
        1,
    )
    content = released(text).section(0)
    method = content.exposure_method
    assert isinstance(method, SympsonHetter)
    out = exposure.kept_back(content, (40,) * 30, 40, (), np.full(30, 0.9))
    assert out == tuple(item.id for item, k in zip(content.items, method.acceptance, strict=True) if k <= 0.9)
    assert out
    assert len(content.items) - len(out) >= 12
