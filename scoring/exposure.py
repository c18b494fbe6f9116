"""Control of how often items are seen. Counting, and keeping what was decided, is the caller's."""

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Mask


def restricted(counts: ArrayLike, n_examinees: int, max_rate: float, keep_at_least: int) -> Mask:
    """Which items the next examinee may not be given, (n_items,): those seen at a rate of `max_rate` or more.

    An item is ineligible while counts / n_examinees >= max_rate (Revuelta & Ponsoda, 1998, JEM 35, 311-327).
    Were fewer than `keep_at_least` items left (all items, in a smaller pool), ineligible items are released,
    the least exposed first, until there are enough. Items with equal counts are released together: which of
    them stays does not depend on the order of the pool, and more than asked for may be left.

    Raises:
        ValueError: a count is not a whole number from 0 to `n_examinees`, or an argument is out of range.
    """
    seen = np.asarray(counts)
    if seen.ndim != 1 or not np.issubdtype(seen.dtype, np.integer):
        raise ValueError(f"counts must be a one-dimensional array of whole numbers, got {counts!r}")
    if n_examinees < 0:
        raise ValueError(f"n_examinees must be 0 or more, got {n_examinees!r}")
    if seen.size and (seen.min() < 0 or seen.max() > n_examinees):
        raise ValueError(
            f"counts must lie between 0 and n_examinees ({n_examinees}), got {seen.min()} to {seen.max()}"
        )
    if not 0.0 < max_rate <= 1.0:
        raise ValueError(f"max_rate must be greater than 0 and at most 1, got {max_rate!r}")
    if keep_at_least < 0:
        raise ValueError(f"keep_at_least must be 0 or more, got {keep_at_least!r}")
    # A rate of 1 asks for no control, although an item seen by everybody does reach it.
    if n_examinees == 0 or max_rate == 1.0:
        return np.zeros(seen.size, dtype=np.bool_)
    ineligible = seen / n_examinees >= max_rate
    n_needed = min(keep_at_least, seen.size) - int(np.count_nonzero(~ineligible))
    if n_needed > 0:
        last_released = np.sort(seen[ineligible])[n_needed - 1]
        ineligible &= seen > last_released
    return ineligible
