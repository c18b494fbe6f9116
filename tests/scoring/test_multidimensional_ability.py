from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import ItemParameters, ItemPool, estimate_eap, estimate_map, multidimensional_quadrature
from scoring.arrays import Floats, Integers
from scoring.multidimensional import (
    MultidimensionalItem,
    MultidimensionalPool,
    information_matrices,
    right_probabilities,
    updated_covariance,
)
from scoring.multidimensional_ability import (
    MultidimensionalEstimates,
    estimate_multidimensional_eap,
    estimate_multidimensional_map,
)
from tests.scoring.pools import BANK_O, PUBLISHED, multidimensional_pools, multidimensional_sheets

BATTERY = MultidimensionalPool.of(
    [
        MultidimensionalItem(slopes, intercept)
        for slopes in ((1.4, 0.0), (0.0, 1.1), (0.8, 0.6))
        for intercept in (-1.2, -0.3, 0.4, 1.3)
    ]
)
CORRELATED = np.array([[1.0, 0.6], [0.6, 1.0]])


def log_posterior(
    pool: MultidimensionalPool, row: Integers, points: Floats, mean: Floats, covariance: Floats
) -> Floats:
    right = right_probabilities(pool, points)
    deviations = points - mean
    logs = -0.5 * np.einsum("qd,de,qe->q", deviations, np.linalg.inv(covariance), deviations)
    for item in np.flatnonzero(row >= 0):
        logs = logs + np.log(right[item] if row[item] else 1.0 - right[item])
    return np.asarray(logs)


@settings(max_examples=40)
@given(data=st.data(), quadrature=st.sampled_from(["adaptive", "product"]))
def test_mean_and_covariance_are_those_of_brute_force(data: st.DataObject, quadrature: Any) -> None:
    pool = data.draw(multidimensional_pools(n_dimensions=2, largest_slope=2.0))
    row = data.draw(multidimensional_sheets(pool))[:1]
    mean = np.array([data.draw(st.floats(-1.0, 1.0)), data.draw(st.floats(-1.0, 1.0))])
    covariance = np.array([[1.2, data.draw(st.floats(-0.8, 0.8))], [0.0, 0.9]])
    covariance[1, 0] = covariance[0, 1]
    found = estimate_multidimensional_eap(pool, row, mean=mean, covariance=covariance, quadrature=quadrature)
    axis = np.linspace(-8.0, 8.0, 321)
    points = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    logs = log_posterior(pool, row[0], points, mean, covariance)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    expected = weights @ points
    np.testing.assert_allclose(found.abilities[0], expected, atol=2e-5)
    spread = (points - expected).T @ (weights[:, None] * (points - expected))
    np.testing.assert_allclose(found.covariances[0], spread, atol=1e-4)


@given(data=st.data())
def test_the_mode_is_higher_than_everything_around_it_and_its_gradient_is_zero(data: st.DataObject) -> None:
    pool = data.draw(multidimensional_pools(largest_slope=10.0))
    sheet = data.draw(multidimensional_sheets(pool))
    n = pool.n_dimensions
    covariance = 0.5 * np.eye(n) + 0.5
    found = estimate_multidimensional_map(pool, sheet, covariance=covariance)
    precision = np.linalg.inv(covariance)
    for person, row in enumerate(sheet):
        mode = found.abilities[person]
        is_there = row >= 0
        residual = (row - right_probabilities(pool, mode[None])[:, 0])[is_there]
        np.testing.assert_allclose(residual @ pool.slopes[is_there], precision @ mode, atol=1e-8)
        curvature = precision + information_matrices(pool, mode[None])[is_there, 0].sum(axis=0)
        np.testing.assert_allclose(found.covariances[person] @ curvature, np.eye(n), atol=1e-7)


def test_in_one_dimension_the_estimates_are_those_of_the_two_parameter_model() -> None:
    items = [
        ItemParameters("2pl", item.a, item.b) for item in BANK_O.items if isinstance(item, ItemParameters)
    ]
    pool = ItemPool.of(items)
    line = MultidimensionalPool.of([MultidimensionalItem((i.a,), -i.a * i.b[0]) for i in items])
    sheet = np.array([PUBLISHED["bank_o"]["responses"], [1] * 8, [0] * 8, [-1] * 8])
    mean, mode = estimate_eap(pool, sheet), estimate_map(pool, sheet)
    line_mean, line_mode = (
        estimate_multidimensional_eap(line, sheet),
        estimate_multidimensional_map(line, sheet),
    )
    np.testing.assert_allclose(line_mean.abilities[:, 0], mean.abilities, atol=1e-6)
    np.testing.assert_allclose(line_mean.standard_errors[:, 0], mean.standard_errors, atol=2e-6)
    np.testing.assert_allclose(line_mode.abilities[:, 0], mode.abilities, atol=1e-9)
    np.testing.assert_allclose(line_mode.standard_errors[:, 0], mode.standard_errors, atol=1e-9)
    assert (line_mean.method, line_mean.covariance_kind) == ("eap", "posterior")
    assert (line_mode.method, line_mode.covariance_kind) == ("map", "laplace")


