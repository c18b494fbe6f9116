"""What each item would tell at the present estimate of ability, or about it.

The estimate is one number, with values (n_items,), or (n_persons,), with values (n_persons, n_items). The
largest value is best. What the answer would do to the estimate itself is in `expected_information`.
"""

import numpy as np
from scipy.interpolate import CubicSpline

from scoring.ability import GRID
from scoring.arrays import Floats, Mask
from scoring.item_models import ParameterArrays
from scoring.parameters import ItemGroup, ItemPool
from scoring.probability_grid import ProbabilityGrid
from scoring.response_models import item_information, log_category_probabilities
from scoring.selection.workspace import Workspace

LARGEST_LOGIT = 350.0
"""Beyond it the square of exp overflows; information is less than 1e-130 there, whatever the item."""

REACH = 3.0
"""The constant c of the interval of the Kullback-Leibler index, as its authors chose it."""

_INTEGRALS = CubicSpline(GRID, np.eye(GRID.size)).antiderivative()
"""At x the weights, (121,), that values at the nodes have in the integral of their spline from -6 to x."""


def fisher_information(pool: ItemPool, ability: float | Floats, workspace: Workspace | None = None) -> Floats:
    """Expected information at the estimate, the maximum of which is the next item (MFI; Lord, 1980).

    The same as `item_information`, persons first, and fast for many persons and items of the logistic models.
    With a workspace the values are in it, until it is used again.
    """
    abilities = np.atleast_1d(np.asarray(ability, dtype=np.float64))
    space = Workspace() if workspace is None else workspace
    if len(pool.groups) == 1:
        information = _group_information(pool, pool.groups[0], abilities, space)
    else:
        information = np.empty((abilities.size, pool.n_items))
        for group in pool.groups:
            information[:, group.indexes] = _group_information(pool, group, abilities, space)
    return information if np.ndim(ability) else information[0]


def kullback_leibler_information(
    grid: ProbabilityGrid, ability: float | Floats, n_administered: int, *, reach: float = REACH
) -> Floats:
    """The Kullback-Leibler index of each item around the estimate (Chang & Ying, 1996, APM 20, 213-229).

    The integral over theta from estimate - c / sqrt(n) to estimate + c / sqrt(n), within the grid, of the sum
    over k of P_k(estimate) log(P_k(estimate) / P_k(theta)); n is `n_administered`, c is `reach`, and before
    the first item it is the integral over the whole grid. The log probabilities are integrated as cubic
    splines through their values on `GRID`.
    """
    centre = np.atleast_1d(np.asarray(ability, dtype=np.float64))
    half = reach / np.sqrt(n_administered) if n_administered else np.inf
    low, high = np.clip((centre - half, centre + half), GRID[0], GRID[-1])
    values = _divergence(grid, centre, _INTEGRALS(high) - _INTEGRALS(low), high - low)
    return values if np.ndim(ability) else values[0]


def posterior_kullback_leibler_information(
    grid: ProbabilityGrid, weights: Floats, ability: float | Floats
) -> Floats:
    """The same averaged over the posterior, in place of an interval (KLP; Chang & Ying, 1996, APM 20).

    `weights` are the posterior on `GRID`, (121,) or (n_persons, 121).
    """
    centre = np.atleast_1d(np.asarray(ability, dtype=np.float64))
    values = _divergence(grid, centre, np.atleast_2d(weights), np.ones(centre.size))
    return values if np.ndim(ability) else values[0]


def nearness(locations: Floats, ability: float | Floats) -> Floats:
    """1 / (1 + distance of each item's difficulty from the estimate): 1 for an item right at it."""
    distances = np.abs(locations - np.asarray(ability, dtype=np.float64)[..., None])
    nearer: Floats = 1.0 / (1.0 + distances)
    return nearer


def locations(pool: ItemPool) -> Floats:
    """Where each item is on the ability scale, logits: its difficulty, or the mean of thresholds or steps.

    Raises:
        ValueError: an item of the nominal model is among them, which has no difficulty.
    """
    without = [index for index, item in enumerate(pool.items) if item.model == "nominal"]
    if without:
        raise ValueError(f"pool must hold items that have a difficulty, got a nominal one, {without[0]}")
    found: Floats = np.nanmean(pool.b, axis=1)
    return found


def _group_information(pool: ItemPool, group: ItemGroup, abilities: Floats, space: Workspace) -> Floats:
    if group.model.family == "logistic":
        return _logistic_information(group.parameters, abilities, space)
    return item_information(ItemPool.of([pool.items[index] for index in group.indexes]), abilities).T


def _logistic_information(items: ParameterArrays, abilities: Floats, space: Workspace) -> Floats:
    """P'^2 / (P Q) as a^2 s (1 - s) times the shares of P and Q that the asymptotes leave, (n_persons, n).

    Without logarithms, which keep `item_models.logistic` accurate far out and make it ten times slower, and
    in place. Where an exponential would overflow the information is below every number anyway.
    """
    half, b = 0.5 * items.a, items.b[:, 0]
    shape = (abilities.size, half.size)
    values = np.multiply(abilities[:, None], half, out=space.floats("information", shape))
    values -= half * b
    if not (items.c.any() or (items.d < 1.0).any()):
        # a^2 s (1 - s) is the square of a / 2 over the hyperbolic cosine of half the logit.
        with np.errstate(over="ignore"):
            np.cosh(values, out=values)
        np.divide(half, values, out=values)
        return np.square(values, out=values)
    np.clip(values, -0.5 * LARGEST_LOGIT, 0.5 * LARGEST_LOGIT, out=values)
    odds = np.exp(np.multiply(values, -2.0, out=values), out=values)
    total = np.add(odds, 1.0, out=space.floats("total", shape))
    span = items.d - items.c
    known = np.divide(span, total, out=space.floats("known", shape))
    unknown = np.multiply(known, odds, out=space.floats("unknown", shape))
    total *= total
    odds /= total
    odds *= items.a * items.a
    # The share of P that is known, and of Q: both are logistic terms over what the asymptotes add.
    odds *= known
    odds *= unknown
    known += items.c
    unknown += 1.0 - items.d
    odds /= known
    odds /= unknown
    return odds


def _divergence(grid: ProbabilityGrid, centre: Floats, weights: Floats, total: Floats) -> Floats:
    """Sum over nodes of weights times the divergence of the answer at the centre from that at the node.

    `weights` (n_persons, 121) sum to `total` (n_persons,).
    """
    at_centre = log_category_probabilities(grid.pool, centre)[_is_own(grid)].T
    elsewhere = weights @ grid.log_rows.T
    terms = np.exp(at_centre) * (total[:, None] * at_centre - elsewhere)
    return np.maximum(np.add.reduceat(terms, grid.row_starts, axis=1), 0.0)


def _is_own(grid: ProbabilityGrid) -> Mask:
    return np.arange(grid.pool.max_categories) < grid.pool.n_categories[:, None]
