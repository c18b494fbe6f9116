import numpy as np
import pytest
from scipy.stats import chi2, kstest

from scoring import GRID, AdaptiveTest, ItemParameters, ItemPool, Selection, normal_prior, simulate
from scoring.arrays import Integers
from scoring.estimation import posterior_weights
from scoring.fit import plausible_values, pv_q1
from tests.scoring.drawn_responses import drawn_responses
from tests.scoring.pools import mixed_pool, three_parameter_pool

POOL = three_parameter_pool(60, seed=1)


def adaptive_sheet(pool: ItemPool, n_persons: int, seed: int) -> Integers:
    test = AdaptiveTest(
        pool,
        prior_mean=0.0,
        prior_sd=1.0,
        max_items=20,
        min_items=20,
        target_standard_error=None,
        selection=Selection("mfi", "randomesque"),
    )
    rng = np.random.default_rng(seed)
    tests = simulate(test, rng.normal(size=n_persons), rng=rng)
    sheet = np.full((n_persons, pool.n_items), -1)
    np.put_along_axis(sheet, tests.items, tests.categories, axis=1)
    return sheet


def test_draws_have_the_distribution_they_are_drawn_from() -> None:
    weights = np.exp(normal_prior(0.4, 0.8))
    draws = plausible_values(np.tile(weights, (400, 1)), 20, rng=np.random.default_rng(2))
    assert draws.shape == (20, 400)
    assert kstest((draws.ravel() - 0.4) / 0.8, "norm").pvalue > 0.01
    certain = np.zeros((1, GRID.size))
    certain[0, 60] = 1.0
    assert np.abs(plausible_values(certain, 50, rng=np.random.default_rng(3))).max() <= 0.05


def test_with_one_draw_at_the_truth_the_statistic_is_yens() -> None:
    pool = mixed_pool(4, seed=4)
    rng = np.random.default_rng(5)
    abilities = rng.normal(size=200)
    responses = drawn_responses(pool, abilities, rng)
    found = pv_q1(pool, responses, abilities[None, :], n_groups=4, n_parameters=0)
    groups = np.array_split(np.argsort(abilities), 4)
    a, b = float(pool.a[0]), float(pool.b[0, 0])
    total = 0.0
    for group in groups:
        right = 1.0 / (1.0 + np.exp(-a * (abilities[group] - b)))
        for seen, due in (
            (responses[group, 0].sum(), right.sum()),
            ((1 - responses[group, 0]).sum(), (1.0 - right).sum()),
        ):
            total += (seen - due) ** 2 / due
    assert found.statistics[0] == pytest.approx(total)
    assert found.degrees[0] == 4.0
    # With more draws statistics are means, and the p-value that of a Cauchy variable's mean.
    draws = np.stack((abilities, abilities[::-1]))
    single = [pv_q1(pool, responses, draw[None, :], n_groups=4, n_parameters=0) for draw in draws]
    both = pv_q1(pool, responses, draws, n_groups=4, n_parameters=0)
    mean = pv_q1(pool, responses, draws, n_groups=4, n_parameters=0, combination="mean")
    assert both.statistics[2] == pytest.approx((single[0].statistics[2] + single[1].statistics[2]) / 2.0)
    heights = np.array([1.0 / np.tan(np.pi * fit.p_values[2]) for fit in single])
    assert both.p_values[2] == pytest.approx(0.5 - np.arctan(heights.mean()) / np.pi)
    assert mean.p_values[2] == pytest.approx(chi2.sf(both.statistics[2], 4.0))


def test_items_of_adaptive_tests_that_fit_are_rejected_no_more_often_than_the_level_says() -> None:
    p_values, of_means = [], []
    for seed in range(4):
        sheet = adaptive_sheet(POOL, 600, seed)
        draws = plausible_values(posterior_weights(POOL, sheet), 10, rng=np.random.default_rng(seed))
        p_values.append(pv_q1(POOL, sheet, draws, n_parameters=0).p_values)
        of_means.append(pv_q1(POOL, sheet, draws, n_parameters=0, combination="mean").p_values)
    found = np.concatenate(p_values)
    found = found[np.isfinite(found)]
    assert found.size > 150
    assert 0.02 < np.mean(found < 0.05) < 0.08
    # What the docstring says of the mean: with 20 items it hardly rejects anything.
    assert np.nanmean(np.concatenate(of_means) < 0.05) < 0.01


def test_items_that_changed_are_found_in_adaptive_data() -> None:
    items = list(POOL.items)
    sheet = adaptive_sheet(POOL, 1500, seed=6)
    asked = (sheet >= 0).sum(axis=0)
    changed = np.argsort(-asked)[[2, 5]]
    for place in changed:
        own = items[place]
        assert isinstance(own, ItemParameters)
        items[place] = ItemParameters("3pl", own.a, (own.b[0] - 0.8,), own.c)
    # The sheet was answered by the true pool; the fit is asked of one in which two items are thought easier.
    assumed = ItemPool.of(items)
    draws = plausible_values(posterior_weights(assumed, sheet), 10, rng=np.random.default_rng(7))
    fit = pv_q1(assumed, sheet, draws, n_parameters=0)
    assert (fit.p_values[changed] < 1e-4).all()
    others = np.delete(fit.p_values, changed)
    assert np.mean(others[np.isfinite(others)] < 0.01) < 0.1


def test_items_that_few_answered_have_no_test_and_a_reason() -> None:
    pool = three_parameter_pool(3, seed=8)
    rng = np.random.default_rng(9)
    responses = drawn_responses(pool, rng.normal(size=80), rng)
    responses[:, 0] = -1
    responses[7:, 1] = -1
    draws = plausible_values(posterior_weights(pool, responses), 5, rng=rng)
    fit = pv_q1(pool, responses, draws)
    assert fit.reasons == ("no_responses", "too_few_persons", None)
    assert np.isnan(fit.p_values[:2]).all()
    assert np.isfinite(fit.p_values[2])
    assert fit.n_persons.tolist() == [0, 7, 80]


def test_draws_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"posteriors must have shape \(n_persons, 121\), got \(2, 3\)"):
        plausible_values(np.ones((2, 3)), 1, rng=np.random.default_rng(1))
    for wrong in (np.nan, -1.0, 0.0):
        with pytest.raises(ValueError, match="posteriors must be finite, 0 or more and not all 0"):
            plausible_values(np.full((1, 121), wrong), 1, rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="values must be finite numbers"):
        pv_q1(POOL, np.full((1, 60), -1), [[np.nan]])
    with pytest.raises(ValueError, match="n_draws must be 1 or more, got 0"):
        plausible_values(np.ones((2, 121)), 0, rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match=r"values must have shape \(n_draws, 1\), got \(1, 2\)"):
        pv_q1(POOL, np.full((1, 60), -1), [[0.0, 1.0]])
    with pytest.raises(ValueError, match=r"combination must be one of .*, got 'sum'"):
        pv_q1(POOL, np.full((1, 60), -1), [[0.0]], combination="sum")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="n_groups must be 2 or more, got 1"):
        pv_q1(POOL, np.full((1, 60), -1), [[0.0]], n_groups=1)
