import numpy as np
import pytest

from scoring.arrays import Floats
from scoring.dif import ability_strata, common_odds, ets_class, mantel_haenszel
from tests.scoring.dif.two_groups import drawn_sheet, shifted, two_parameter_pool

# UCBAdmissions (R datasets), six departments: (rejected, admitted) of men and women.
ADMISSIONS = np.array(
    [
        [[313, 512], [19, 89]],
        [[207, 353], [8, 17]],
        [[205, 120], [391, 202]],
        [[279, 138], [244, 131]],
        [[138, 53], [299, 94]],
        [[351, 22], [317, 24]],
    ]
)


def test_the_admissions_at_berkeley_are_tested_as_by_the_reference_program() -> None:
    # R 4, mantelhaen.test(UCBAdmissions), with its 95 % interval of the common odds ratio.
    found = common_odds(ADMISSIONS)
    assert found.statistic == pytest.approx(1.4269462, abs=5e-8)
    assert found.p_value == pytest.approx(0.2322635, abs=5e-8)
    assert np.exp(found.log_odds_ratio) == pytest.approx(0.9046968, abs=5e-8)
    ends = np.exp(found.log_odds_ratio + np.array([-1.959964, 1.959964]) * found.standard_error)
    np.testing.assert_allclose(ends, [0.7719074, 1.0603298], atol=2e-6)


def test_an_item_is_tested_on_the_tables_of_the_sums() -> None:
    sheet = drawn_sheet(two_parameter_pool(6), np.random.default_rng(1))
    anchors = np.array([True, True, True, True, False, True])
    found = mantel_haenszel(sheet.responses, sheet.is_focal, anchors=anchors)
    sums = sheet.responses[:, anchors].sum(axis=1) + sheet.responses[:, 4]  # the item belongs to its sum
    tables, differences, weights = [], [], []
    for score in np.unique(sums):
        rows = [sheet.responses[(sums == score) & (sheet.is_focal == group), 4] for group in (False, True)]
        tables.append([[np.sum(row == 0), np.sum(row == 1)] for row in rows])
        if rows[0].size and rows[1].size:
            differences.append(rows[1].mean() - rows[0].mean())
            weights.append(rows[1].size)
    expected = common_odds(np.array(tables))
    assert found.log_odds_ratios[4] == pytest.approx(expected.log_odds_ratio)
    assert found.statistics[4] == pytest.approx(expected.statistic)
    assert found.deltas[4] == pytest.approx(-2.35 * expected.log_odds_ratio)
    assert found.delta_errors[4] == pytest.approx(2.35 * expected.standard_error)
    assert found.p_dif[4] == pytest.approx(np.average(differences, weights=weights))


@pytest.mark.parametrize(
    ("delta", "error", "p_value", "expected"),
    [
        (0.9, 0.1, 0.0001, "A"),  # small
        (-1.9, 1.2, 0.11, "A"),  # not different from 0
        (1.3, 0.3, 0.001, "B"),
        (-1.6, 0.4, 0.001, "B"),  # 1.5 in size, but not significantly above 1
        (-1.6, 0.3, 0.001, "C"),
        (-np.inf, np.nan, 0.001, "C"),
        (np.nan, np.nan, np.nan, None),
    ],
)
def test_the_classes_use_size_and_significance(
    delta: float, error: float, p_value: float, expected: str | None
) -> None:
    assert ets_class(delta, error, p_value) == expected


def test_items_without_dif_are_flagged_as_often_as_the_level_says_or_less() -> None:
    pool = two_parameter_pool(20)
    rng = np.random.default_rng(2)
    p_values = []
    for _ in range(80):
        sheet = drawn_sheet(pool, rng)
        p_values.append(mantel_haenszel(sheet.responses, sheet.is_focal).p_values)
    assert 0.025 < np.mean(np.array(p_values) < 0.05) < 0.055  # the correction makes it conservative


