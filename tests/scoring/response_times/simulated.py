"""Simulated response times that the tests of this folder share."""

import numpy as np
from numpy.random import Generator

from scoring.arrays import Floats
from scoring.response_times import ResponseTimeParameters, ResponseTimes


def drawn_items(n_items: int, rng: Generator, *, has_sensitivities: bool = False) -> ResponseTimes:
    """Items like those of operational tests; sensitivities have the mean 1."""
    phi = rng.uniform(0.5, 1.5, n_items) if has_sensitivities else np.ones(n_items)
    columns = rng.normal(4.0, 0.5, n_items), rng.uniform(1.3, 2.6, n_items), phi / phi.mean()
    return ResponseTimes.of([ResponseTimeParameters(*row) for row in np.column_stack(columns).tolist()])


def drawn_seconds(times: ResponseTimes, speeds: Floats, rng: Generator, n_each: int | None = None) -> Floats:
    """Times of persons of these speeds, each on `n_each` items of the pool."""
    shape = speeds.size, times.n_items
    logs = times.expected_logs(speeds) + rng.standard_normal(shape) / times.discriminations
    if n_each is not None:
        logs[np.argsort(rng.random(shape), axis=1) >= n_each] = np.nan
    return np.asarray(np.exp(logs))
