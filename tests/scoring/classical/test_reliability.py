import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.classical import (
    covariances,
    omega_total,
    reliability,
    split_half,
    standard_error_of_measurement,
)
from scoring.classical.reliability import Reliability
from tests.scoring.drawn_responses import LSAT6_RESPONSES


def test_alpha_of_lsat6_is_that_of_the_reference_program() -> None:
    # ltm 1.2 (R), descript(LSAT): all items, and with each excluded.
    found = reliability(LSAT6_RESPONSES)
    assert found.alpha == pytest.approx(0.2950, abs=5e-5)
    np.testing.assert_allclose(found.alpha_without, [0.2754, 0.2376, 0.2168, 0.2459, 0.2663], atol=5e-5)
    assert found.standard_error == pytest.approx(found.sd * np.sqrt(1.0 - found.alpha))
    assert found.sd == pytest.approx(LSAT6_RESPONSES.sum(axis=1).std(ddof=1))


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_alpha_is_at_most_lambda_2_and_is_inside_its_interval(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sheet = (rng.normal(size=(60, 5)) + rng.normal(size=(60, 1)) > 0).astype(int)
    found = reliability(sheet)
    assert found.alpha <= found.lambda_2 + 1e-12
    assert found.alpha_interval[0] < found.alpha < found.alpha_interval[1]
    matrix = np.cov(sheet.T)
    np.testing.assert_allclose(covariances(sheet), matrix, atol=1e-14)
    off = matrix - np.diag(np.diag(matrix))
    expected = (off.sum() + np.sqrt(5 / 4 * (off**2).sum())) / matrix.sum()
    assert found.lambda_2 == pytest.approx(expected)


def test_the_interval_of_alpha_holds_the_truth_as_often_as_it_says() -> None:
    # Six parallel items of reliability 1/3 each: alpha is 6 / (6 + 2) = 0.75. Feldt's interval is exact for
    # normal scores; 41 categories hardly round them.
    rng = np.random.default_rng(2)
    hits = 0
    for _ in range(300):
        scores = rng.normal(size=(80, 1)) + np.sqrt(2.0) * rng.normal(size=(80, 6))
        low, high = reliability(np.clip(np.rint(scores * 8.0 + 60.0), 0, 120), coverage=0.9).alpha_interval
        hits += low < 0.75 < high
    assert 0.87 < hits / 300 < 0.93


def test_of_congeneric_items_omega_is_the_reliability_and_alpha_below_it() -> None:
    rng = np.random.default_rng(3)
    loadings = np.array([0.9, 0.7, 0.5, 0.3, 0.8])
    errors = np.sqrt(1.0 - loadings**2)
    latent = rng.normal(size=(20_000, 1)) * loadings + rng.normal(size=(20_000, 5)) * errors
    expected = loadings.sum() ** 2 / (loadings.sum() ** 2 + (errors**2).sum())
    fine = np.clip(np.rint(latent * 10.0 + 60.0), 0, 120)
    found = omega_total(fine)
    assert found.omega == pytest.approx(expected, abs=0.005)
    assert found.reason is None
    assert reliability(fine).alpha < found.omega - 0.01
    # Of the variables behind two or three categories the polychoric one knows the same.
    coarse = np.array([np.digitize(column, [-0.4, 0.6]) for column in latent.T]).T
    assert omega_total(coarse, kind="polychoric").omega == pytest.approx(expected, abs=0.01)
    assert omega_total(coarse).omega < expected - 0.03


def test_halves_are_correlated_and_stepped_up() -> None:
    rng = np.random.default_rng(4)
    sheet = (rng.normal(size=(300, 6)) + rng.normal(size=(300, 1)) > 0).astype(int)
    found = split_half(sheet)
    halves = sheet[:, ::2].sum(axis=1), sheet[:, 1::2].sum(axis=1)
    correlation = np.corrcoef(*halves)[0, 1]
    assert found.correlation == pytest.approx(correlation)
    assert found.spearman_brown == pytest.approx(2 * correlation / (1 + correlation))
    total = sheet.sum(axis=1).var(ddof=1)
    rulon = 1.0 - (halves[0] - halves[1]).var(ddof=1) / total
    assert found.flanagan_rulon == pytest.approx(rulon)
    first = np.array([True, True, True, False, False, False])
    assert split_half(sheet, first_half=first).correlation != found.correlation


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ([[1], [0]], "too_few_items"),
        ([[1, 0]], "too_few_persons"),
        ([[1, -1], [-1, 0], [0, -1]], "too_few_persons"),
        ([[1, 0], [1, 0], [1, 0]], "no_variance"),
        ([[1, 0], [0, 1], [1, 0]], "no_variance"),
        # sums that rounding alone tells apart
        ([[x, 4 - x] for x in (3, 4, 4, 2, 4)], "no_variance"),
        ([[x, y, 8 - x - y] for x, y in ((4, 3), (2, 1), (1, 0), (0, 0))], "no_variance"),
    ],
)
def test_without_reliability_there_is_a_reason(sheet: list[list[int]], reason: str) -> None:
    found: Reliability = reliability(sheet)
    assert found.reason == reason
    assert np.isnan([found.alpha, found.lambda_2, *found.alpha_interval, found.standard_error]).all()


def test_gaps_count_as_the_policy_says() -> None:
    rng = np.random.default_rng(5)
    sheet = (rng.normal(size=(200, 4)) + rng.normal(size=(200, 1)) > 0).astype(int)
    gaps = np.where(rng.random(sheet.shape) < 0.1, -1, sheet)
    complete = gaps[(gaps >= 0).all(axis=1)]
    assert reliability(gaps).alpha == reliability(complete).alpha
    assert reliability(gaps).n_persons == len(complete)
    filled = np.maximum(gaps, 0)
    assert reliability(gaps, missing="lowest").alpha == pytest.approx(reliability(filled).alpha)
    both = (gaps[:, :2] >= 0).all(axis=1)
    pairwise = covariances(gaps, missing="available")
    assert pairwise[0, 1] == pytest.approx(np.cov(gaps[both, :2].T)[0, 1])
    assert abs(reliability(gaps, missing="available").alpha - reliability(sheet).alpha) < 0.05


def test_constant_items_are_left_out_of_omega_and_wrong_arguments_refused() -> None:
    sheet = np.column_stack((LSAT6_RESPONSES, np.ones(1000, dtype=int)))
    found = omega_total(sheet)
    assert found.items == (0, 1, 2, 3, 4)
    assert found.omega == pytest.approx(omega_total(LSAT6_RESPONSES).omega)
    assert omega_total([[1, 1], [1, 1]]).reason == "too_few_items"
    assert np.isnan(omega_total([[1, 1], [1, 1]], kind="polychoric").omega)
    assert np.isnan(split_half([[1, 1], [1, 1]]).correlation)
    assert standard_error_of_measurement(2.0, -0.5) == 2.0
    with pytest.raises(ValueError, match="kind must be 'pearson' or 'polychoric', got 'x'"):
        omega_total(sheet, kind="x")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="coverage must lie between 0 and 1, got 0"):
        reliability(sheet, coverage=0.0)
    with pytest.raises(ValueError, match="missing must be 'lowest' or 'complete' for halves"):
        split_half(sheet, missing="available")
    with pytest.raises(ValueError, match="first_half must be a mask of 6 items, some in each half"):
        split_half(sheet, first_half=np.ones(6, dtype=bool))
