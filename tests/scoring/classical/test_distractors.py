import numpy as np
import pytest

from scoring.classical import OptionFinding, option_table


def test_the_table_is_that_of_the_formulas() -> None:
    choices = np.array([[0, 1], [0, 2], [1, 1], [2, 1], [-1, 1], [0, 0]])
    ability = np.array([1.0, 0.5, -0.5, -1.0, 0.0, 2.0])
    table = option_table(choices, [0, 1], criterion=ability)
    assert table.counts.tolist() == [[3, 1, 1], [1, 4, 1]]
    assert table.shares[0].tolist() == [0.6, 0.2, 0.2]
    assert table.n_missing.tolist() == [1, 0]
    assert table.mean_criteria[0] == pytest.approx([3.5 / 3, -0.5, -1.0])
    answered = ability[[0, 1, 2, 3, 5]]
    assert table.point_biserials[0, 0] == pytest.approx(np.corrcoef([1, 1, 0, 0, 1], answered)[0, 1])
    assert table.findings == ()  # six persons are too few to judge
    # Without a criterion it is the share of right answers among the others.
    own = option_table(choices, [0, 1])
    assert own.mean_criteria[0] == pytest.approx([1 / 3, 1.0, 1.0])


def test_options_that_do_not_do_their_work_are_found() -> None:
    rng = np.random.default_rng(1)
    ability = rng.normal(size=600)
    good = np.where(rng.random(600) < 1.0 / (1.0 + np.exp(-1.5 * ability)), 0, rng.integers(1, 4, 600))
    wrong_key = good.copy()  # the able choose 0, but 2 is keyed
    unused = np.where(good == 3, 1, good)
    choices = np.column_stack((good, wrong_key, unused))
    found = option_table(choices, [0, 2, 0], n_options=4, criterion=ability).findings
    assert found == (
        OptionFinding(1, 0, "distractor_discriminating"),
        OptionFinding(1, 2, "key_not_discriminating"),
        OptionFinding(2, 3, "option_unused"),
    )


def test_any_distractor_that_goes_with_ability_is_told() -> None:
    ability = np.repeat([-1.0, 1.0], 100)
    choices = np.zeros((200, 1), dtype=np.int64)
    choices[:25], choices[100:130] = 1, 1  # 25 of the one half and 30 of the other: r about .06
    choices[25:60] = 2
    table = option_table(choices, [0], criterion=ability)
    assert 0.0 < table.point_biserials[0, 1] < 0.1
    assert table.findings == (OptionFinding(0, 1, "distractor_discriminating"),)


def test_a_key_that_everybody_chose_is_no_finding_but_one_that_nobody_chose_is() -> None:
    ability = np.linspace(-1.0, 1.0, 40)
    everybody, nobody = np.zeros(40, dtype=np.int64), np.arange(40) % 2
    found = option_table(np.column_stack((everybody, nobody)), [0, 2], n_options=[2, 3], criterion=ability)
    assert np.isnan(found.point_biserials[[0, 1], [0, 2]]).all()
    assert OptionFinding(0, 0, "key_not_discriminating") not in found.findings
    assert OptionFinding(1, 2, "key_not_discriminating") in found.findings


def test_a_criterion_that_tells_nobody_apart_blames_no_key() -> None:
    choices = (np.arange(40) % 2)[:, None]
    assert option_table(choices, [0], criterion=np.zeros(40)).findings == ()


def test_an_item_that_nobody_answered_has_no_shares() -> None:
    table = option_table([[0, -1], [1, -1]], [0, 1], n_options=[2, 3], criterion=[0.0, np.nan])
    assert table.counts.tolist() == [[1, 1, 0], [0, 0, 0]]
    assert np.isnan(table.shares[1]).all()
    assert np.isnan(table.shares[0, 2])
    assert np.isnan(table.mean_criteria[0, 1])
    assert table.mean_criteria[0, 0] == 0.0


def test_tables_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="keys must be 2 places of options, 0 or more"):
        option_table([[0, 1]], [0])
    with pytest.raises(ValueError, match="n_options must be one number or 2, none below the options there"):
        option_table([[0, 3]], [0, 1], n_options=3)
    with pytest.raises(ValueError, match=r"criterion must have shape \(1,\), got \(2,\)"):
        option_table([[0, 3]], [0, 1], criterion=[0.0, 1.0])
    with pytest.raises(ValueError, match=r"choices must be categories .* got -3"):
        option_table([[0, -3]], [0, 1])
