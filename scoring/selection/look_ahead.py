"""Looking two items ahead: the variance that the best pair of items leaves, the second chosen by the answer.

One person at a time; every answer to the first item has a posterior of its own.
"""

import numpy as np

from scoring.ability import Posterior
from scoring.arrays import Floats, Mask
from scoring.probability_grid import ProbabilityGrid
from scoring.selection.posterior_criteria import variance_reduction
from scoring.selection.standing import posteriors

N_EXAMINED = 25
"""How many first items are followed up; the best of two steps is hardly ever far down among those of one."""


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
