"""Looking two items ahead: the variance that the best pair of items leaves, the second chosen by the answer.

One person at a time; every answer to the first item has a posterior of its own.
"""

import numpy as np

from scoring.ability import Posterior
from scoring.arrays import Floats, Integers, Mask
from scoring.probability_grid import ProbabilityGrid
from scoring.selection.posterior_criteria import heavy_nodes, variance_reduction
from scoring.selection.standing import posteriors

N_EXAMINED = 25
"""How many first items are followed up; the best of two steps is hardly ever far down among those of one."""

IMPROBABLE = 1e-14
"""The probability of a pair of answers below which rounding is as large; what it adds is as small as that."""


def two_step_variance_reduction(
    grid: ProbabilityGrid, distribution: Posterior, eligible: Mask, *, n_examined: int = N_EXAMINED
) -> Floats:
    """Reduction of the posterior variance expected from each item and the best one after it, (n_items,).

    R(i) + sum over answers x of p_i(x | data) max_j R(j | data, x), where R is `variance_reduction` and j
    runs over the other eligible items: van der Linden's (1998, Psychometrika 63, 201-216) criterion with one
    step of preposterior analysis more. Only the `n_examined` items that are best by one step are followed up;
    the others have the value of one step, which is lower than that of the best.
    """
    values = variance_reduction(grid, distribution)
    if np.count_nonzero(eligible) < 2:  # noqa: PLR2004  there is no second item
        return values
    ranked = np.argsort(-np.where(eligible, values, -np.inf), kind="stable")
    examined = ranked[: min(n_examined, np.count_nonzero(eligible))]
    if not grid.polytomous.size:
        values[examined] += _second_of_dichotomous(grid, distribution, eligible, examined)
        return values
    first = values.copy()
    with np.errstate(divide="ignore"):
        logs = np.log(distribution.weights)
    for item in examined:
        start, n_categories = grid.first_rows[item], grid.n_categories[item]
        rows = grid.log_rows[start : start + n_categories]
        predictive = np.exp(rows) @ distribution.weights
        likely = predictive > 0.0
        after = variance_reduction(grid, posteriors(logs + rows[likely]))
        after[:, ~eligible] = 0.0
        after[:, item] = 0.0
        values[item] = first[item] + predictive[likely] @ after.max(axis=1)
    return values


def _second_of_dichotomous(
    grid: ProbabilityGrid, distribution: Posterior, eligible: Mask, examined: Integers
) -> Floats:
    """What the best second item is expected to add to each examined one, (n_examined,), all answers at once.

    With A, B = sum_q w_q P_q (1, d_q) of an answer to the first item, d the deviations, and C, D the same
    sums with the second item's P in them as well, the first answer's probability times the second item's
    reduction is A (D - C B / A)^2 / (C (A - C)). Sums of the wrong answer are those of both less the right.
    """
    nodes, barred = heavy_nodes(distribution.weights), np.flatnonzero(~eligible)
    right = grid.right[nodes]
    mass, deviations = distribution.weights[nodes], distribution.deviations[nodes]
    of_right = right[:, examined].T * mass
    of_wrong = mass - of_right
    n = examined.size
    sums = np.vstack([of_right, of_right * deviations, mass, mass * deviations]) @ right
    found = np.zeros(n)
    for first, both, moment in (
        (of_right, sums[:n], sums[n : 2 * n]),
        (of_wrong, sums[-2] - sums[:n], sums[-1] - sums[n : 2 * n]),
    ):
        probability = first.sum(axis=1, keepdims=True)
        shift = np.divide(
            (first @ deviations)[:, None],
            probability,
            out=np.zeros_like(probability),
            where=probability > IMPROBABLE,
        )
        moment -= shift * both  # noqa: PLW2901  in place
        moment *= moment  # noqa: PLW2901
        other = probability - both
        is_certain = np.minimum(both, other) <= IMPROBABLE
        other *= both
        np.copyto(other, np.inf, where=is_certain)
        moment /= other  # noqa: PLW2901
        moment[:, barred] = 0.0
        moment[np.arange(n), examined] = 0.0
        found += probability[:, 0] * moment.max(axis=1)
    return found
