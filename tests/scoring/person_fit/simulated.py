"""Simulated records that the tests of this folder share."""

import numpy as np
from numpy.random import Generator

from scoring import ItemPool, category_probabilities
from scoring.arrays import Floats, Integers


def drawn_responses(pool: ItemPool, abilities: Floats, rng: Generator) -> Integers:
    """Responses of these abilities to the whole pool, (n_persons, n_items)."""
    probabilities = category_probabilities(pool, abilities)
    uniforms = rng.random((pool.n_items, abilities.size))
    passed = (uniforms[:, None, :] >= probabilities.cumsum(axis=1)).sum(axis=1)
    return np.asarray(np.minimum(passed, pool.n_categories[:, None] - 1).T)


def as_records(responses: Integers) -> tuple[list[list[int]], list[list[int]]]:
    """The same as items and categories in the order of the items."""
    return [list(range(responses.shape[1]))] * len(responses), responses.tolist()
