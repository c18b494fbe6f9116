import numpy as np
import pytest

from scoring import ItemParameters, ItemPool, NominalParameters
from scoring.linking import ScaleTransformation, bootstrap_errors, delta_errors, mean_mean, stocking_lord
from tests.scoring.pools import three_parameter_pool

LINK = ScaleTransformation(1.1, 0.3)
POOL = ItemPool.of([ItemParameters("2pl", a, (b,)) for a, b in ((0.8, -1.0), (1.2, 0.1), (1.5, 0.9))])


def test_the_delta_method_of_mean_mean_is_that_of_the_formula() -> None:
    # slope = sum a / sum a', intercept = mean b' - slope mean b, differentiated by hand.
    covariance = np.array([[0.01, 0.002], [0.002, 0.03]])
    target = LINK.pool(POOL)
    found = delta_errors(
        POOL, target, method=mean_mean, source_covariances=[covariance] * 3, target_covariances=None
    )
    slope_by_a = 1.0 / float(target.a.sum())
    mean_b = float(POOL.b.mean())
    gradient = np.array([[slope_by_a, -slope_by_a * mean_b], [0.0, -LINK.slope / 3.0]])
    np.testing.assert_allclose(found.covariance, 3.0 * gradient.T @ covariance @ gradient, rtol=1e-6)
    assert found.slope == pytest.approx(np.sqrt(found.covariance[0, 0]))
    assert found.kind == "parameters"


def test_rows_of_asymptotes_that_a_model_has_not_count_nothing() -> None:
    small, large = np.diag([0.01, 0.03]), np.diag([0.01, 0.03, 0.0, 0.0])
    errors = [
        delta_errors(
            POOL, LINK.pool(POOL), method=mean_mean, source_covariances=[each] * 3, target_covariances=None
        )
        for each in (small, large)
    ]
    np.testing.assert_array_equal(errors[0].covariance, errors[1].covariance)


def test_an_error_that_all_items_share_is_that_of_the_intercept() -> None:
    # All difficulties off by one number: so is the intercept.
    joint = np.zeros((6, 6))
    joint[np.ix_([1, 3, 5], [1, 3, 5])] = 0.04
    found = delta_errors(
        POOL, LINK.pool(POOL), method=mean_mean, source_covariances=None, target_covariances=joint
    )
    assert (found.slope, found.intercept) == pytest.approx((0.0, 0.2), abs=1e-8)
    with pytest.raises(ValueError, match=r"of all items must have 6 rows and columns, got \(5, 5\)"):
        delta_errors(POOL, POOL, method=mean_mean, source_covariances=np.eye(5), target_covariances=None)


def test_the_delta_method_tells_what_simulated_errors_do() -> None:
    source = three_parameter_pool(12, seed=5)
    target = LINK.pool(source)
    covariance = np.diag([0.004, 0.006, 0.0004])
    found = delta_errors(
        source, target, method=stocking_lord, source_covariances=None, target_covariances=[covariance] * 12
    )
    rng = np.random.default_rng(6)
    links = []
    for _ in range(40):
        drawn = [
            ItemParameters(
                "3pl",
                item.a + 0.004**0.5 * float(rng.normal()),
                (item.b[0] + 0.006**0.5 * float(rng.normal()),),
                item.c + 0.02 * float(rng.normal()),
            )
            for item in target.items
            if isinstance(item, ItemParameters)
        ]
        link = stocking_lord(source, ItemPool.of(drawn))
        links.append((link.slope, link.intercept))
    np.testing.assert_allclose([found.slope, found.intercept], np.std(links, axis=0), rtol=0.3)
    at = found.of_abilities([0.0, 2.0])
    assert at[0] == pytest.approx(found.intercept)
    assert at[1] ** 2 == pytest.approx(np.array([2.0, 1.0]) @ found.covariance @ [2.0, 1.0])


def test_an_asymptote_at_its_end_is_moved_inside_only() -> None:
    pool = ItemPool.of([ItemParameters("4pl", 1.0, (b,), 0.0, 1.0) for b in (-1.0, 0.0, 1.0)])
    found = delta_errors(
        pool,
        LINK.pool(pool),
        method=stocking_lord,
        source_covariances=[np.eye(4) * 0.01] * 3,
        target_covariances=None,
    )
    assert 0.0 < found.slope < 1.0


def test_the_bootstrap_knows_the_error_from_the_choice_of_items() -> None:
    source = three_parameter_pool(30, seed=7)
    shifts = np.random.default_rng(8).normal(0.0, 0.2, 30)
    moved = [
        ItemParameters("3pl", item.a, (item.b[0] + float(shift),), item.c)
        for item, shift in zip(source.items, shifts, strict=True)
        if isinstance(item, ItemParameters)
    ]
    found = bootstrap_errors(
        source, ItemPool.of(moved), method=mean_mean, rng=np.random.default_rng(9), n_replications=300
    )
    assert found.kind == "items"
    assert found.slope == pytest.approx(0.0, abs=1e-12)  # no slope was changed
    assert found.intercept == pytest.approx(shifts.std() / np.sqrt(30), rel=0.15)
    exact = bootstrap_errors(
        source, LINK.pool(source), method=mean_mean, rng=np.random.default_rng(9), n_replications=5
    )
    assert exact.intercept == pytest.approx(0.0, abs=1e-12)


def test_what_gives_no_errors_is_refused() -> None:
    rng = np.random.default_rng(1)
    two = ItemPool.of(POOL.items[:2])
    with pytest.raises(ValueError, match="source must hold at least 3 items to resample, got 2"):
        bootstrap_errors(two, two, method=mean_mean, rng=rng)
    with pytest.raises(ValueError, match="n_replications must be 2 or more, got 1"):
        bootstrap_errors(POOL, POOL, method=mean_mean, rng=rng, n_replications=1)
    with pytest.raises(ValueError, match="one matrix for each of 3 items, got 1"):
        delta_errors(POOL, POOL, method=mean_mean, source_covariances=[np.eye(2)], target_covariances=None)
    with pytest.raises(ValueError, match=r"item 0 must have 2 rows and columns, got \(3, 3\)"):
        delta_errors(
            POOL, POOL, method=mean_mean, source_covariances=[np.eye(3)] * 3, target_covariances=None
        )
    nominal = ItemPool.of([NominalParameters(1.0, (0.0, 1.0), (0.0, 0.0))])
    with pytest.raises(ValueError, match="got the nominal item 0"):
        delta_errors(
            nominal, nominal, method=mean_mean, source_covariances=[np.eye(2)], target_covariances=None
        )
