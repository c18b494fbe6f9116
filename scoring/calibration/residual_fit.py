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

ROUNDING = 1e-8
"""Abilities nearer than this are equal, as those of one sum score in Rasch's model, and stay together."""


@dataclass(frozen=True, eq=False)
class ResidualFit:
    """Residuals of one item in groups of persons of rising ability; all arrays are (n_groups,).

    `observed` and `expected` are mean numbers of the category, `residuals` standardised. `statistic` is the
    sum of their squares, about chi square with `degrees_of_freedom` = groups less estimated parameters of the
    item's own (at least 1); its `p_value` is NaN when there are too few responses, or abilities, for two
    groups. `misfit` is the root mean square of observed minus expected, as a share of the highest category.
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


def residual_fit(calibration: Calibration) -> tuple[ResidualFit, ...]:
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
        n_parameters[group.items] = group.index.shape[1] - int(group.has_shared_slope)
    fits = []
    first = 0
    for place, item in enumerate(fitted.items):
        rows = first + np.arange(len(item.categories))
        first += rows.size
        fits.append(_fit(problem, posteriors, log_rows[rows], rows, (item.place, int(n_parameters[place]))))
    return tuple(fits)


def _fit(
    problem: Problem, posteriors: Floats, logs: Floats, rows: Integers, item: tuple[int, int]
) -> ResidualFit:
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
    groups = _groups(abilities, weights)
    n_groups = int(groups.max(initial=0)) + 1

    def sums(values: Floats) -> Floats:
        totals: Floats = np.bincount(groups, weights * values, n_groups).astype(np.float64)
        return totals

    sizes = np.maximum(sums(np.ones(persons.size)), 1e-12)
    observed, expected = sums(categories.astype(np.float64)) / sizes, sums(means) / sizes
    residuals = (observed - expected) * sizes / np.sqrt(np.maximum(sums(variances), 1e-12))
    statistic = float(residuals @ residuals)
    degrees = max(n_groups - n_parameters, 1)
    has_groups = n_groups > 1
    return ResidualFit(
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


def _groups(abilities: Floats, weights: Floats) -> Integers:
    """The group of each person, (n_persons,), from 0 on and none empty: about equal in size, by ability.

    Persons of one ability are never parted: the answer to the item itself would do it, through rounding.
    """
    if not abilities.size:
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(abilities, kind="stable")
    tied = np.empty(order.size, dtype=np.int64)
    tied[order] = np.concatenate(([0], np.cumsum(np.diff(abilities[order]) > ROUNDING)))
    sizes = np.bincount(tied, weights)
    total = float(sizes.sum())
    most = max(int(min(MOST_GROUPS, total // LEAST_IN_GROUP)), 1)
    middles = (np.cumsum(sizes) - 0.5 * sizes) / max(total, 1.0)
    wanted = np.minimum((middles * most).astype(np.int64), most - 1)
    return np.unique(wanted, return_inverse=True)[1][tied]
