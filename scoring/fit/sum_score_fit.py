"""Item fit by sum score (S-X2), for fixed forms that everybody answered whole."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.ability import GRID
from scoring.answers import MISSING, read_responses
from scoring.arrays import Floats, Integers, read_only
from scoring.fit.item_fit import FitReason, ItemFit, checked_n_parameters, chi_square, item_fit
from scoring.parameters import ItemPool
from scoring.priors import checked_log_priors
from scoring.response_models import category_probabilities
from scoring.sum_scores import sum_score_distribution

FEWEST_ITEMS = 2


@dataclass(frozen=True, eq=False)
class SumScoreExpectations:
    """How a form's items should be answered by persons of each sum score.

    `probabilities` (n_items, max_categories, n_scores) are those of each category given the sum score of the
    whole form; 0 beyond an item's own categories. They depend on no responses and can be used again.
    """

    pool: ItemPool
    probabilities: Floats

    @classmethod
    def of(cls, pool: ItemPool, *, log_prior: ArrayLike | None = None) -> Self:
        """Those of this form in the population of this prior, (121,); None is the standard normal.

        E_ik(s) = Int P_ik f_{-i}(s - k) phi / sum over k of the same, with f_{-i} the distribution of the sum
        score of the other items (Orlando & Thissen, 2000, APM 24, 50-64; for more than two categories Kang &
        Chen, 2008, JEM 45, 391-406).

        Raises:
            ValueError: there are fewer than two items, or the prior has another shape or leaves a sum score
                impossible.
        """
        if pool.n_items < FEWEST_ITEMS:
            raise ValueError(f"pool must hold at least {FEWEST_ITEMS} items for S-X2, got {pool.n_items}")
        logs = checked_log_priors(log_prior, 1)[0]
        weights = np.exp(logs - logs.max())
        by_category = category_probabilities(pool, GRID) * (weights / weights.sum())
        n_scores = int((pool.n_categories - 1).sum()) + 1
        joint = np.zeros((pool.n_items, pool.max_categories, n_scores))
        for item in range(pool.n_items):
            others = ItemPool.of([*pool.items[:item], *pool.items[item + 1 :]])
            rest = sum_score_distribution(others, GRID)
            for category in range(int(pool.n_categories[item])):
                joint[item, category, category : category + len(rest)] = rest @ by_category[item, category]
        totals = joint.sum(axis=1, keepdims=True)
        if not (totals > 0.0).all():
            raise ValueError("log_prior must leave every sum score possible")
        return cls(pool, read_only(joint / totals))


@dataclass(frozen=True, eq=False)
class SumScoreFit:
    """The tests, and the counts they compare, (n_items, max_categories, n_scores), for tables and plots."""

    fit: ItemFit
    observed: Integers
    expected: Floats


def s_x2(
    expectations: SumScoreExpectations,
    responses: ArrayLike,
    *,
    n_parameters: ArrayLike | None = None,
    least_expected: float = 1.0,
) -> SumScoreFit:
    """S-X2 of every item: observed against expected answers by sum score (Orlando & Thissen, 2000, 2003).

    Sums 0 and the highest are left out, where every answer is known. `n_parameters` of each item were fitted
    to these responses and cost a degree of freedom each; None is `n_item_parameters`, 0 is for parameters
    known from elsewhere. Cells expected to hold fewer than `least_expected` persons are joined.

    Raises:
        ValueError: a response is missing or not a category of its item, or there is nobody.
    """
    pool = expectations.pool
    given = read_responses(pool, responses)
    if (given == MISSING).any():
        person, item = np.argwhere(given == MISSING)[0]
        raise ValueError(
            f"responses must be complete for S-X2, got none of person {person} to item {item}; "
            "adaptive tests have no sum score that can be compared: use pv_q1"
        )
    if not len(given):
        raise ValueError("responses must hold at least one person, got none")
    free = checked_n_parameters(n_parameters, pool)
    sums = given.sum(axis=1)
    n_scores = expectations.probabilities.shape[2]
    observed = np.zeros((pool.n_items, pool.max_categories, n_scores), dtype=np.int64)
    for item in range(pool.n_items):
        np.add.at(observed[item], (given[:, item], sums), 1)
    expected = expectations.probabilities * np.bincount(sums, minlength=n_scores)
    statistics, degrees = np.zeros(pool.n_items), np.zeros(pool.n_items)
    n_inner = int(np.count_nonzero((sums > 0) & (sums < n_scores - 1)))
    reasons: list[FitReason | None] = [None if n_inner else "too_few_persons"] * pool.n_items
    for item, n_categories in enumerate(pool.n_categories.tolist()):
        inner = slice(0, n_categories), slice(1, n_scores - 1)
        statistics[item], cells = chi_square(
            observed[item][inner].T.astype(np.float64), expected[item][inner].T, least_expected
        )
        degrees[item] = cells - free[item]
    fit = item_fit(statistics, degrees, np.full(pool.n_items, len(given)), reasons)
    return SumScoreFit(fit, observed, read_only(expected))
