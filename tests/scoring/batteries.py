"""Pools of several abilities, and tests with them, that the tests of adaptive batteries share."""

from typing import Any

import numpy as np

from scoring.arrays import Floats
from scoring.multidimensional import MultidimensionalItem, MultidimensionalPool
from scoring.multidimensional_test import MultidimensionalTest


def battery(n_items: int, n_dimensions: int, seed: int, *, is_simple: bool = False) -> MultidimensionalPool:
    """Items that mostly measure one ability each, in turn; if simple, no other at all."""
    rng = np.random.default_rng(seed)
    slopes = np.zeros((n_items, n_dimensions)) if is_simple else 0.4 * rng.random((n_items, n_dimensions))
    slopes[np.arange(n_items), np.arange(n_items) % n_dimensions] = rng.lognormal(0.1, 0.3, n_items)
    intercepts = rng.normal(size=n_items)
    return MultidimensionalPool.of(
        [
            MultidimensionalItem(tuple(row), intercept)
            for row, intercept in zip(slopes.tolist(), intercepts.tolist(), strict=True)
        ]
    )


def correlated(n_dimensions: int, correlation: float) -> Floats:
    """The covariance of standard normals that all correlate alike."""
    return np.full((n_dimensions, n_dimensions), correlation) + (1.0 - correlation) * np.eye(n_dimensions)


def battery_test(pool: MultidimensionalPool, **changes: Any) -> MultidimensionalTest:
    n = pool.n_dimensions
    arguments: dict[str, Any] = {
        "prior_mean": np.zeros(n),
        "prior_covariance": correlated(n, 0.5),
        "max_items": 20,
        "min_items": 4,
    }
    return MultidimensionalTest(pool, **{**arguments, **changes})
