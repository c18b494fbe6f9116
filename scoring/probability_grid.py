"""A pool's category probabilities on the quadrature grid, computed once and laid out for the speed of a decision.

Two questions are asked of it: the likelihood of some responses, and for every item at once how the posterior's mass
and mean are shared out between its categories. Nothing here chooses or estimates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from scoring.ability import GRID, Posterior
from scoring.arrays import Floats, Integers, read_only, read_only_integers
from scoring.parameters import ItemPool
from scoring.response_models import log_category_probabilities

NEGLIGIBLE_WEIGHT = 1e-20
"""Posterior weight below which the outer nodes are left out of a sum: all 121 of them cannot move its last digit."""


@dataclass(frozen=True, eq=False)
class ProbabilityGrid:
    """Probabilities of a pool at the nodes of `GRID`. Made by `ProbabilityGrid.of`.

    `log_rows` is (sum of n_categories, 121), the categories of one item in neighbouring rows from `first_rows[item]`.
    `right` is (121, n_dichotomous), the probability of category 1 of the items in `dichotomous`; `categories` is
    (121, n_rows), all categories of the items in `polytomous`, each item's from `starts[place]` on. Nodes come first
    because a decision sums over nodes for all items at once, and may leave out the outer ones.
    """

    first_rows: tuple[int, ...]
    n_categories: tuple[int, ...]
    log_rows: Floats
    dichotomous: Integers
    right: Floats
    polytomous: Integers
    starts: Integers
    categories: Floats

    @classmethod
    def of(cls, pool: ItemPool) -> Self:
        """The grid of this pool."""
        logs = log_category_probabilities(pool, GRID)
        is_own = np.arange(pool.max_categories) < pool.n_categories[:, None]
        first_rows = np.concatenate(([0], np.cumsum(pool.n_categories)[:-1]))
        is_dichotomous = pool.n_categories == 2
        dichotomous = np.flatnonzero(is_dichotomous)
        polytomous = np.flatnonzero(~is_dichotomous)
        sizes = pool.n_categories[polytomous]
        return cls(
            first_rows=tuple(first_rows.tolist()),
            n_categories=tuple(pool.n_categories.tolist()),
            log_rows=read_only(logs[is_own]),
            dichotomous=read_only_integers(dichotomous),
            right=read_only(np.exp(logs[dichotomous, 1]).T),
            polytomous=read_only_integers(polytomous),
            starts=read_only_integers(np.cumsum(sizes) - sizes),
            categories=read_only(np.exp(logs[polytomous][is_own[polytomous]]).T),
        )

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.first_rows)

    def log_likelihood(
        self, administered: Sequence[int], categories: Sequence[int]
    ) -> Floats:
        """Log likelihood of the responses at every node, (121,); zeros when nothing was administered.

        Raises:
            ValueError: the sequences differ in length, an item is unknown or given twice, or a category is not the item's.
        """
        if len(administered) != len(categories):
            raise ValueError(
                "administered and categories must have the same length, "
                f"got {len(administered)} items and {len(categories)} categories"
            )
        if len(set(administered)) != len(administered):
            raise ValueError(
                f"administered must name an item only once, got {list(administered)!r}"
            )
        rows = []
        for item, category in zip(administered, categories, strict=True):
            if not 0 <= item < self.n_items:
                raise ValueError(
                    f"administered must hold items 0 to {self.n_items - 1}, got {item!r}"
                )
            if not 0 <= category < self.n_categories[item]:
                highest = self.n_categories[item] - 1
                raise ValueError(
                    f"categories must hold 0 to {highest} for item {item}, got {category!r}"
                )
            rows.append(self.first_rows[item] + category)
        return self.log_rows[rows].sum(axis=0) if rows else np.zeros(GRID.shape)

    def variance_between_categories(self, distribution: Posterior) -> Floats:
        """Variance of the posterior mean over the possible answers to each item, (n_items,), logits squared.

        sum over k of m1_k^2 / m0_k, with m0_k = sum_q P_k w_q, the predictive probability of category k, and
        m1_k = sum_q P_k w_q (theta_q - mean). For two categories m1_0 = -m1_1, so that it is m1_1^2 / (m0_1 m0_0).
        """
        heavy = np.flatnonzero(distribution.weights > NEGLIGIBLE_WEIGHT)
        nodes = slice(int(heavy[0]), int(heavy[-1]) + 1)
        mass = distribution.weights[nodes]
        leverage = mass * distribution.deviations[nodes]
        if not self.polytomous.size:
            return _between_two(mass @ self.right[nodes], leverage @ self.right[nodes])
        variances = np.zeros(self.n_items)
        if self.dichotomous.size:
            variances[self.dichotomous] = _between_two(
                mass @ self.right[nodes], leverage @ self.right[nodes]
            )
        m0 = mass @ self.categories[nodes]
        m1 = leverage @ self.categories[nodes]
        shares = np.divide(m1 * m1, m0, out=np.zeros_like(m0), where=m0 > 0.0)
        variances[self.polytomous] = np.add.reduceat(shares, self.starts)
        return variances


def _between_two(m0: Floats, m1: Floats) -> Floats:
    spread = m0 * (1.0 - m0)
    # An item that everybody answers alike has no spread and tells nothing.
    return np.divide(m1 * m1, spread, out=np.zeros_like(m0), where=spread > 0.0)
