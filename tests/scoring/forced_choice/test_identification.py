import numpy as np

from scoring.arrays import Floats
from scoring.forced_choice import Rankings
from scoring.forced_choice.identification import identified, joined
from scoring.forced_choice.likelihood import UtilityModel, log_likelihoods
from tests.scoring.forced_choice.questionnaires import answered, drawn_bank

RNG = np.random.default_rng(3)
BANK = drawn_bank(RNG, 3, 4)
BLOCKS = [(0, 1, 2), (2, 3), (4, 5), (6, 7, 8)]
TRAITS = RNG.normal(0.0, 1.0, (20, 3))
RANKINGS = Rankings.of_form(BANK, BLOCKS, answered(RNG, BANK, BLOCKS, TRAITS))
NOBODY = np.zeros(12, dtype=np.bool_)


def test_blocks_join_statements_to_groups() -> None:
    groups = joined(RANKINGS.blocks, 12).tolist()
    assert groups[0] == groups[1] == groups[2] == groups[3]
    assert groups[4] == groups[5] != groups[0]
    assert len(set(groups)) == 3 + 3


def test_units_are_laid_down_where_all_uniquenesses_are_estimated() -> None:
    plan = identified(RANKINGS, 12, fixed=NOBODY, held=NOBODY, estimates_uniquenesses=True)
    groups = plan.groups
    assert plan.has_loading.tolist() == [True] * 9 + [False] * 3
    assert plan.has_uniqueness.tolist() == [True] * 3 + [False] * 3 + [True] * 3 + [False] * 3
    assert set(plan.origins) == {groups[0], groups[4], groups[6]}
    # The first group holds a statement of a pair alone, whose given uniqueness is the unit.
    assert plan.units == (groups[6],)
    anchored = identified(RANKINGS, 12, fixed=np.arange(12) == 6, held=NOBODY, estimates_uniquenesses=True)
    assert set(anchored.origins) == {groups[0], groups[4]}
    assert anchored.units == ()
    given = identified(RANKINGS, 12, fixed=NOBODY, held=NOBODY, estimates_uniquenesses=False)
    assert not given.has_uniqueness.any()


def test_origins_and_units_do_not_change_the_likelihood() -> None:
    plan = identified(RANKINGS, 12, fixed=NOBODY, held=NOBODY, estimates_uniquenesses=True)
    model = UtilityModel.of(BANK)
    moved = plan.normalised(model)
    before, after = (log_likelihoods(each, RANKINGS, TRAITS[:, None]) for each in (model, moved))
    np.testing.assert_allclose(before, after, atol=1e-10)
    assert not np.allclose(moved.means, model.means)
    assert (moved.loadings[6:9] ** 2 + moved.uniquenesses[6:9]).mean() == 1.0


def test_rows_are_the_gradients_of_what_is_laid_down() -> None:
    plan = identified(RANKINGS, 12, fixed=NOBODY, held=NOBODY, estimates_uniquenesses=True)
    model = UtilityModel.of(BANK)
    rows = plan.constraint_rows(model)

    def unit(loadings: Floats, logs: Floats) -> float:
        return float((loadings[6:9] ** 2 + np.exp(logs[6:9])).sum())

    logs = np.log(model.uniquenesses)
    for statement in (6, 8, 0):
        move = 1e-6 * (np.arange(12) == statement)
        slope = (unit(model.loadings + move, logs) - unit(model.loadings - move, logs)) / 2e-6
        np.testing.assert_allclose(rows[3, statement], slope, atol=1e-8)
        slope = (unit(model.loadings, logs + move) - unit(model.loadings, logs - move)) / 2e-6
        np.testing.assert_allclose(rows[3, 24 + statement], slope, atol=1e-8)
    assert rows[:3, 12:24].sum(axis=0).tolist() == [1.0] * 9 + [0.0] * 3
