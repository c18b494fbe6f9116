"""Plausible values: abilities drawn from each person's posterior, and item fit on them for any design."""

from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike
from scipy.stats import cauchy, chi2

from scoring.ability import GRID, GRID_STEP
from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, Integers
from scoring.fit.item_fit import FitReason, ItemFit, checked_n_parameters, chi_square, item_fit
from scoring.parameters import ItemPool
from scoring.response_models import category_probabilities

FEWEST_IN_GROUP = 5
"""Persons that make a group of their own; fewer persons make fewer groups."""

FEWEST_GROUPS = 2

SMALLEST_P = 1e-15
"""Where the tangent still has digits."""

Combination: TypeAlias = Literal["cauchy", "mean"]


def plausible_values(posteriors: ArrayLike, n_draws: int, *, rng: Generator) -> Floats:
    """Draws of ability from posteriors on `GRID`, (n_persons, 121) each summing to 1; (n_draws, n_persons).

    The weight of a node is spread evenly to halfway to its neighbours. Given the model and the right prior,
    a draw and the responses have the joint distribution of true ability and responses (Mislevy, 1991,
    Psychometrika 56, 177-196), which estimates of ability never have.

    Raises:
        ValueError: the shape is another, weights are no distribution, or there is no draw.
    """
    weights = np.asarray(posteriors, dtype=np.float64)
    if weights.ndim != 2 or weights.shape[1] != GRID.size:  # noqa: PLR2004
        raise ValueError(f"posteriors must have shape (n_persons, {GRID.size}), got {weights.shape}")
    if not (np.isfinite(weights).all() and (weights >= 0.0).all() and weights.any(axis=1).all()):
        raise ValueError("posteriors must be finite, 0 or more and not all 0 for a person")
    if n_draws < 1:
        raise ValueError(f"n_draws must be 1 or more, got {n_draws!r}")
    ends = weights.cumsum(axis=1)
    persons = np.arange(len(weights))
    values = np.empty((n_draws, len(weights)))
    for row, uniforms in zip(values, rng.random((n_draws, len(weights))), strict=True):
        heights = uniforms * ends[:, -1]
        nodes = np.minimum((ends <= heights[:, None]).sum(axis=1), GRID.size - 1)
        mass = weights[persons, nodes]
        share = (heights - (ends[persons, nodes] - mass)) / np.where(mass > 0.0, mass, 1.0)
        row[:] = GRID[nodes] + (np.clip(share, 0.0, 1.0) - 0.5) * GRID_STEP
    return values


def pv_q1(
    pool: ItemPool,
    responses: ArrayLike,
    values: ArrayLike,
    *,
    n_groups: int = 10,
    n_parameters: ArrayLike | None = None,
    least_expected: float = 1.0,
    combination: Combination = "cauchy",
) -> ItemFit:
    """PV-Q1 of every item: Yen's Q1 on plausible values (Chalmers & Ng, 2017, APM 41, 372-387).

    For each draw of `values` (n_draws, n_persons), as of `plausible_values`, who answered the item is put in
    `n_groups` of rising ability, in which the answers of each category are counted and compared with the
    model's. Statistics and degrees of freedom are means over draws. Gaps are no matter: this is the test for
    adaptive data. `n_parameters` and `least_expected` are those of `s_x2`.

    One draw makes an exact test, but a test of chance. With "mean" the p-value is that of the mean statistic,
    as Chalmers and Ng have it: a mean varies less than one chi-square, so that in short adaptive tests hardly
    any item is ever rejected. "cauchy" combines the p-values of the draws (Liu & Xie, 2020, JASA 115,
    393-402), whatever their dependence, and keeps the level.

    Raises:
        ValueError: a response is not a category of its item, or a shape or number is out of its range.
    """
    given = read_responses(pool, responses)
    draws = np.asarray(values, dtype=np.float64)
    if draws.ndim != 2 or draws.shape[1] != len(given) or not len(draws):  # noqa: PLR2004
        raise ValueError(f"values must have shape (n_draws, {len(given)}), got {draws.shape}")
    if not np.isfinite(draws).all():
        raise ValueError("values must be finite numbers")
    if n_groups < FEWEST_GROUPS:
        raise ValueError(f"n_groups must be {FEWEST_GROUPS} or more, got {n_groups!r}")
    free = checked_n_parameters(n_parameters, pool)
    if combination not in get_args(Combination):
        raise ValueError(f"combination must be one of {get_args(Combination)}, got {combination!r}")
    statistics, degrees, p_values = (np.zeros(pool.n_items) for _ in range(3))
    n_answered = (given != MISSING).sum(axis=0)
    reasons: list[FitReason | None] = []
    for item in range(pool.n_items):
        persons = np.flatnonzero(given[:, item] != MISSING)
        own_groups = min(n_groups, persons.size // FEWEST_IN_GROUP)
        if own_groups < FEWEST_GROUPS:
            reasons.append("too_few_persons" if persons.size else "no_responses")
            continue
        reasons.append(None)
        observed, expected = _counts(pool, item, given[persons, item], draws[:, persons], own_groups)
        if expected.min() >= least_expected:
            tests = ((observed - expected) ** 2 / expected).sum(axis=(1, 2))
            cells = np.full(len(draws), own_groups * (int(pool.n_categories[item]) - 1))
        else:
            pairs = zip(observed, expected, strict=True)
            tests, cells = np.array([chi_square(seen, due, least_expected) for seen, due in pairs]).T
        statistics[item], degrees[item] = tests.mean(), (cells - free[item]).mean()
        if combination == "cauchy":
            p_values[item] = _cauchy_combination(chi2.sf(tests, np.maximum(cells - free[item], 1.0)))
    combined = p_values if combination == "cauchy" else None
    return item_fit(statistics, degrees, n_answered, reasons, combined)


def _cauchy_combination(p_values: Floats) -> float:
    """The p-value of the mean of Cauchy variables, one for each p-value."""
    within = np.clip(p_values, SMALLEST_P, 1.0 - SMALLEST_P)
    return float(cauchy.sf(np.tan((0.5 - within) * np.pi).mean()))


def _counts(
    pool: ItemPool, item: int, categories: Integers, values: Floats, n_groups: int
) -> tuple[Floats, Floats]:
    """Observed and expected counts, (n_draws, n_groups, n_categories), in groups of nearly equal size."""
    one = ItemPool.of([pool.items[item]])
    order = values.argsort(axis=1)
    ranked = np.take_along_axis(values, order, axis=1)
    starts = np.linspace(0, values.shape[1], n_groups, endpoint=False).astype(np.int64)
    probabilities = category_probabilities(one, ranked.ravel())[0].reshape(-1, *ranked.shape)
    is_chosen = categories[order] == np.arange(len(probabilities))[:, None, None]
    observed, expected = (
        np.moveaxis(np.add.reduceat(table, starts, axis=2), 0, 2)
        for table in (is_chosen.astype(np.float64), probabilities)
    )
    return observed, expected
