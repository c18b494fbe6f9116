"""Rules of selection in a plan: every one can be named, the release carries it, and the old bytes stay."""

from pathlib import Path

import numpy as np
import pytest

from item_bank.exam_plan import read_plan
from item_bank.release import Release, build_release
from scoring.selection import RULES, RuleName, Selection
from tests.item_bank.small_bank import PLAN, line_of, places, sound_bank, write_files

NAME = "plans/rencana.toml"
USUAL = 'rule = "mepv"\nacceleration = 1.0'


def released(folder: Path, selection: str, exposure: str = "restricted") -> Release:
    bank = sound_bank(folder)
    text = PLAN.replace(USUAL, selection).replace("progressive_restricted", exposure)
    write_files(folder, {NAME: text})
    plan, findings = read_plan(folder / NAME, bank, shown_as=NAME)
    assert findings == []
    assert plan is not None
    return Release.load(build_release(bank, plan))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_named_and_chooses(rule: RuleName, tmp_path: Path) -> None:
    options = "\nn_strata = 2" if rule == "a_stratified" else ""
    content = released(tmp_path, f'rule = "{rule}"{options}').section(0)
    assert content.plan.selection is not None
    assert content.plan.selection.rule == rule
    draws = np.array([0.2, 0.5, 0.7])
    choice = content.adaptive_test.choose([0], [1], np.ones(3, dtype=np.bool_), draws)
    assert choice.criterion.rule == rule
    assert choice.index in {1, 2}


def test_a_plan_may_set_every_option(tmp_path: Path) -> None:
    text = (
        'rule = "kl"\nchance = "randomesque"\nn_best = 2\nreach = 2.5\n'
        'first = "difficulty"\nn_first = 2\nn_first_best = 3\nfirst_ability = -0.5'
    )
    content = released(tmp_path, text).section(0)
    assert content.plan.selection == Selection(
        "kl",
        "randomesque",
        n_best=2,
        reach=2.5,
        first="difficulty",
        n_first=2,
        n_first_best=3,
        first_ability=-0.5,
    )
    assert content.adaptive_test.selection == content.plan.selection
    first = content.adaptive_test.choose([], [], np.ones(3, dtype=np.bool_), np.array([0.1, 0.2, 0.3]))
    assert first.criterion.rule == "first_difficulty"
    two_step = released(tmp_path, 'rule = "two_step_mepv"\nn_examined = 2\nacceleration = 0.5').plan
    assert two_step.sections[0].selection == Selection("two_step_mepv", n_examined=2, acceleration=0.5)


def test_a_plan_that_says_no_more_than_before_gives_the_bytes_it_gave_before(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    write_files(tmp_path, {NAME: PLAN})
    plan, _ = read_plan(tmp_path / NAME, bank, shown_as=NAME)
    assert plan is not None
    content = build_release(bank, plan)
    assert b'"selection":{"acceleration":1.0,"rule":"mepv"}' in content
    assert b'"exposure":{"max_rate":1.0,"rule":"progressive_restricted"}' in content


def test_more_strata_than_items_are_told(tmp_path: Path) -> None:
    bank = sound_bank(tmp_path)
    text = PLAN.replace(USUAL, 'rule = "a_stratified"').replace("progressive_restricted", "restricted")
    write_files(tmp_path, {NAME: text})
    plan, findings = read_plan(tmp_path / NAME, bank, shown_as=NAME)
    assert plan is None
    assert places(findings) == [(NAME, line_of(text, "[section.selection]"), "pool-too-small")]
    assert "3 items, fewer than n_strata = 4" in findings[0].message
