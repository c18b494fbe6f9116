"""How well tests classify: accuracy and consistency of decisions at cuts, from estimates and their errors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from scoring.arrays import Floats, read_numbers, read_only


@dataclass(frozen=True, eq=False)
class ClassificationQuality:
    """Expected quality of decisions, for a group of persons.

    `accuracy` is the share of persons expected to be in the category that they were assigned, `consistency`
    the share expected to be assigned the same category by a second, parallel test. `expected`
    (n_categories, n_categories) are shares of persons by assigned category (rows) and true one (columns).
    `probabilities` (n_persons, n_categories) are those of each person's true category.
    """

    accuracy: float
    consistency: float
    expected: Floats
    probabilities: Floats

    @property
    def kappa(self) -> float:
        """Consistency beyond chance (Cohen, 1960); NaN when everybody is in one category."""
        shares = self.probabilities.mean(axis=0)
        by_chance = float((shares * shares).sum())
        return float("nan") if by_chance == 1.0 else (self.consistency - by_chance) / (1.0 - by_chance)

    @property
    def false_below(self) -> float:
        """The share of persons expected to be assigned a lower category than their true one."""
        return float(np.triu(self.expected, 1).sum())

    @property
    def false_above(self) -> float:
        """The share of persons expected to be assigned a higher category than their true one."""
        return float(np.tril(self.expected, -1).sum())


def classification_quality(
    abilities: ArrayLike, standard_errors: ArrayLike, cuts: ArrayLike
) -> ClassificationQuality:
    """The accuracy and consistency of decisions at cuts (Rudner, 2001, 2005, PARE 7 and 10).

    `cuts` (n_cuts,) are logits and rise. Each person's true ability is taken as normal about the estimate
    with the standard error, both (n_persons,): accuracy is the mean probability of the category that was
    assigned, consistency the mean sum of the squared probabilities of all. An ability at a cut belongs above.

    Raises:
        ValueError: an array is empty or of another shape, an error is not positive, or cuts do not rise.
    """
    estimates = read_numbers(abilities, "abilities")
    errors = np.asarray(standard_errors, dtype=np.float64)
    bounds = np.asarray(cuts, dtype=np.float64)
    if estimates.ndim != 1 or not estimates.size or errors.shape != estimates.shape:
        raise ValueError(
            "abilities and standard_errors must be one-dimensional and of one length, at least 1, "
            f"got {estimates.shape} and {errors.shape}"
        )
    if not np.isfinite(estimates).all() or not np.isfinite(errors).all() or not (errors > 0.0).all():
        raise ValueError("abilities must be finite and standard_errors finite and greater than 0")
    if bounds.ndim != 1 or not bounds.size or not np.isfinite(bounds).all() or (np.diff(bounds) <= 0.0).any():
        raise ValueError(f"cuts must be one or more finite logits that rise, got {cuts!r}")
    below = ndtr((bounds - estimates[:, None]) / errors[:, None])
    edges = np.column_stack([np.zeros(estimates.size), below, np.ones(estimates.size)])
    probabilities = np.diff(edges, axis=1)
    assigned = np.searchsorted(bounds, estimates, side="right")
    expected = np.zeros((bounds.size + 1, bounds.size + 1))
    np.add.at(expected, assigned, probabilities / estimates.size)
    return ClassificationQuality(
        accuracy=float(np.trace(expected)),
        consistency=float((probabilities**2).sum(axis=1).mean()),
        expected=read_only(expected),
        probabilities=read_only(probabilities),
    )
