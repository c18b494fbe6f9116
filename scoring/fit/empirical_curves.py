"""Observed curves of items beside the model's: for plots with bands, and as one distance, RMSD.

Everybody counts at every ability by the weight of the own posterior, which is the mean over endlessly many
plausible values. Nothing here is a test.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array
from scipy.special import ndtri

from scoring.ability import GRID
from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, read_numbers, read_only
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities

SUM_ROUNDING = 1e-6
"""By how much the sum of a distribution may differ from 1."""


@dataclass(frozen=True, eq=False)
class EmpiricalCurves:
    """Curves in bins of ability; arrays are (n_items, n_bins) or (n_items, max_categories, n_bins).

    `edges` (n_bins + 1,) and the mean ability in each bin, `abilities`, are logits. `counts` are persons, in
    parts of persons. `observed` and `expected` are shares of the categories, `lower` and `upper` Wilson's
    limits of the observed ones. `standardised` is the mean category's distance from its expectation in its
    standard errors. NaN where nobody is; 0 beyond an item's own categories.
    """

    edges: Floats
    abilities: Floats
    counts: Floats
    observed: Floats
    expected: Floats
    lower: Floats
    upper: Floats
    standardised: Floats


@dataclass(frozen=True, eq=False)
class CurveDistances:
    """Distances of the observed curves from the model's, (n_items,); NaN where nobody answered.

    `rmsd` is the root of the weighted mean square over abilities and categories, `mean_deviation` the
    weighted mean of observed less expected category, in parts of the highest: an item easier than thought is
    above 0.
    """

    rmsd: Floats
    mean_deviation: Floats


def expected_counts(pool: ItemPool, responses: ArrayLike, posteriors: ArrayLike) -> Floats:
    """Persons by category and ability, (n_items, max_categories, 121): sums of posterior weights.

    `posteriors` (n_persons, 121) are of the same persons, each summing to 1.

    Raises:
        ValueError: a response is not a category of its item, or posteriors have another shape or are no
            distributions.
    """
    given = read_responses(pool, responses)
    weights = read_numbers(posteriors, "posteriors")
    if weights.shape != (len(given), GRID.size):
        raise ValueError(f"posteriors must have shape ({len(given)}, {GRID.size}), got {weights.shape}")
    is_distribution = (weights >= 0.0).all(axis=1) & (np.abs(weights.sum(axis=1) - 1.0) <= SUM_ROUNDING)
    if not is_distribution.all():
        person = int(np.argmin(is_distribution))
        raise ValueError(
            "posteriors must be 0 or more and sum to 1, got "
            f"{weights[person].min():g} or more and {weights[person].sum():g} for person {person}"
        )
    persons, items = np.nonzero(given != MISSING)
    rows = items * pool.max_categories + given[persons, items]
    shape = (pool.n_items * pool.max_categories, len(given))
    chosen = csr_array((np.ones(rows.size), (rows, persons)), shape=shape)
    return np.asarray(chosen @ weights).reshape(pool.n_items, pool.max_categories, GRID.size)


def empirical_curves(
    pool: ItemPool,
    responses: ArrayLike,
    posteriors: ArrayLike,
    *,
    edges: ArrayLike | None = None,
    coverage: float = 0.95,
) -> EmpiricalCurves:
    """Observed and expected shares of the categories in bins of ability, with confidence bands.

    `edges` rise, logits; None is nine bins, half a logit wide between -1.75 and 1.75, the outer two open.

    Raises:
        ValueError: as `expected_counts`, or edges or coverage are out of their range.
    """
    bounds = np.concatenate(([-6.1], np.linspace(-1.75, 1.75, 8), [6.1])) if edges is None else edges
    bounds = np.asarray(bounds, dtype=np.float64)
    if bounds.ndim != 1 or bounds.size < 2 or not (np.diff(bounds) > 0.0).all():  # noqa: PLR2004
        raise ValueError(f"edges must be two or more numbers that rise, got {edges!r}")
    if not 0.0 < coverage < 1.0:
        raise ValueError(f"coverage must lie between 0 and 1, got {coverage!r}")
    seen = expected_counts(pool, responses, posteriors)
    persons = seen.sum(axis=1)
    curves = category_probabilities(pool, GRID)
    in_bin = (bounds[:-1, None] <= GRID) & (bounds[1:, None] > GRID)
    to_bins = in_bin.T.astype(np.float64)
    due = (curves * persons[:, None, :]) @ to_bins
    counts = persons @ to_bins
    categories = np.arange(pool.max_categories, dtype=np.float64)
    means = np.einsum("k,ikq->iq", categories, curves)
    variances = np.einsum("k,ikq->iq", categories**2, curves) - means**2
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = (seen @ to_bins) / counts[:, None, :]
        difference = np.einsum("k,ikb->ib", categories, seen @ to_bins - due)
        standardised = difference / np.sqrt((persons * variances) @ to_bins)
        abilities = (persons * GRID) @ to_bins / counts
        expected = due / counts[:, None, :]
        is_own = np.arange(pool.max_categories)[:, None] < pool.n_categories[:, None, None]
        lower, upper = _wilson(observed, counts[:, None, :], float(ndtri(0.5 + coverage / 2.0)))
    lower, upper = np.where(is_own, lower, 0.0), np.where(is_own, upper, 0.0)
    return EmpiricalCurves(
        *(
            read_only(each)
            for each in (bounds, abilities, counts, observed, expected, lower, upper, standardised)
        )
    )


def curve_distances(
    pool: ItemPool, responses: ArrayLike, posteriors: ArrayLike, *, weights: ArrayLike | None = None
) -> CurveDistances:
    """RMSD and mean deviation of every item (Köhler, Robitzsch & Hartig, 2020, JEBS 45, 251-273).

    sqrt(sum over q of w_q mean over k of (O_kq - P_kq)^2), for right or wrong the same as of right alone.
    `weights` (121,) None are the abilities of those who answered each item. The observed curve is made with
    the model, through the posteriors, and so lies nearer to it than the truth does: compare items answered by
    tests of one length, and do not take a small value for fit.

    Raises:
        ValueError: as `expected_counts`, or weights have another shape or no weight.
    """
    seen = expected_counts(pool, responses, posteriors)
    persons = seen.sum(axis=1)
    if weights is None:
        shares = persons
    else:
        given = np.asarray(weights, dtype=np.float64)
        if given.shape != GRID.shape or not np.isfinite(given).all() or given.min() < 0 or not given.any():
            raise ValueError(f"weights must be {GRID.size} finite numbers, 0 or more and not all 0")
        shares = np.where(persons > 0.0, given, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = shares / shares.sum(axis=1, keepdims=True)
        gaps = np.where(persons[:, None, :] > 0.0, seen / persons[:, None, :], 0.0)
    gaps -= np.where(persons[:, None, :] > 0.0, category_probabilities(pool, GRID), 0.0)
    squares = (gaps**2).sum(axis=1) / pool.n_categories[:, None]
    drift = np.einsum("k,ikq->iq", np.arange(pool.max_categories), gaps) / (pool.n_categories - 1)[:, None]
    return CurveDistances(
        rmsd=read_only(np.sqrt((shares * squares).sum(axis=1))),
        mean_deviation=read_only((shares * drift).sum(axis=1)),
    )


def _wilson(share: Floats, n: Floats, z: float) -> tuple[Floats, Floats]:
    """Limits of a share of n (Wilson, 1927, JASA 22, 209-212), for any n from 0: nothing is divided by it."""
    centre = (n * share + z * z / 2.0) / (n + z * z)
    half = z * np.sqrt(n * share * (1.0 - share) + z * z / 4.0) / (n + z * z)
    return centre - half, centre + half
