"""One common factor behind a correlation matrix, by least squares on what is off its diagonal (minres)."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, read_only

FactorReason: TypeAlias = Literal["too_few_items", "incomplete_matrix", "not_converged", "heywood"]
"""Why loadings are in doubt or none: under three items, gaps, no end, or all of an item explained."""

FEWEST_ITEMS = 3
TOLERANCE = 1e-10
MOST_SWEEPS = 5000


@dataclass(frozen=True, eq=False)
class OneFactor:
    """Loadings (n_items,), NaN where `reason` says why; with "heywood" they are held within -1 and 1.

    `rmsr` is the root of the mean square of the correlations left over.
    """

    loadings: Floats
    rmsr: float
    reason: FactorReason | None

    @property
    def uniquenesses(self) -> Floats:
        """What the factor leaves of each item's variance, (n_items,)."""
        return np.asarray(1.0 - self.loadings**2)


def one_factor(correlations: ArrayLike) -> OneFactor:
    """The loadings that make the residuals off the diagonal least (Harman & Jones, 1966, Psychometrika 31).

    Given the others, the best loading of an item is sum r_ij l_j / sum l_j^2 over j != i, within -1 and 1;
    the loadings are gone through until none changes. The sign is that of a positive sum.

    Raises:
        ValueError: the matrix is not square, or not symmetric.
    """
    matrix = np.array(correlations, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:  # noqa: PLR2004
        raise ValueError(f"correlations must be a square matrix, got {matrix.shape}")
    if not np.allclose(matrix, matrix.T, equal_nan=True):
        raise ValueError("correlations must be a symmetric matrix")
    n_items = len(matrix)
    if n_items < FEWEST_ITEMS or not np.isfinite(matrix).all():
        reason: FactorReason = "too_few_items" if n_items < FEWEST_ITEMS else "incomplete_matrix"
        return OneFactor(read_only(np.full(n_items, np.nan)), float("nan"), reason)
    values, vectors = np.linalg.eigh(matrix)
    loadings = np.clip(vectors[:, -1] * np.sqrt(max(values[-1], 0.0)), -1.0, 1.0)
    np.fill_diagonal(matrix, 0.0)
    found: FactorReason | None = "not_converged"
    for _ in range(MOST_SWEEPS):
        before = loadings.copy()
        squares = float(loadings @ loadings)
        for item in range(n_items):
            own = float(loadings[item])
            rest = squares - own * own
            best = float(matrix[item] @ loadings) / rest if rest > 0.0 else 0.0
            loadings[item] = min(max(best, -1.0), 1.0)
            squares = rest + float(loadings[item]) ** 2
        if np.abs(loadings - before).max() < TOLERANCE:
            found = None
            break
    loadings *= -1.0 if loadings.sum() < 0.0 else 1.0
    left = matrix - np.outer(loadings, loadings)
    rmsr = float(np.sqrt((left[~np.eye(n_items, dtype=np.bool_)] ** 2).mean()))
    if found is None and (np.abs(loadings) >= 1.0).any():
        found = "heywood"
    return OneFactor(read_only(loadings), rmsr, found)
