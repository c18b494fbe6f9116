"""Responses that the tests of calibration's neighbours share: drawn from a model, and a published set."""

import numpy as np
from numpy.random import Generator

from scoring import ItemParameters, ItemPool, category_probabilities
from scoring.arrays import Floats, Integers
from tests.scoring.pools import PUBLISHED

# Bock & Lieberman (1970), LSAT section 6: patterns of five items and how many of 1,000 persons gave them.
_LSAT6_COUNTS = """
11111=298 11110=28 11101=61 11100=11 11011=173 11010=21 11001=56 11000=16 10111=80 10110=15
10101=28 10100=3 10011=81 10010=14 10001=29 10000=10 01111=15 01110=2 01101=3 01011=16
01001=8 01000=1 00111=4 00110=3 00101=1 00100=1 00011=11 00010=2 00001=6 00000=3
"""

LSAT6_RESPONSES: Integers = np.array(
    [
        [int(category) for category in pattern]
        for pattern, count in (entry.split("=") for entry in _LSAT6_COUNTS.split())
        for _ in range(int(count))
    ]
)

LSAT6_POOL = ItemPool.of(
    [
        ItemParameters("2pl", a, (-d / a,))
        for a, d in zip(PUBLISHED["lsat6"]["slopes"], PUBLISHED["lsat6"]["intercepts"], strict=True)
    ]
)


def drawn_responses(pool: ItemPool, abilities: Floats, rng: Generator) -> Integers:
    """Complete responses of persons of these abilities, (n_persons, n_items)."""
    reached = category_probabilities(pool, abilities).cumsum(axis=1)
    uniforms = rng.random((pool.n_items, 1, abilities.size))
    categories: Integers = np.minimum((uniforms > reached).sum(axis=1), pool.n_categories[:, None] - 1).T
    return categories
