"""Responses drawn from known items, for the tests of calibration."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from scoring import ItemParameters, ItemPool, NominalParameters, category_probabilities
from scoring.arrays import Floats, Integers
from scoring.calibration import Responses

LSAT6_TEXT = (
    "11111=298 11110=28 11101=61 11100=11 11011=173 11010=21 11001=56 11000=16 10111=80 10110=15 10101=28 "
    "10100=3 10011=81 10010=14 10001=29 10000=10 01111=15 01110=2 01101=3 01011=16 01001=8 01000=1 00111=4 "
    "00110=3 00101=1 00100=1 00011=11 00010=2 00001=6 00000=3"
)
"""Section 6 of the LSAT, 1,000 examinees (Bock & Lieberman, 1970, Psychometrika 35, 179-197)."""


def lsat6() -> Responses:
    """The 30 patterns with their counts."""
    pairs = [pair.split("=") for pair in LSAT6_TEXT.split()]
    matrix = [[int(answer) for answer in pattern] for pattern, _ in pairs]
    return Responses.of(matrix, counts=[int(count) for _, count in pairs])


def drawn(items: Sequence[ItemParameters | NominalParameters], abilities: Floats, rng: Generator) -> Integers:
    """Responses of persons of these abilities to all items, (n_persons, n_items)."""
    pool = ItemPool.of(items)
    upper = category_probabilities(pool, abilities).cumsum(axis=1)
    draws = rng.random((pool.n_items, 1, abilities.size))
    categories: Integers = (draws > upper).sum(axis=1).T.astype(np.int64)
    return np.minimum(categories, pool.n_categories - 1)


def two_parameter_items(n: int, rng: Generator) -> list[ItemParameters]:
    """Items with slopes about 1.1 and difficulties over the range of abilities."""
    slopes = rng.lognormal(0.1, 0.3, n).tolist()
    difficulties = rng.permutation(np.linspace(-1.8, 1.8, n)).tolist()
    return [ItemParameters("2pl", a, (b,)) for a, b in zip(slopes, difficulties, strict=True)]


MIXED: tuple[ItemParameters | NominalParameters, ...] = (
    ItemParameters("2pl", 1.2, (0.3,)),
    ItemParameters("3pl", 1.2, (-0.3,), 0.2),
    ItemParameters("4pl", 1.5, (0.6,), 0.1, 0.9),
    ItemParameters("grm", 1.2, (-1.0, 0.2, 1.0)),
    ItemParameters("gpcm", 0.8, (-1.0, 0.5, 0.2)),
    NominalParameters(1.0, (0.0, 0.5, 1.3), (0.0, 0.4, -0.2)),
    ItemParameters("1pl", 1.0, (0.3,)),
    ItemParameters("pcm", 1.0, (0.3, -0.4)),
    ItemParameters("1pl", 1.0, (-0.3,)),
    ItemParameters("2pl", 0.9, (-0.3,)),
)
"""One item of every model, and some more."""
