"""Local dependence: items that go together more than ability explains (Yen's Q3)."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.answers import read_responses
from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.fit.residuals import Residuals
from scoring.pairwise_correlations import pairwise_moments
from scoring.parameters import ItemPool


class DependentPair(NamedTuple):
    """Two items, first < second, the correlation of their residuals and that beyond the mean of all pairs."""

    first: int
    second: int
    q3: float
    adjusted_q3: float


@dataclass(frozen=True, eq=False)
class LocalDependence:
    """Q3 of every pair, (n_items, n_items), NaN on the diagonal and where too few, or all alike, answered.

    `mean` is that of all pairs; `n_persons` (n_items, n_items) answered both items.
    """

    q3: Floats
    n_persons: Integers
    mean: float

    @property
    def adjusted(self) -> Floats:
        """Q3 less the mean of all pairs (Christensen, Makransky & Horton, 2017, APM 41, 178-194)."""
        adjusted: Floats = self.q3 - self.mean
        return adjusted

    @property
    def largest_adjusted(self) -> float:
        """Q3*, the largest adjusted Q3; NaN where there is no pair."""
        return float(np.nanmax(self.adjusted)) if np.isfinite(self.q3).any() else float("nan")

    def pairs_above(self, cut: float = 0.2) -> tuple[DependentPair, ...]:
        """The pairs whose adjusted Q3 is above the cut, the most dependent first."""
        upper = np.triu(np.nan_to_num(self.adjusted, nan=-np.inf) > cut, 1)
        pairs = [
            DependentPair(first, second, float(self.q3[first, second]), float(self.adjusted[first, second]))
            for first, second in np.argwhere(upper).tolist()
        ]
        return tuple(sorted(pairs, key=lambda pair: (-pair.q3, pair.first, pair.second)))


def local_dependence(
    pool: ItemPool, responses: ArrayLike, abilities: ArrayLike, *, fewest_persons: int = 30
) -> LocalDependence:
    """Correlations of the items' residuals (Yen, 1984, APM 8, 125-145), over the persons who answered both.

    `abilities` (n_persons,) are estimates from these responses, which makes residuals of n items correlate by
    about -1 / (n - 1). Pairs that fewer than `fewest_persons` answered have none, nor have pairs of which one
    item got the same answer from all of these: its residuals are a curve of ability and tell nothing else.

    Raises:
        ValueError: a response is not a category of its item, or abilities have another shape.
    """
    given = read_responses(pool, responses)
    values = Residuals.of(pool, given, abilities).values
    is_there = np.isfinite(values)
    moments = pairwise_moments(values)
    counts, q3, there = moments.counts, moments.correlations, is_there.astype(np.float64)
    answers = np.where(is_there, given, 0).astype(np.float64)
    varies = (answers * answers).T @ there * counts > (answers.T @ there) ** 2  # whole numbers, so exact
    q3[(counts < fewest_persons) | ~(varies & varies.T)] = np.nan
    np.fill_diagonal(q3, np.nan)
    mean = float(np.nanmean(q3)) if np.isfinite(q3).any() else float("nan")
    return LocalDependence(read_only(q3), read_only_integers(counts.astype(np.int64)), mean)
