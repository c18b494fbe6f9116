"""The a-stratified rule with b-blocking: items of low slopes first, those of high slopes kept for the end."""

import numpy as np

from scoring.arrays import Floats, Integers
from scoring.parameters import ItemPool
from scoring.selection.point_criteria import locations


def strata(pool: ItemPool, n_strata: int) -> Integers:
    """The stratum of every item, (n_items,), from 0, the lowest slopes, to n_strata - 1, the highest.

    Items are put in order of difficulty and cut into blocks of `n_strata`; of each block the item of lowest
    slope goes into the first stratum, and so on (b-blocking: Chang, Qian & Ying, 2001, APM 25, 333-341), so
    that the difficulties of every stratum are spread like those of the pool. Items that are equal are put in
    order of their parameters' own values, not of their places.

    Raises:
        ValueError: there are fewer items than strata, or an item has no difficulty.
    """
    if not 1 <= n_strata <= pool.n_items:
        raise ValueError(
            f"n_strata must lie between 1 and the number of items ({pool.n_items}), got {n_strata!r}"
        )
    by_difficulty = np.lexsort((pool.d, pool.c, pool.a, locations(pool)))
    found = np.empty(pool.n_items, dtype=np.int64)
    for first in range(0, pool.n_items, n_strata):
        block = by_difficulty[first : first + n_strata]
        by_slope = block[np.argsort(pool.a[block], kind="stable")]
        # A last block that is not full is spread over all strata.
        found[by_slope] = (np.arange(block.size) * n_strata) // block.size
    return found


def stratified_values(stratum_of: Integers, nearness: Floats, n_administered: int, max_items: int) -> Floats:
    """How soon each item comes: of the present stratum the one whose difficulty is nearest to the estimate.

    A test of `max_items` passes the strata in equal stages (Chang & Ying, 1999, APM 23, 211-222). Items of
    other strata have values lower by 1 or more, the
    next stratum up before the next one down, for when an eligible item is lacking. `nearness` (n_items,) is
    that of the estimate, or (n_persons, n_items) that of several.
    """
    n_strata = int(stratum_of.max()) + 1
    present = min(n_administered * n_strata // max_items, n_strata - 1)
    above = stratum_of - present
    # Distances 0, 1, 2, ... up are ranks 0, 1, 3, ...; -1, -2, ... down are 2, 4, ...
    rank = np.where(above > 0, 2 * above - 1, -2 * above)
    return (2 * n_strata - rank) + nearness
