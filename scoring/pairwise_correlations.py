"""Covariances and correlations over those who have both values of a pair; nothing is filled in for gaps."""

from typing import NamedTuple

import numpy as np

from scoring.arrays import Floats

LEAST_VARIANCE = 1e-20
"""A variance, or a share of the mean square, that is none: what rounding leaves of equal numbers."""

LOST_DIGITS = 1e-12
"""Share of the squares about another mean below which a variance is what rounding has left of none."""

FEWEST = 2
"""Persons that have a covariance."""


class PairwiseMoments(NamedTuple):
    """Of every pair of columns, (n_columns, n_columns), over the rows that have both values.

    `counts` are these rows, `products` the sums of products about the means. `spreads` [i, j] are the sums of
    squares of column i among the rows that have j too; 0 of a constant, like its products.
    """

    counts: Floats
    products: Floats
    spreads: Floats

    @property
    def covariances(self) -> Floats:
        """Covariances with n - 1, NaN of fewer than two."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.counts < FEWEST, np.nan, self.products / (self.counts - 1.0))

    @property
    def correlations(self) -> Floats:
        """Correlations, NaN where one of the two is constant."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.clip(self.products / np.sqrt(self.spreads * self.spreads.T), -1.0, 1.0)


def pairwise_moments(values: Floats) -> PairwiseMoments:
    """The moments of all pairs of columns of `values` (n_rows, n_columns), NaN where missing."""
    is_there = np.isfinite(values)
    there = is_there.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        # About each column's own mean: the products of raw values would lose digits.
        centre = np.where(is_there, values, 0.0).sum(axis=0) / is_there.sum(axis=0)
        own = np.where(is_there, values - centre, 0.0)
        counts = there.T @ there
        sums = own.T @ there
        squares = (own * own).T @ there
        products = own.T @ own - sums * sums.T / counts
        spreads = squares - sums * sums / counts
    varies = spreads > LEAST_VARIANCE * counts + LOST_DIGITS * squares
    return PairwiseMoments(counts, np.where(varies & varies.T, products, 0.0), np.where(varies, spreads, 0.0))


def paired_correlations(first: Floats, second: Floats) -> Floats:
    """Correlations of the columns of one array with those of the other, (n_columns,); NaN of constants.

    Both are (n_rows, n_columns), NaN where missing; a row counts where both have a value.
    """
    both = np.isfinite(first) & np.isfinite(second)
    counts = both.sum(axis=0)
    centred, spreads, varies = [], [], []
    with np.errstate(invalid="ignore", divide="ignore"):
        for values in (first, second):
            kept = np.where(both, values, 0.0)
            centred.append(np.where(both, kept - kept.sum(axis=0) / counts, 0.0))
            spreads.append((centred[-1] ** 2).sum(axis=0))
            varies.append(spreads[-1] > LEAST_VARIANCE * (counts + (kept**2).sum(axis=0)))
        found = (centred[0] * centred[1]).sum(axis=0) / np.sqrt(spreads[0] * spreads[1])
    return np.where(varies[0] & varies[1], np.clip(found, -1.0, 1.0), np.nan)
