"""The number of matches between two records, each item matching with a probability of its own."""

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers
from scoring.sum_scores import summed_categories


def match_count_distribution(probabilities: ArrayLike) -> Floats:
    """Probability of every number of matches, 0 .. n_items, (n_items + 1,) or (n_items + 1, n_pairs).

    `probabilities` (n_items,) or (n_items, n_pairs) are those of a match on each item, 0 where an item is not
    common. The distribution is compound binomial: a match is an item of two categories in the recursion of
    `scoring.sum_scores.summed_categories`.

    Raises:
        ValueError: a probability is not within 0 and 1, or the shape is another.
    """
    given = np.asarray(probabilities, dtype=np.float64)
    if given.ndim not in {1, 2}:
        raise ValueError(f"probabilities must have shape (n_items,) or (n_items, n_pairs), got {given.shape}")
    if not ((given >= 0.0) & (given <= 1.0)).all():
        raise ValueError("probabilities must lie within 0 and 1")
    by_pair = given[:, None] if given.ndim == 1 else given
    sums = summed_categories(np.stack((1.0 - by_pair, by_pair), axis=1), np.full(len(given), 2))
    return sums.reshape(len(given) + 1, *given.shape[1:])


def upper_tails(distributions: Floats, counts: Integers) -> Floats:
    """P(M >= count) of each pair, (n_pairs,), from distributions (n_items + 1, n_pairs)."""
    places = np.arange(len(distributions))[:, None]
    tails: Floats = np.where(places >= counts, distributions, 0.0).sum(axis=0)
    return np.minimum(tails, 1.0)
