"""Fit of single items, for data missing by design: answers against what the other items lead to expect.

A person's posterior without the item gives the mean and the variance of the answer; residuals are summed over
persons of like ability. Sum scores are not used, so that adaptive tests are no different from fixed ones.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from scoring.arrays import Floats, Integers
from scoring.calibration.problem import Problem
from scoring.calibration.result import Calibration

MOST_GROUPS = 10
LEAST_IN_GROUP = 25


@dataclass(frozen=True, eq=False)
class ItemFit:
    """Residuals of one item in groups of persons of rising ability; all arrays are (n_groups,).

    `observed` and `expected` are mean numbers of the category, `residuals` standardised. `statistic` is the
    sum of their squares, about chi square with `degrees_of_freedom` = groups less estimated parameters (at
    least 1); its `p_value` is NaN when there are too few responses for two groups. `misfit` is the root mean
    square of observed minus expected, as a share of the highest category.
    """

    place: int
    abilities: Floats
    observed: Floats
    expected: Floats
    residuals: Floats
    statistic: float
    degrees_of_freedom: int
    p_value: float
    misfit: float


def item_fit(calibration: Calibration) -> tuple[ItemFit, ...]:
    """The fit of every item that took part, in the order of the items."""
    fitted = calibration.fitted
    if fitted is None or not fitted.items:
        return ()
    problem, vector = fitted.problem, fitted.vector
    log_rows = problem.log_rows(vector)
    log_weights = problem.groups.log_weights(vector[problem.n_item_entries :])
    patterns = problem.matrix.patterns
    posteriors = np.empty((patterns.n_patterns, problem.nodes.size))
    for block in problem.matrix.blocks(log_rows, log_weights):
        posteriors[block.places] = block.posteriors
    n_parameters = np.zeros(len(fitted.items), dtype=np.int64)
    for group in problem.blocks:
        n_parameters[group.items] = group.index.shape[1]
    fits = []
    first = 0
    for place, item in enumerate(fitted.items):
        rows = first + np.arange(len(item.categories))
        first += rows.size
        fits.append(_fit(problem, posteriors, log_rows[rows], rows, (item.place, int(n_parameters[place]))))
    return tuple(fits)


def _fit(
    problem: Problem, posteriors: Floats, logs: Floats, rows: Integers, item: tuple[int, int]
) -> ItemFit:
    place, n_parameters = item
    persons, chosen = problem.matrix.answers(rows)
    categories = chosen - rows[0]
    # Without the item: its own probability is divided out of the posterior.
    without = posteriors[persons] * np.exp(-logs[categories])
    without /= without.sum(axis=1, keepdims=True)
    numbers = np.arange(rows.size)
    curves = np.exp(logs)
    means = without @ (numbers @ curves)
    variances = np.maximum(without @ (numbers**2 @ curves) - means**2, 1e-12)
    abilities = without @ problem.nodes
    weights = problem.matrix.patterns.counts[persons]
    total = float(weights.sum())
    n_groups = int(min(MOST_GROUPS, total // LEAST_IN_GROUP))
    order = np.argsort(abilities, kind="stable")
    ranks = np.empty(order.size)
    ranks[order] = np.cumsum(weights[order]) - 0.5 * weights[order]
    groups = np.minimum((ranks * max(n_groups, 1) / max(total, 1.0)).astype(np.int64), max(n_groups, 1) - 1)

    def sums(values: Floats) -> Floats:
        totals: Floats = np.bincount(groups, weights * values, max(n_groups, 1)).astype(np.float64)
        return totals

    sizes = np.maximum(sums(np.ones(persons.size)), 1e-12)
    observed, expected = sums(categories.astype(np.float64)) / sizes, sums(means) / sizes
    residuals = (observed - expected) * sizes / np.sqrt(np.maximum(sums(variances), 1e-12))
    statistic = float(residuals @ residuals)
    degrees = max(n_groups - n_parameters, 1)
    has_groups = n_groups > 1
    return ItemFit(
        place=place,
        abilities=sums(abilities) / sizes,
        observed=observed,
        expected=expected,
        residuals=residuals,
        statistic=statistic,
        degrees_of_freedom=degrees,
        p_value=float(chi2.sf(statistic, degrees)) if has_groups else float("nan"),
        misfit=float(np.sqrt((sizes / sizes.sum()) @ (observed - expected) ** 2) / (rows.size - 1)),
    )