@pytest.mark.parametrize("estimate", [estimate_multidimensional_map, estimate_multidimensional_eap])
def test_without_responses_the_estimate_is_the_prior(
    estimate: Callable[..., MultidimensionalEstimates],
) -> None:
    found = estimate(BATTERY, np.full((1, 12), -1), mean=[0.3, -0.2], covariance=CORRELATED)
    np.testing.assert_allclose(found.abilities[0], [0.3, -0.2], atol=1e-9)
    np.testing.assert_allclose(found.covariances[0], CORRELATED, atol=1e-7)


@pytest.mark.parametrize("estimate", [estimate_multidimensional_map, estimate_multidimensional_eap])
def test_answers_that_measure_one_ability_tell_of_another_that_goes_with_it(
    estimate: Callable[..., MultidimensionalEstimates],
) -> None:
    sheet = np.array([[1] * 4 + [-1] * 8])
    apart, together = estimate(BATTERY, sheet), estimate(BATTERY, sheet, covariance=CORRELATED)
    assert apart.abilities[0, 1] == pytest.approx(0.0, abs=1e-9)
    # The second ability is normal about 0.6 times the first, whatever was answered about the first.
    np.testing.assert_allclose(together.abilities[0, 1], 0.6 * together.abilities[0, 0], atol=1e-6)
    assert together.standard_errors[0, 1] < 1.0


def test_the_covariance_of_the_mode_is_reached_by_one_update_after_the_other() -> None:
    sheet = np.array([[1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1]])
    found = estimate_multidimensional_map(BATTERY, sheet, covariance=CORRELATED)
    right = right_probabilities(BATTERY, found.abilities)[:, 0]
    covariance: Floats = CORRELATED
    for slopes, p in zip(BATTERY.slopes, right, strict=True):
        covariance = updated_covariance(covariance, slopes, float(p * (1.0 - p)))
    np.testing.assert_allclose(found.covariances[0], covariance, rtol=1e-10)


def test_abilities_are_recovered_as_far_as_the_covariances_say() -> None:
    rng = np.random.default_rng(12)
    abilities = rng.multivariate_normal([0.0, 0.0], CORRELATED, 1500)
    sheet = (rng.random((1500, 12)) < right_probabilities(BATTERY, abilities).T).astype(np.int64)
    found = estimate_multidimensional_eap(BATTERY, sheet, covariance=CORRELATED)
    deviations = abilities - found.abilities
    distances = np.einsum("pd,pde,pe->p", deviations, np.linalg.inv(found.covariances), deviations)
    assert distances.mean() == pytest.approx(2.0, abs=0.12)


def test_a_composite_has_the_variance_of_a_weighted_sum() -> None:
    found = estimate_multidimensional_map(BATTERY, np.ones((2, 12)), covariance=CORRELATED)
    abilities, standard_errors = found.composite([0.5, 0.5])
    np.testing.assert_allclose(abilities, found.abilities.mean(axis=1))
    np.testing.assert_allclose(standard_errors**2, found.covariances.sum(axis=(1, 2)) / 4.0)
    with pytest.raises(ValueError, match=r"weights must have shape \(2,\), got \(3,\)"):
        found.composite([1.0, 1.0, 1.0])