def test_an_item_that_is_harder_for_one_group_is_found_with_its_direction() -> None:
    pool = two_parameter_pool(20)
    sheet = drawn_sheet(
        pool, np.random.default_rng(3), for_focal=shifted(pool, {8: 0.9, 14: -0.9}), n_each=1000
    )
    found = mantel_haenszel(sheet.responses, sheet.is_focal)
    assert found.deltas[8] < -1.5
    assert found.p_dif[8] < -0.1
    assert found.deltas[14] > 1.5
    assert (found.classes[8], found.classes[14]) == ("C", "C")
    assert found.classes.count("A") >= 16
    by_ability = mantel_haenszel(
        sheet.responses, sheet.is_focal, matching=ability_strata(sheet.abilities, 20)
    )
    assert by_ability.classes[8] == "C"


def test_items_without_a_test_have_a_reason_and_the_others_are_tested() -> None:
    sheet = drawn_sheet(two_parameter_pool(6), np.random.default_rng(4))
    responses = sheet.responses.copy()
    responses[:, 0] = 1
    responses[:, 1] = -1
    responses[sheet.is_focal, 2] = -1
    responses[:, 3] += responses[:, 4]
    matching: Floats = ability_strata(sheet.abilities, 10)
    found = mantel_haenszel(responses, sheet.is_focal, matching=matching)
    assert found.reasons == ("constant", "no_responses", "one_group", "not_dichotomous", None, None)
    assert np.isnan(found.p_values[:4]).all()
    assert found.classes[:4] == (None,) * 4
    assert np.isfinite(found.p_values[4:]).all()
    apart = mantel_haenszel(responses, sheet.is_focal, matching=sheet.is_focal.astype(float))
    assert apart.reasons[4] == "no_common_strata"
    certain = common_odds([[[0, 5], [5, 0]]])
    assert (certain.log_odds_ratio, np.isnan(certain.standard_error)) == (np.inf, True)


def test_without_a_test_there_is_no_difference_either() -> None:
    # In each stratum both groups answer alike, so that no table tells anything.
    found = mantel_haenszel([[0], [0], [1], [1]], [True, False, True, False], matching=[0.0, 0.0, 1.0, 1.0])
    assert found.reasons == ("no_common_strata",)
    assert np.isnan(found.p_dif).all()


def test_arguments_that_do_not_fit_are_refused() -> None:
    focal = np.array([True, False])
    with pytest.raises(ValueError, match=r"is_focal must be a mask of 2 persons, got int64 \(2,\)"):
        mantel_haenszel([[1, 0], [0, 1]], [1, 0])
    with pytest.raises(ValueError, match="must name persons of two groups, got 2 of 2"):
        mantel_haenszel([[1, 0], [0, 1]], [True, True])
    with pytest.raises(ValueError, match=r"none of person 1 to item 1; adaptive tests .* use rdif"):
        mantel_haenszel([[1, 0], [0, -1]], focal)
    with pytest.raises(ValueError, match="anchors must be a mask of 2 items, not empty"):
        mantel_haenszel([[1, 0], [0, 1]], focal, anchors=[False, False])
    with pytest.raises(ValueError, match="anchors must be None where matching is given"):
        mantel_haenszel([[1, 0], [0, 1]], focal, anchors=[True, True], matching=[1.0, 1.0])
    with pytest.raises(ValueError, match="matching must be 2 finite numbers"):
        mantel_haenszel([[1, 0], [0, 1]], focal, matching=[1.0, np.nan])
    with pytest.raises(ValueError, match=r"tables must be counts of shape \(n_strata, 2, 2\)"):
        common_odds([[1, 2], [3, 4]])
    with pytest.raises(ValueError, match="n_strata must be 1 or more, got 0"):
        ability_strata([0.0], 0)
    with pytest.raises(ValueError, match="abilities must be finite numbers in one dimension"):
        ability_strata([np.nan], 2)
