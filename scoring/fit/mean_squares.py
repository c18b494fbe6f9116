"""Infit and outfit: mean squares of residuals, for items of any model at given abilities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.fit.item_fit import FitReason
from scoring.fit.residuals import Residuals
from scoring.parameters import ItemPool

SMALLEST_VARIANCE = 1e-10
"""Below it an answer was certain, and what is left of its variance is rounding."""


@dataclass(frozen=True, eq=False)
class MeanSquares:
    """Mean squares of each item and their standardised values, all (n_items,); 1 and 0 are expected.

    `outfit` weighs all persons alike and `infit` by the variance expected of their answers. NaN where
    `reasons` says why.
    """

    outfit: Floats
    infit: Floats
    outfit_z: Floats
    infit_z: Floats
    n_persons: Integers
    reasons: tuple[FitReason | None, ...]


def mean_squares(pool: ItemPool, responses: ArrayLike, abilities: ArrayLike) -> MeanSquares:
    """Infit and outfit (Wright & Masters, 1982, Rating Scale Analysis, chapter 5), of any model.

    `abilities` (n_persons,) are estimates; persons without a finite one are left out. Estimates follow the
    answers, so that mean squares are a little below 1. They are standardised by the cube root of Wilson and
    Hilferty, with the variance that the model expects.

    Raises:
        ValueError: a response is not a category of its item, or abilities have another shape.
    """
    residuals = Residuals.of(pool, responses, abilities)
    is_there = residuals.variances > SMALLEST_VARIANCE  # not where NaN
    n_persons = is_there.sum(axis=0)
    counts = np.where(n_persons > 0, n_persons, np.nan)
    variances = np.where(is_there, residuals.variances, 1.0)
    squares = np.where(is_there, residuals.values**2, 0.0)
    own = np.where(is_there, variances, 0.0)
    fourth = np.where(is_there, residuals.fourth, 0.0)
    total = np.where(n_persons > 0, own.sum(axis=0), np.nan)
    outfit = (squares / variances).sum(axis=0) / counts
    infit = squares.sum(axis=0) / total
    outfit_variance = (fourth / variances**2).sum(axis=0) / counts**2 - 1.0 / counts
    infit_variance = (fourth - own**2).sum(axis=0) / total**2
    return MeanSquares(
        outfit=read_only(outfit),
        infit=read_only(infit),
        outfit_z=read_only(_standardised(outfit, outfit_variance)),
        infit_z=read_only(_standardised(infit, infit_variance)),
        n_persons=read_only_integers(n_persons),
        reasons=tuple(None if count else "no_responses" for count in n_persons.tolist()),
    )


def _standardised(mean_square: Floats, variance: Floats) -> Floats:
    """(ms^(1/3) - 1) (3 / q) + q / 3, with q^2 the variance; NaN where there is none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        q = np.sqrt(np.where(variance > 0.0, variance, np.nan))
        standardised: Floats = (np.cbrt(mean_square) - 1.0) * (3.0 / q) + q / 3.0
    return standardised
