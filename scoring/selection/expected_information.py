"""The maximum expected information criterion: information of the whole test at the estimate after the answer.

One person at a time: every item and answer has an estimate of its own, at which everything is evaluated.
"""

from collections.abc import Sequence

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, Integers
from scoring.item_models import ParameterArrays
from scoring.parameters import ItemPool
from scoring.probability_grid import ProbabilityGrid
from scoring.selection.posterior_criteria import heavy_nodes

FARTHEST_LOGIT = 350.0
"""Beyond it information is less than 1e-150, and the square of an exponential would overflow."""


def expected_information(
    grid: ProbabilityGrid, weights: Floats, administered: Sequence[int], categories: Sequence[int]
) -> Floats:
    """Information of the test expected after each item's answer, (n_items,), 1 / logits squared.

    MEI (van der Linden, 1998, Psychometrika 63, 201-216): the sum over answers x of p(x | data) J(theta_x),
    with p the posterior predictive probability, theta_x the EAP estimate after the answer, and J the observed
    information of all answers, the new one among them. `weights` (121,) are the posterior. For items with
    asymptotes a value can be negative.
    """
    nodes = heavy_nodes(weights)
    rows, mass = grid.rows[nodes], weights[nodes]
    predictive = mass @ rows
    moments = (mass * GRID[nodes]) @ rows
    is_possible = predictive > 0.0
    present = float(weights @ GRID)
    estimates = np.divide(moments, predictive, out=np.full_like(moments, present), where=is_possible)
    of_given = _information_of(grid.pool, administered, categories, estimates)
    of_next = _information_of_each_row(grid, estimates)
    expected: Floats = np.add.reduceat(predictive * (of_given + of_next), grid.row_starts)
    return expected


def _information_of(
    pool: ItemPool, administered: Sequence[int], categories: Sequence[int], abilities: Floats
) -> Floats:
    """Observed information of these answers together at each of these abilities, (n_abilities,)."""
    given = dict(zip(administered, categories, strict=True))
    total = np.zeros(abilities.size)
    for group in pool.groups:
        places = np.flatnonzero(np.isin(group.indexes, list(given)))
        if places.size:
            answers = np.array([given[int(index)] for index in group.indexes[places]])
            if group.model.family == "logistic":
                own = group.parameters.at(places)
                total += _logistic_information(own, answers[:, None], abilities).sum(axis=0)
                continue
            curvatures = group.model.curvatures(group.parameters.at(places), abilities)
            total -= curvatures[np.arange(places.size), answers].sum(axis=0)
    return total


def _information_of_each_row(grid: ProbabilityGrid, abilities: Floats) -> Floats:
    """Observed information of each category of each item at its own ability, both (n_rows,)."""
    found = np.empty(abilities.size)
    for group in grid.pool.groups:
        rows: Integers = grid.row_starts[group.indexes][:, None] + np.arange(group.n_categories)
        if group.model.family == "logistic":
            found[rows] = _logistic_information(group.parameters, np.arange(2), abilities[rows])
            continue
        curvatures = group.model.curvatures(group.parameters, abilities[rows])
        found[rows] = -np.einsum("ikk->ik", curvatures)
    return found


def _logistic_information(items: ParameterArrays, answers: Integers, abilities: Floats) -> Floats:
    """The same as minus `curvatures` of the logistic models, without logarithms and in place.

    `answers` and `abilities` in the shape of (n_items, n), or one that becomes it. With g the logistic
    probability of the answer given, and l the asymptote below it (c of a right answer, 1 - d of a wrong one),
    w = (d - c) g / (l + (d - c) g) is the share of the answer's probability that is known; information is
    a^2 w (1 - g) (g - (1 - g) (1 - w)); without asymptotes w is 1 and it is the same for both answers.
    """
    slopes = 0.5 * items.a[:, None]
    half_logits = slopes * abilities
    half_logits -= slopes * items.b
    if not items.c.any() and (items.d == 1.0).all():
        with np.errstate(over="ignore"):
            np.cosh(half_logits, out=half_logits)
        np.divide(slopes, half_logits, out=half_logits)
        return np.square(half_logits, out=half_logits)
    half_logits *= 2 - 4 * answers
    np.clip(half_logits, -FARTHEST_LOGIT, FARTHEST_LOGIT, out=half_logits)
    odds = np.exp(half_logits, out=half_logits)
    given = 1.0 / (1.0 + odds)
    other = np.multiply(odds, given, out=odds)
    below = np.where(answers == 1, items.c[:, None], 1.0 - items.d[:, None])
    known = (items.d - items.c)[:, None] * given
    total = known + below
    known /= total
    guessed = np.divide(below, total, out=total)
    guessed *= other
    given -= guessed
    given *= known
    given *= other
    given *= (items.a**2)[:, None]
    return given
