"""The restricted method: an item at its limit is given to nobody until its rate has fallen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, Mask
from scoring.selection import progressive_weights


def restricted(counts: ArrayLike, n_examinees: int, max_rate: float, keep_at_least: int) -> Mask:
    """Which items the next examinee may not be given, (n_items,): those seen at a rate of `max_rate` or more.

    An item is ineligible while counts / n_examinees >= max_rate (Revuelta & Ponsoda, 1998, JEM 35, 311-327).
    Were fewer than `keep_at_least` items left (all items, in a smaller pool), ineligible items are released,
    the least exposed first, until there are enough. Items with equal counts are released together: which of
    them stays does not depend on the order of the pool, and more than asked for may be left.

    Raises:
        ValueError: a count is not a whole number from 0 to `n_examinees`, or an argument is out of range.
    """
    seen = _counts(counts, n_examinees)
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


def progressive_restricted(
    values: Floats,
    administered: Sequence[int],
    *,
    ineligible: Mask,
    share: float,
    draws: Floats,
) -> Floats:
    """The weights of the progressive-restricted method at one position, (n_items,); the largest is given.

    The progressive method among the items that are not restricted (Revuelta & Ponsoda, 1998, JEM 35,
    311-327): W_i = (1 - s) R_i + s I_i, where R_i is uniform up to the largest I of an item that can be given
    and s is the `share` of the criterion (`selection.fixed_length_share`, `variable_length_share`). Items
    that cannot be given have -1. `values` are the I, not negative; `draws` are uniforms on [0, 1).

    Raises:
        ValueError: an array has another shape, or no item can be given.
    """
    shape = values.shape
    if values.ndim != 1 or ineligible.shape != shape or draws.shape != shape:
        raise ValueError(
            "values, ineligible and draws must be one-dimensional and of one length, "
            f"got {shape}, {ineligible.shape} and {draws.shape}"
        )
    if not 0.0 <= share <= 1.0:
        raise ValueError(f"share must lie between 0 and 1, got {share!r}")
    eligible = ~ineligible
    eligible[list(administered)] = False
    if not eligible.any():
        raise ValueError("ineligible must leave an item that has not been administered, got none")
    return progressive_weights(values, draws, share, eligible)


def exposure_room(counts: ArrayLike, n_examinees: int, max_rate: float) -> Floats:
    """The share of its limit that each item has left, (n_items,), 0 when nothing: a factor for priorities.

    (r_max - n_i / N) / r_max, exposure as one more constraint of a priority index (Cheng & Chang, 2009,
    BJMSP 62, 369-383).

    Raises:
        ValueError: a count is not a whole number from 0 to `n_examinees`, or the rate is out of range.
    """
    seen = _counts(counts, n_examinees)
    if not 0.0 < max_rate <= 1.0:
        raise ValueError(f"max_rate must be greater than 0 and at most 1, got {max_rate!r}")
    rates = seen / max(n_examinees, 1)
    return np.asarray(np.maximum((max_rate - rates) / max_rate, 0.0))


def _counts(counts: ArrayLike, n_examinees: int) -> Integers:
    seen = np.asarray(counts)
    if seen.ndim != 1 or not np.issubdtype(seen.dtype, np.integer):
        raise ValueError(f"counts must be a one-dimensional array of whole numbers, got {counts!r}")
    if n_examinees < 0:
        raise ValueError(f"n_examinees must be 0 or more, got {n_examinees!r}")
    if seen.size and (seen.min() < 0 or seen.max() > n_examinees):
        raise ValueError(
            f"counts must lie between 0 and n_examinees ({n_examinees}), got {seen.min()} to {seen.max()}"
        )
    return seen.astype(np.int64, copy=False)
