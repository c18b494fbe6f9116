import numpy as np
import pytest
from scipy.stats import chi2, norm

from scoring import AdaptiveTest, ItemPool, Selection, estimate_wle, simulate
from scoring.dif import rdif
from tests.scoring.dif.two_groups import drawn_sheet, shifted, two_parameter_pool
from tests.scoring.pools import mixed_pool


def test_the_statistics_of_a_right_or_wrong_item_are_those_of_the_formulas() -> None:
    pool = two_parameter_pool(5)
    sheet = drawn_sheet(pool, np.random.default_rng(1), n_each=80)
    found = rdif(pool, sheet.responses, sheet.is_focal, sheet.abilities)
    a, b = float(pool.a[2]), float(pool.b[2, 0])
    p = 1.0 / (1.0 + np.exp(-a * (sheet.abilities - b)))
    q = 1.0 - p
    e = sheet.responses[:, 2] - p
    f, r = sheet.is_focal, ~sheet.is_focal
    raw = e[f].mean() - e[r].mean()
    squared = (e**2)[f].mean() - (e**2)[r].mean() - ((p * q)[f].mean() - (p * q)[r].mean())
    variance = sum((p * q)[g].sum() / 80**2 for g in (f, r))
    squared_variance = sum((p * q * (1.0 - 2.0 * p) ** 2)[g].sum() / 80**2 for g in (f, r))
    covariance = sum((p * q * (1.0 - 2.0 * p))[g].sum() / 80**2 for g in (f, r))
    assert found.raw[2] == pytest.approx(raw)
    assert found.squared[2] == pytest.approx(squared)
    assert found.raw_p_values[2] == pytest.approx(2.0 * norm.sf(abs(raw) / np.sqrt(variance)))
    assert found.squared_p_values[2] == pytest.approx(2.0 * norm.sf(abs(squared) / np.sqrt(squared_variance)))
    matrix = np.array([[variance, covariance], [covariance, squared_variance]])
    gaps = np.array([raw, squared])
    statistic = gaps @ np.linalg.solve(matrix, gaps)
    assert found.statistics[2] == pytest.approx(statistic)
    assert found.p_values[2] == pytest.approx(chi2.sf(statistic, 2))


@pytest.mark.parametrize("pool", [two_parameter_pool(40), mixed_pool(24, seed=2)])
def test_items_without_dif_are_flagged_as_often_as_the_level_says(pool: ItemPool) -> None:
    rng = np.random.default_rng(3)
    found = []
    for _ in range(8):
        sheet = drawn_sheet(pool, rng, n_each=200)
        abilities = estimate_wle(pool, sheet.responses).abilities
        tests = rdif(pool, sheet.responses, sheet.is_focal, abilities)
        found.append((tests.raw_p_values, tests.squared_p_values, tests.p_values))
    shares = (np.array(found) < 0.05).mean(axis=(0, 2))
    assert ((shares > 0.02) & (shares < 0.08)).all()


def test_dif_is_found_in_adaptive_tests() -> None:
    pool = two_parameter_pool(60)
    sheets = []
    for seed, own in ((4, pool), (5, shifted(pool, {28: 0.9, 32: 0.9}))):
        test = AdaptiveTest(
            own,
            prior_mean=0.0,
            prior_sd=1.0,
            max_items=20,
            min_items=20,
            target_standard_error=None,
            selection=Selection("random"),
        )
        rng = np.random.default_rng(seed)
        tests = simulate(test, rng.normal(size=800) - 0.3 * (seed == 5), rng=rng)
        sheet = np.full((800, 60), -1)
        np.put_along_axis(sheet, tests.items, tests.categories, axis=1)
        sheets.append(sheet)
    responses, focal = np.concatenate(sheets), np.repeat([False, True], 800)
    found = rdif(pool, responses, focal, estimate_wle(pool, responses).abilities)
    assert set(np.argsort(found.p_values)[:2].tolist()) == {28, 32}
    assert found.p_values[[28, 32]].max() < 0.005
    assert (found.raw[[28, 32]] < 0.0).all()
    assert np.mean(np.delete(found.p_values, [28, 32]) < 0.05) < 0.15  # their DIF is in the abilities too


def test_a_steeper_item_is_found_by_squared_residuals() -> None:
    pool = two_parameter_pool(40)
    other = shifted(pool, {}, {20: 0.3})
    sheet = drawn_sheet(pool, np.random.default_rng(6), for_focal=other, n_each=800, impact=0.0)
    found = rdif(pool, sheet.responses, sheet.is_focal, estimate_wle(pool, sheet.responses).abilities)
    assert found.squared_p_values[20] < 1e-4
    assert found.p_values[20] < 1e-4
    assert found.raw_p_values[20] > 0.001


def test_items_without_a_test_have_a_reason() -> None:
    pool = two_parameter_pool(4)
    sheet = drawn_sheet(pool, np.random.default_rng(7), n_each=30)
    responses = sheet.responses.copy()
    responses[:, 0] = -1
    responses[sheet.is_focal, 1] = -1
    responses[:, 2] = 1  # residuals of a constant item differ with ability
    found = rdif(pool, responses, sheet.is_focal, sheet.abilities)
    assert found.reasons == ("no_responses", "one_group", None, None)
    assert np.isnan(found.p_values[:2]).all()
    assert np.isfinite(found.p_values[2:]).all()
    flat = rdif(pool, responses, sheet.is_focal, np.zeros(60))
    assert flat.reasons[3] == "singular"
    assert np.isfinite(flat.raw_p_values[3])
    nowhere = rdif(pool, responses, sheet.is_focal, np.where(sheet.is_focal, np.nan, 0.0))
    assert nowhere.reasons[3] == "one_group"
