"""Overlap of tests: between examinees, as a rate, and between the tests of one examinee, as a limit."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Mask


def overlap_rate(counts: ArrayLike, n_examinees: int) -> float:
    """The mean number of items that two examinees share, as a share of the mean length.

    Over all pairs of different examinees, from how many saw each item: sum_i n_i (n_i - 1) over N (N - 1),
    by the mean length n. For many examinees this is (N_bank / n) S_r^2 + n / N_bank, with S_r^2 the variance
    of the exposure rates (Chen, Ankenmann & Spray, 2003, JEM 40, 129-145).

    Raises:
        ValueError: there are fewer than two examinees, or counts are not theirs, or nobody saw an item.
    """
    seen = np.asarray(counts, dtype=np.float64)
    if n_examinees < 2:  # noqa: PLR2004  a pair
        raise ValueError(f"n_examinees must be 2 or more, got {n_examinees!r}")
    if seen.ndim != 1 or not seen.size or seen.min() < 0 or seen.max() > n_examinees or not seen.any():
        raise ValueError(f"counts must lie between 0 and n_examinees ({n_examinees}), got {counts!r}")
    shared = float((seen * (seen - 1.0)).sum()) / (n_examinees * (n_examinees - 1.0))
    return shared / float(seen.sum() / n_examinees)


def retest_ineligible(earlier_tests: Sequence[Sequence[int]], n_items: int, *, keep_at_least: int) -> Mask:
    """Which items an examinee may not be given again, (n_items,): those of earlier tests.

    `earlier_tests` are in order, the oldest first. Were fewer than `keep_at_least` items left, the items of
    the oldest test are released, then those of the next; what a later test repeated stays ineligible with
    it. To allow a number of items to come again, let shadow tests exclude softly, or bound
    `Count(Among(...))` of those items in the content plan.

    Raises:
        ValueError: an item is unknown, or `keep_at_least` is out of range.
    """
    if not 0 <= keep_at_least <= n_items:
        raise ValueError(f"keep_at_least must be 0 to n_items ({n_items}), got {keep_at_least!r}")
    last_seen = np.full(n_items, -1)
    for place, test in enumerate(earlier_tests):
        for item in test:
            if not 0 <= item < n_items:
                raise ValueError(f"earlier_tests must hold items 0 to {n_items - 1}, got {item!r}")
            last_seen[item] = place
    for oldest in range(-1, len(earlier_tests)):
        ineligible = np.asarray(last_seen > oldest)
        if np.count_nonzero(~ineligible) >= keep_at_least:
            return ineligible
    return np.zeros(n_items, dtype=np.bool_)
