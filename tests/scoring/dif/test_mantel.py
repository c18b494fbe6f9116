import numpy as np
import pytest
from scipy.stats import chi2_contingency

from scoring.dif import mantel, mantel_haenszel
from tests.scoring.dif.two_groups import drawn_sheet, shifted, two_parameter_pool
from tests.scoring.pools import mixed_pool


def test_in_one_stratum_the_tests_are_pearsons_and_a_correlation() -> None:
    rng = np.random.default_rng(1)
    categories, focal = rng.integers(0, 4, 150), rng.random(150) < 0.4
    found = mantel(categories[:, None], focal, matching=np.zeros(150))
    table = np.array([np.bincount(categories[focal == group], minlength=4) for group in (False, True)])
    pearson = chi2_contingency(table, correction=False)
    assert found.general_statistics[0] == pytest.approx(pearson.statistic * 149 / 150)
    assert found.general_degrees[0] == 3
    correlation = np.corrcoef(categories, focal)[0, 1]
    assert found.statistics[0] == pytest.approx(149 * correlation**2)
    difference = categories[focal].mean() - categories[~focal].mean()
    assert found.mean_differences[0] == pytest.approx(difference)
    assert found.effects[0] == pytest.approx(difference / categories.std())


def test_for_two_categories_both_are_mantel_haenszel_without_its_correction() -> None:
    sheet = drawn_sheet(two_parameter_pool(8), np.random.default_rng(2))
    found = mantel(sheet.responses, sheet.is_focal)
    np.testing.assert_allclose(found.general_statistics, found.statistics)
    np.testing.assert_allclose(found.general_degrees, 1.0)
    corrected = mantel_haenszel(sheet.responses, sheet.is_focal)
    # (|x| - .5)^2 / v and x^2 / v: the variance that both imply is one and the same.
    np.testing.assert_allclose(found.mean_differences, corrected.p_dif)
    assert (found.statistics >= corrected.statistics).all()


def test_the_statistics_are_standardised_by_the_moments_of_all_allocations() -> None:
    # In each stratum every allocation of the persons to the groups is as likely: their focal sums' variance.
    rng = np.random.default_rng(3)
    categories = np.array([0, 1, 2, 2, 0, 1, 1, 2, 0, 0])
    strata = np.repeat([0.0, 1.0], 5)
    focal = np.array([True, False, True, False, False, False, True, True, False, False])
    found = mantel(categories[:, None], focal, matching=strata)
    sums = np.zeros((2, 40_000))
    for stratum in (0, 1):
        own = categories[strata == stratum]
        shuffled = rng.permuted(np.tile(own, (40_000, 1)), axis=1)
        sums[stratum] = shuffled[:, :2].sum(axis=1)  # two persons of each stratum are focal
    gap = categories[focal].sum() - sums.sum(axis=0).mean()
    assert found.statistics[0] == pytest.approx(gap**2 / sums.sum(axis=0).var(), rel=0.05)


def test_items_without_dif_are_flagged_as_often_as_the_level_says() -> None:
    pool = mixed_pool(14, seed=4)
    rng = np.random.default_rng(5)
    ordered, general = [], []
    for _ in range(60):
        sheet = drawn_sheet(pool, rng, impact=0.0)
        found = mantel(sheet.responses, sheet.is_focal)
        ordered.append(found.p_values)
        general.append(found.general_p_values)
    assert 0.03 < np.mean(np.array(ordered) < 0.05) < 0.07
    assert 0.03 < np.mean(np.array(general) < 0.05) < 0.07


def test_a_graded_item_that_is_harder_for_one_group_is_found() -> None:
    pool = mixed_pool(14, seed=4)
    sheet = drawn_sheet(pool, np.random.default_rng(6), for_focal=shifted(pool, {3: 0.8}), n_each=800)
    found = mantel(sheet.responses, sheet.is_focal)
    assert found.classes[3] == "C"
    assert found.mean_differences[3] < 0.0
    assert found.classes.count("A") >= 11


def test_items_without_a_test_have_a_reason() -> None:
    sheet = drawn_sheet(mixed_pool(4, seed=4), np.random.default_rng(7))
    responses = sheet.responses.copy()
    responses[:, 1] = 2
    responses[sheet.is_focal, 2] = -1
    found = mantel(responses, sheet.is_focal, matching=np.zeros(600))
    assert found.reasons == (None, "constant", "one_group", None)
    assert np.isnan(found.general_p_values[1:3]).all()
    apart = mantel(responses, sheet.is_focal, matching=np.arange(600))
    assert set(apart.reasons) >= {"no_common_strata"}
    alike = mantel([[0], [0], [2], [2]], [True, False, True, False], matching=[0.0, 0.0, 1.0, 1.0])
    assert alike.reasons == ("no_common_strata",)
    assert np.isnan([alike.mean_differences, alike.effects]).all()
