from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cat_server.reports.plots import as_file
from cat_server.reports.simulation_report import SectionSimulation, drawings, lines, simulated
from item_bank.release import Release
from tests.cat_server import planned_exams
from tests.cat_server.exams import small_release


@pytest.fixture(scope="module")
def adaptive() -> SectionSimulation:
    return simulated(small_release().section(0), 300, seed=1, section=0)


@pytest.fixture(scope="module")
def fixed() -> SectionSimulation:
    return simulated(small_release().section(2), 60, seed=1, section=2)


def test_a_section_is_simulated_by_its_own_rules(adaptive: SectionSimulation) -> None:
    content, result = adaptive.content, adaptive.result
    assert result.n_examinees == 300
    assert result.lengths.min() >= 3
    assert result.lengths.max() <= 6
    for items in result.administered:
        assert not any(enemy in items for item in items for enemy in content.enemy_indexes[item])
    assert result.max_exposure < 0.75  # the limit of .5 with a first cohort that nothing is known of


def test_the_lines_tell_what_was_simulated(adaptive: SectionSimulation, fixed: SectionSimulation) -> None:
    told = list(lines(adaptive, "en"))
    assert told[0] == "Numbers (angka): adaptive, rule mepv, chance progressive, exposure up to 0.5"
    assert "300 simulated participants, seed 1; 30 items; abilities N(0, 1)" in told[1]
    assert f"RMSE {adaptive.result.rmse:.3f} logits" in told[2]
    assert f"{adaptive.result.coverage():.1%}" in told[3]
    assert len(told) == 7 + 6
    told = list(lines(fixed, "id"))
    assert told[0] == "Sikap (sikap): fixed"
    assert "ended by max_items 100%" in told[4]


def test_what_varies_is_drawn(adaptive: SectionSimulation, fixed: SectionSimulation) -> None:
    varying = replace(adaptive.result, items=adaptive.result.items * 1)
    varying.items[0, -1] = -1
    shorter = SectionSimulation(adaptive.content, 1, varying)
    assert set(drawings(shorter, "id")) == {"quality", "exposure", "length"}
    assert set(drawings(fixed, "id")) == {"quality", "exposure"}
    for drawn in drawings(adaptive, "id").values():
        assert "nan" not in as_file(drawn)


def test_the_same_seed_gives_the_same_lines_and_drawings(adaptive: SectionSimulation) -> None:
    again = simulated(small_release().section(0), 300, seed=1, section=0)
    assert list(lines(again, "id")) == list(lines(adaptive, "id"))
    assert drawings(again, "id") == drawings(adaptive, "id")
    other = simulated(small_release().section(0), 300, seed=2, section=0)
    assert list(lines(other, "id")) != list(lines(adaptive, "id"))


def test_a_plan_that_asks_for_everything_is_simulated_by_the_same_objects() -> None:
    taken: dict[str, SectionSimulation] = {}
    release = Release.load(planned_exams.content())
    for index, content in enumerate(release.sections):
        taken[content.plan.id] = simulated(content, 60, seed=1, section=index, earlier=taken)
    first, second, third = taken.values()
    assert first.result.violations is not None
    assert not first.result.violations.any()
    assert {"classified"} <= set(first.result.stop_reasons)
    assert "60 tests break one" in list(lines(first, "en"))[1]
    assert "0 of" in list(lines(first, "en"))[1]
    assert "by item_eligibility" in next(lines(first, "en"))
    assert "from angka; the final estimate is wle" in list(lines(second, "en"))[1]
    # Abilities correlate as the plan says, and the priors go with what was measured.
    correlation = np.corrcoef(first.result.abilities, second.result.abilities)[0, 1]
    assert 0.35 < correlation < 0.8
    assert second.priors is not None
    assert np.corrcoef(first.result.estimates, second.priors[:, 0])[0, 1] > 0.9
    assert third.priors is not None
    assert (third.priors[:, 1] <= 1.0).all()
