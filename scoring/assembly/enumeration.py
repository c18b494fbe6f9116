"""All solutions of a programme near that of its relaxation, tried in order of value, without a solver.

Where only some ten of the columns could be otherwise than in the relaxation, all ways of being otherwise are
put down and checked in a fraction of the time in which a solver makes ready to search.
"""

import numpy as np

from scoring.arrays import Floats, Integers, Mask
from scoring.assembly.integer_programme import IntegerProgramme, loosened

MOST_COLUMNS = 60
MOST_CHANGES = 10_000
AT_A_TIME = 1024

_ROUNDING = 1e-9


class TooManyError(Exception):
    """There are more ways than are tried here."""


def best_nearby(
    programme: IntegerProgramme,
    objective: Floats,
    is_free: Mask,
    relaxed: Floats,
    costs: Floats,
    width: float,
) -> Floats | None:
    """The best solution among those that lose no more than `width` by the costs, (n_columns,), or None.

    Columns are 0 or 1, those that are not free as they are in `relaxed`. `costs` (n_columns,) are what the
    bound loses at least when a column is otherwise than there; what is a fraction there may be 0 or 1 at no
    cost. Every solution whose value is within `width` of the bound is among those tried.

    Raises:
        TooManyError: there are too many to try.
    """
    base = np.round(relaxed)
    is_fraction = np.abs(relaxed - base) > _ROUNDING
    places = np.flatnonzero(is_free & (is_fraction | (costs <= width)))
    if places.size > MOST_COLUMNS:
        raise TooManyError
    changes = _changes(np.where(is_fraction[places], 0.0, costs[places]), width)
    is_changed = ((changes[:, None] >> np.arange(places.size)) & 1).astype(np.float64)
    signs = 1.0 - 2.0 * base[places]
    ranked = np.argsort(-(is_changed @ (signs * objective[places])), kind="stable")
    effects = (programme.matrix[:, places].toarray() * signs).T
    sums = programme.matrix @ base
    least, most = loosened(programme.at_least, -1.0) - sums, loosened(programme.at_most, 1.0) - sums
    for first in range(0, ranked.size, AT_A_TIME):
        some = ranked[first : first + AT_A_TIME]
        moved = is_changed[some] @ effects
        is_met = ((moved >= least) & (moved <= most)).all(axis=1)
        if is_met.any():
            base[places] += signs * is_changed[some[is_met.argmax()]]
            return base
    return None


def _changes(costs: Floats, width: float) -> Integers:
    """All sets of columns whose costs sum to no more than the width, as bits, (n_sets,)."""
    spent, sets = np.zeros(1), np.zeros(1, dtype=np.int64)
    for place in np.argsort(-costs, kind="stable").tolist():
        fits = spent <= width - costs[place]
        spent = np.concatenate([spent, spent[fits] + costs[place]])
        sets = np.concatenate([sets, sets[fits] | (1 << place)])
        if sets.size > MOST_CHANGES:
            raise TooManyError
    return sets
