from __future__ import annotations

from dataclasses import replace

import pytest

from cat_server.reports.plots import as_file
from cat_server.reports.simulation_report import SectionSimulation, drawings, lines, simulated
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
