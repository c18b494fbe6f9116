"""The maximum expected information criterion: information of the whole test at the estimate after the answer.

One person at a time: every item and answer has an estimate of its own, at which everything is evaluated.
"""

from collections.abc import Sequence

import numpy as np

from scoring.ability import GRID
from scoring.arrays import Floats, Integers
from scoring.parameters import ItemPool
from scoring.probability_grid import ProbabilityGrid


def expected_information(
    grid: ProbabilityGrid, weights: Floats, administered: Sequence[int], categories: Sequence[int]
) -> Floats:
    """Information of the test expected after each item's answer, (n_items,), 1 / logits squared.

    MEI (van der Linden, 1998, Psychometrika 63, 201-216): the sum over answers x of p(x | data) J(theta_x),
    with p the posterior predictive probability, theta_x the EAP estimate after the answer, and J the observed
    information of all answers, the new one among them. `weights` (121,) are the posterior. For items with
    asymptotes a value can be negative.
    """
    rows = grid.rows
    predictive = weights @ rows
    moments = (weights * GRID) @ rows
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
            curvatures = group.model.curvatures(group.parameters.at(places), abilities)
            total -= curvatures[np.arange(places.size), answers].sum(axis=0)
    return total


def _information_of_each_row(grid: ProbabilityGrid, abilities: Floats) -> Floats:
    """Observed information of each category of each item at its own ability, both (n_rows,)."""
    found = np.empty(abilities.size)
    for group in grid.pool.groups:
        rows: Integers = grid.row_starts[group.indexes][:, None] + np.arange(group.n_categories)
        curvatures = group.model.curvatures(group.parameters, abilities[rows])
        found[rows] = -np.einsum("ikk->ik", curvatures)
    return found
