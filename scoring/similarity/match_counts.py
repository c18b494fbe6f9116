"""The number of matches between two records, each item matching with a probability of its own."""

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers


def match_count_distribution(probabilities: ArrayLike) -> Floats:
    """Probability of every number of matches, 0 .. n_items, (n_items + 1,) or (n_items + 1, n_pairs).

    `probabilities` (n_items,) or (n_items, n_pairs) are those of a match on each item, 0 where an item is not
    common. The distribution is compound binomial, by the recursion of Lord and Wingersky (1984, APM 8): f(m)
    becomes (1 - p) f(m) + p f(m - 1) with every item.

    Raises:
        ValueError: a probability is not within 0 and 1, or the shape is another.
    """
    given = np.asarray(probabilities, dtype=np.float64)
    if given.ndim not in {1, 2}:
        raise ValueError(f"probabilities must have shape (n_items,) or (n_items, n_pairs), got {given.shape}")
    if not ((given >= 0.0) & (given <= 1.0)).all():
        raise ValueError("probabilities must lie within 0 and 1")
    distribution = np.zeros((len(given) + 1, *given.shape[1:]))
    distribution[0] = 1.0
    for reached, match in enumerate(given, 1):
        moved = match * distribution[:reached]
        distribution[:reached] -= moved
        distribution[1 : reached + 1] += moved
    return distribution


def upper_tails(distributions: Floats, counts: Integers) -> Floats:
    """P(M >= count) of each pair, (n_pairs,), from distributions (n_items + 1, n_pairs)."""
    places = np.arange(len(distributions))[:, None]
    tails: Floats = np.where(places >= counts, distributions, 0.0).sum(axis=0)
    return np.minimum(tails, 1.0)