def test_extreme_patterns_on_steep_items_are_estimated() -> None:
    steep = MultidimensionalPool.of(
        [MultidimensionalItem((10.0, 10.0), d) for d in np.linspace(-60.0, 60.0, 21).tolist()]
    )
    found = estimate_multidimensional_map(steep, [[1] * 21, [0] * 21, [0, 1] * 10 + [0]])
    assert np.isfinite(found.abilities).all()
    assert (np.linalg.eigvalsh(found.covariances) > 0.0).all()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"mean": [0.0]}, r"mean must be finite logits of shape \(2,\)"),
        ({"covariance": np.eye(3)}, r"covariance must be finite numbers of shape \(2, 2\)"),
        ({"covariance": [[1.0, 2.0], [2.0, 1.0]]}, "covariance must be symmetric and positive definite"),
        ({"responses": [[2] * 12]}, "responses must be categories 0 to 1 of item 0"),
        ({"quadrature": "monte carlo"}, "quadrature must be 'adaptive' or 'product', got 'monte carlo'"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        estimate_multidimensional_eap(BATTERY, **{"responses": [[1] * 12], **arguments})


@pytest.mark.parametrize(
    ("n_dimensions", "tolerance"), [(1, 1e-6), (2, 1e-6), (3, 5e-6), (4, 2e-5), (5, 1e-4), (6, 1e-3)]
)
def test_abilities_that_nothing_connects_are_estimated_as_each_alone(
    n_dimensions: int, tolerance: float
) -> None:
    # Items of one ability each and independent priors: the joint posterior is a product, exactly known.
    rng = np.random.default_rng(n_dimensions)
    n_items = 6 * n_dimensions
    slopes, difficulties = rng.lognormal(0.1, 0.3, n_items), rng.normal(size=n_items)
    which = np.arange(n_items) % n_dimensions
    pool = MultidimensionalPool.of(
        [
            MultidimensionalItem(tuple((a * np.eye(n_dimensions)[place]).tolist()), float(-a * b))
            for a, b, place in zip(slopes.tolist(), difficulties.tolist(), which.tolist(), strict=True)
        ]
    )
    sheet = np.array([rng.integers(0, 2, n_items), np.ones(n_items), rng.integers(-1, 2, n_items)])
    found = estimate_multidimensional_eap(pool, sheet)
    for dimension in range(n_dimensions):
        own = np.flatnonzero(which == dimension)
        line = ItemPool.of([ItemParameters("2pl", float(slopes[i]), (float(difficulties[i]),)) for i in own])
        expected = estimate_eap(line, sheet[:, own])
        np.testing.assert_allclose(found.abilities[:, dimension], expected.abilities, atol=tolerance)
        errors = found.standard_errors[:, dimension]
        np.testing.assert_allclose(errors, expected.standard_errors, atol=2.0 * tolerance)
    off = found.covariances * (1.0 - np.eye(n_dimensions))
    np.testing.assert_allclose(off, 0.0, atol=tolerance)


def test_three_correlated_abilities_are_those_of_a_dense_lattice() -> None:
    rng = np.random.default_rng(5)
    pool = MultidimensionalPool.of(
        [
            MultidimensionalItem(tuple(rng.lognormal(-0.4, 0.4, 3).tolist()), float(rng.normal()))
            for _ in range(9)
        ]
    )
    covariance = np.array([[1.0, 0.6, 0.3], [0.6, 1.2, 0.5], [0.3, 0.5, 0.8]])
    row = np.array([1, 0, 1, 1, -1, 1, 1, 1, 0])
    found = estimate_multidimensional_eap(pool, row[None], mean=[0.2, 0.0, -0.3], covariance=covariance)
    axis = np.linspace(-7.0, 7.0, 57)
    points = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    logs = log_posterior(pool, row, points, np.array([0.2, 0.0, -0.3]), covariance)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    np.testing.assert_allclose(found.abilities[0], weights @ points, atol=1e-7)
    spread = (points - found.abilities[0]).T @ (weights[:, None] * (points - found.abilities[0]))
    np.testing.assert_allclose(found.covariances[0], spread, atol=1e-6)


def test_products_of_odds_and_sums_of_logarithms_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = np.random.default_rng(2).integers(-1, 2, (20, 12))
    by_odds = estimate_multidimensional_eap(BATTERY, sheet, covariance=CORRELATED)
    monkeypatch.setattr(multidimensional_quadrature, "LARGEST_EXPONENT", 0.0)
    by_logarithms = estimate_multidimensional_eap(BATTERY, sheet, covariance=CORRELATED)
    np.testing.assert_allclose(by_odds.abilities, by_logarithms.abilities, atol=1e-12)
    np.testing.assert_allclose(by_odds.covariances, by_logarithms.covariances, atol=1e-12)


def test_means_of_contradictory_answers_to_the_steepest_items_are_finite() -> None:
    steep = MultidimensionalPool.of(
        [MultidimensionalItem((40.0, 40.0), d) for d in np.linspace(-400.0, 400.0, 41).tolist()]
    )
    sheet = np.array([[1] * 41, [0] * 41, [1] + [0] * 40, [0, 1] * 20 + [0]])
    found = estimate_multidimensional_eap(steep, sheet, covariance=CORRELATED)
    assert np.isfinite(found.abilities).all()
    assert (np.linalg.eigvalsh(found.covariances) > 0.0).all()


def test_more_dimensions_than_can_be_integrated_are_refused_and_have_a_mode() -> None:
    wide = MultidimensionalPool.of([MultidimensionalItem((1.0,) * 7, 0.0)])
    with pytest.raises(ValueError, match="pool must have at most 6 dimensions for this method, got 7"):
        estimate_multidimensional_eap(wide, [[1]])
    with pytest.raises(ValueError, match="pool must have at most 4 dimensions"):
        estimate_multidimensional_eap(wide, [[1]], quadrature="product")
    assert estimate_multidimensional_map(wide, [[1]]).abilities.shape == (1, 7)
